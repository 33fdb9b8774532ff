import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../../src/editing/draft.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { noFields } from '../../../src/model/goalFields.ts';

const key = { tenant: 'acme.gainsightcloud.com', id: '1P02ABC' };

const draft: Draft = {
  goalId: '1P02ABC',
  base: noFields,
  mine: { ...noFields, Name: 'Roll out – Zürich 🎯', Description: '<p>\r\n"quoted"</p>' },
  metric: { Name: 'Logins', CurrentValue: '', TargetValue: '6', Unit: '' },
  at: '2026-11-24T09:00:00.000Z',
};

const drafts = () => {
  const folder = mkdtempSync(join(tmpdir(), 'drafts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  return { folder, warnings, drafts: new Drafts(folder, (message) => warnings.push(message)) };
};

/** Where {@link key} is kept: ids that differ by case have files that differ by more. */
const fileName = '1P02ABC~d799efe0c32b5871.json';
const file = (folder: string): string => join(folder, key.tenant, fileName);

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

it('reads what was written, to the letter', () => {
  const { drafts: kept } = drafts();
  kept.write(key, draft);
  expect(kept.read(key)).toEqual(draft);
});

it('has it on disk when `write` returns, and nothing else beside it', () => {
  const { drafts: kept, folder } = drafts();
  kept.write(key, draft);
  kept.write(key, { ...draft, at: 'later' });
  expect(filesIn(folder)).toEqual([fileName]);
  expect(readFileSync(file(folder), 'utf8')).toContain('"at":"later"');
});

it('knows no draft where none was written, or where it was removed', () => {
  const { drafts: kept } = drafts();
  expect(kept.read(key)).toBeUndefined();
  kept.write(key, draft);
  kept.remove(key);
  kept.remove(key);
  expect(kept.read(key)).toBeUndefined();
});

it('keeps tenants and goals apart', () => {
  const { drafts: kept } = drafts();
  kept.write(key, draft);
  expect(kept.read({ ...key, tenant: 'other.gainsightcloud.com' })).toBeUndefined();
  expect(kept.read({ ...key, id: '1P02ABD' })).toBeUndefined();
});

it.each(['..', '../../up', 'a/b', 'C:\\x', 'with space', 'x.', '127.0.0.1:8080', '*?<>|"'])(
  'keeps the odd id %s inside its folder',
  (id) => {
    const { drafts: kept, folder } = drafts();
    kept.write({ tenant: id, id }, draft);
    expect(kept.read({ tenant: id, id })).toEqual(draft);
    const files = filesIn(folder);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^[\w%.~-]+\.json$/);
  },
);

it.each(['', '{', '[]', '{"at":"now","base":{}}', '{"base":{},"mine":{}}'])(
  'puts the file aside when it holds %s, and says so',
  (text) => {
    const { drafts: kept, folder, warnings } = drafts();
    kept.write(key, draft);
    writeFileSync(file(folder), text);
    expect(kept.read(key)).toBeUndefined();
    expect(filesIn(folder)).toEqual([`${fileName}.unreadable`]);
    expect(warnings).toEqual([expect.stringContaining(fileName)]);
  },
);

it('throws when the disk refuses, so that the form can say so', () => {
  const { folder, drafts: kept } = drafts();
  writeFileSync(join(folder, key.tenant), 'a file where the folder should be');
  expect(() => kept.write(key, draft)).toThrow(/EEXIST|ENOTDIR/);
});

it('lists the drafts of all tenants, the latest first', () => {
  const { drafts: kept } = drafts();
  expect(kept.list()).toEqual([]);
  const odd = { tenant: '127.0.0.1:8080', id: "a/b*'.." };
  kept.write(key, draft);
  kept.write(odd, { ...draft, at: '2026-11-25T09:00:00.000Z' });
  expect(kept.list()).toEqual([
    { ...odd, draft: { ...draft, at: '2026-11-25T09:00:00.000Z' } },
    { ...key, draft },
  ]);
});

it('lists what another window wrote, and no file that is no draft', () => {
  const { drafts: kept, folder } = drafts();
  new Drafts(folder, () => undefined).write(key, draft);
  for (const name of ['1P02ABC.json.77.tmp', '%.json', 'a b.json', 'notes.txt'])
    writeFileSync(join(folder, key.tenant, name), JSON.stringify(draft));
  writeFileSync(join(folder, 'stray.txt'), '');
  expect(kept.list().map(({ id }) => id)).toEqual(['1P02ABC']);
});

it('removes what a process left that ended while it wrote, and not what is being written', () => {
  const { drafts: kept, folder } = drafts();
  kept.write(key, draft);
  const temporary = (pid: number): string => `${file(folder)}.${pid}.tmp`;
  const minutesAgo = Date.now() / 1000 - 120;
  for (const pid of [77, 78]) writeFileSync(temporary(pid), 'half a dra');
  utimesSync(temporary(77), minutesAgo, minutesAgo);
  expect(kept.list()).toHaveLength(1);
  expect(filesIn(folder).toSorted()).toEqual([fileName, `${fileName}.78.tmp`]);
});

it('lists the others when one is broken, and says so', () => {
  const { drafts: kept, folder, warnings } = drafts();
  kept.write(key, draft);
  writeFileSync(join(folder, key.tenant, 'broken.json'), '{');
  expect(kept.list()).toHaveLength(1);
  expect(warnings).toHaveLength(1);
});

it('tells of each write and removal', () => {
  const { drafts: kept } = drafts();
  const told: unknown[] = [];
  kept.onDidChange((changed) => told.push(changed));
  kept.write(key, draft);
  kept.remove(key);
  expect(told).toEqual([
    { ...key, draft },
    { ...key, draft: undefined },
  ]);
});
