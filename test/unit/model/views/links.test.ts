import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goalAddressIn, goalLink, idsIn, readLink, viewLink } from '../../../../src/model/views/links.ts';

const base = 'vscode://customer-goals.customer-goals';
/** As VS Code hands over what stands in a link: path and query decoded. */
const read = (link: string) => {
  const { pathname, search } = new globalThis.URL(link);
  return readLink(decodeURIComponent(pathname), decodeURIComponent(search.slice(1)));
};
const anyId = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const anyQueryText = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
  fc.constantFrom('due:<+30d', 'company:"Calder & Finch"', '100%', '%41', 'a&tenant=b', 'q=x'),
);
const anyTenant = fc.constantFrom('sample', 'acme.gainsightcloud.com', '127.0.0.1:4000');

describe('a link', () => {
  it('to a goal is read as it was made', () => {
    fc.assert(
      fc.property(anyId, anyTenant, (goalId, tenant) => {
        expect(read(goalLink(base, goalId, tenant))).toEqual({ kind: 'goal', goalId, tenant });
      }),
    );
  });

  it('to a view is read as it was made', () => {
    fc.assert(
      fc.property(anyQueryText, anyTenant, (query, tenant) => {
        expect(read(viewLink(base, query, tenant))).toEqual({ kind: 'view', query, tenant });
      }),
    );
  });

  it.each([
    [`${base}/goal/g1`, { kind: 'goal', goalId: 'g1', tenant: undefined }],
    [`${base}/goal/g1/`, { kind: 'goal', goalId: 'g1', tenant: undefined }],
    [`${base}/goal/`, undefined],
    [`${base}/goal/a/b`, undefined],
    [`${base}/view`, undefined],
    [`${base}/view?q=`, { kind: 'view', query: '', tenant: undefined }],
    [`${base}/view?tenant=a.example&q=due:<%2B30d`, { kind: 'view', query: 'due:<+30d', tenant: 'a.example' }],
    [`${base}/connect?key=k`, undefined],
  ])('%s', (link, expected) => expect(read(link)).toEqual(expected));
});

const id = '1P01ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

it.each([
  [id, [id]],
  [`https://a.example/x/${id}/y`, [id]],
  [`?id=${id}&x`, [id]],
  [`x${id}`, []],
  [id.toLowerCase(), []],
  ['', []],
])('in %j stand the ids %j', (text, expected) => expect(idsIn(text)).toEqual(expected));

it.each([
  ['https://{host}/g/{goalId}?c={companyId}', 'https://a.example/g/g%201?c=c%2F1'],
  [' https://x.example/ ', 'https://x.example/'],
  ['http://{host}/', undefined],
  ['javascript:alert(1)', undefined],
  ['command:x', undefined],
  ['{host}', undefined],
])('%j is the address %s', (template, expected) =>
  expect(goalAddressIn(template, { host: 'a.example', goalId: 'g 1', companyId: 'c/1' })).toBe(expected),
);
