import { expect, it } from 'vitest';
import { parseDraftFile } from '../../../src/editing/draftFile.ts';
import { noFields } from '../../../src/model/goalFields.ts';

/** What a file of version 0.1.0 holds, which has no checksum. */
const file = (base: object, mine: object): string => JSON.stringify({ base, mine, at: '2031-01-01T00:00:00Z' });
const nameIn = (text: string): string | undefined => parseDraftFile(text, () => undefined)?.draft.mine.Name;

const mine = { ...noFields, Name: 'Typed' };
const some = { Name: 'Typed', CompanyId: 'C' };

it.each([
  ['with all fields', noFields, mine],
  ['with some fields', { Name: '', CompanyId: 'C' }, some],
])('a draft of version 0.1.0 is read %s', (_, base, typed) => expect(nameIn(file(base, typed))).toBe('Typed'));

const garbled = Object.keys(noFields).flatMap((name) =>
  [`${name}x`, name.slice(1), name.toLowerCase(), undefined].map((other) => [name, other] as const),
);

const renamed = (fields: object, from: string, to: string | undefined): object =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name !== from ? [[name, value]] : to === undefined ? [] : [[to, value]],
    ),
  );

it.each(garbled)('is none where the name of %s became %s: that reads as an emptied field', (from, to) => {
  expect(nameIn(file(noFields, renamed(mine, from, to)))).toBeUndefined();
  expect(nameIn(file(renamed(noFields, from, to), mine))).toBeUndefined();
});

it.each([7, null, {}, ['x'], true])('is none where a field holds %j', (value) => {
  expect(nameIn(file(noFields, { ...mine, Status: value }))).toBeUndefined();
  expect(nameIn(file({ ...noFields, Status: value }, mine))).toBeUndefined();
});
