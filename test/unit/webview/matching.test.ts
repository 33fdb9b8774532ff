import { describe, expect, it } from 'vitest';
import { exactly, matching, mayBeId, searchable } from '../../../src/webview/page/matching.ts';

const choices = ['Contoso', 'Contoso West', 'Fabrikam Contoso', 'Discontoso', 'Müller & Söhne'].map((name) => ({
  id: `id of ${name}`,
  name,
}));
const all = searchable(choices);

const names = (typed: string): readonly string[] => matching(all, typed).map(({ name }) => name);

describe('matching', () => {
  it.each([
    ['', choices.map(({ name }) => name)],
    ['conto', ['Contoso', 'Contoso West', 'Fabrikam Contoso', 'Discontoso']],
    ['  WEST ', ['Contoso West']],
    ['muller', ['Müller & Söhne']],
    ['id of Contoso', ['Contoso']],
    ['nothing', []],
  ])('finds for %j', (typed, found) => {
    expect(names(typed)).toEqual(found);
  });
});

const spaced = [
  'Acme\u00a0Corp',
  'Acme  Corp',
  'Acme Corp\u200b',
  'Acme\tCorp',
  ' Acme\u2009Corp',
  'A\u00adcme Corp',
  'Acme\u3000Corp',
  'Acme\u202fCorp',
  'Acme\u2800Corp',
  'Acme\u3164Corp',
  'Acme\u0085Corp',
  'Acme\u2060 Corp',
  '\ufeffAcme Corp',
];

it.each(spaced)('%j is found as it is read, and typed so finds what is written plainly', (name) => {
  expect(matching(searchable([{ id: '1', name }]), 'acme corp')).toHaveLength(1);
  expect(exactly(searchable([{ id: '1', name: 'Acme Corp' }]), name)?.id).toBe('1');
});

it.each([
  ['contoso', 'Contoso'],
  ['MULLER & SOHNE', 'Müller & Söhne'],
  ['id of Contoso West', 'Contoso West'],
  ['Contos', undefined],
  ['', undefined],
])('takes %j for the choice %j', (typed, name) => {
  expect(exactly(all, typed)?.name).toBe(name);
});

it('takes a name that two have for neither', () => {
  const twins = searchable([
    { id: '1', name: 'Acme' },
    { id: '2', name: 'Acme' },
  ]);
  expect(exactly(twins, 'acme')).toBeUndefined();
  expect(exactly(twins, '2')?.id).toBe('2');
});

it.each([
  ['1P02ABCDEFGHIJKLMNOPQRSTUVWXYZ012345', true],
  ['Northwind', false],
  ['Northwind 2', false],
  ['short1', false],
])('whether %j may be an id: %j', (typed, may) => {
  expect(mayBeId(typed)).toBe(may);
});
