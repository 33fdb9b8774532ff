import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../src/model/query/parse.ts';
import { fieldNames } from '../../../src/model/query/query.ts';
import { filterItems, isSameItem } from '../../../src/views/filterItems.ts';
import { anyText, context, rowsOf } from '../model/query/goals.ts';

const rows = rowsOf([
  { Gsid: 'g1', Name: 'Roll out', CompanyId: 'c1', CompanyName: 'Calder & Finch', Status: 'In Progress' },
  { Gsid: 'g2', Name: 'Adopt', CompanyId: 'c2', CompanyName: 'Contoso', Status: 'Achieved', OwnerId: 'o1' },
]);

const order = { sort: 'name', isDown: false } as const;
const items = (text: string) => filterItems(text, rows, context, order);
/** A row as it is read: its kind, its label, its description, and the text that it puts into the box. */
const drawn = (text: string) =>
  items(text).map(
    (item) =>
      `${item.kind}: ${item.label}${item.description && `  ${item.description}`}${'text' in item ? ` → ${item.text}` : ''}`,
  );

describe('the box', () => {
  it.each([
    ['', 'apply: Show All Goals (2)'],
    ['status:open', 'apply: Show 1 Goal  of 2'],
    ['roll', 'apply: Show 1 Goal  of 2'],
    ['nothing ', 'apply: Show 0 Goals  of 2'],
    ['description:none id:g1 x', 'apply: Show 0 Goals  of 2'],
    [
      'statsu:open',
      'repair: “statsu:” is not a field. Did you mean “status:”?  Press Enter to correct it → status:open',
    ],
    [
      '-statsu:open',
      'repair: “statsu:” is not a field. Did you mean “status:”?  Press Enter to correct it → -status:open',
    ],
    [
      'due:tomorow',
      'repair: “tomorow” is not a value of “due:”. Did you mean “tomorrow”?  Press Enter to correct it → due:tomorrow',
    ],
    [
      'company:"Cal',
      'repair: The quotation mark before “Cal” is not closed.  Press Enter to correct it → company:"Cal"',
    ],
    ['progress:half', 'error: “half” is not a number. Try 50, <50, or 20..80.'],
    ['due:2026-13-01', 'error: “2026-13-01” is not a date. Try 2026-12-31, +30d, or this-quarter.'],
    ['company:<x', 'error: “company:” takes names, which cannot be compared with “<” or “>”.'],
    ['status:', 'completion: open  1 goal → status:open '],
    ['comp', 'apply: Show 0 Goals  of 2'],
  ])('offers first for %j: %s', (text, first) => expect(drawn(text)[0]).toBe(first));

  it.each([
    ['', 'completion: status:  open, closed, or a status → status:'],
    ['comp', 'completion: company:  part of the company’s name → company:'],
    ['company:cal', 'completion: Calder & Finch  1 goal → company:"Calder & Finch" '],
    ['status:open own', 'completion: owner:  part of the owner’s name, or @me → status:open owner:'],
    ['status:', 'error: “status:” needs a value.'],
    ['status:open ', 'goal: Roll out  Calder & Finch · In Progress'],
    ['own', 'looser: Remove own  2 goals → '],
    ['status:open company:contoso', 'looser: Remove company:contoso  1 goal → status:open '],
    ['status:open company:contoso', 'looser: Remove status:open  1 goal → company:contoso '],
  ])('offers for %j also %s', (text, expected) => expect(drawn(text)).toContain(expected));

  it('does not offer what stands there', () =>
    expect(items('status:open').filter((item) => 'text' in item && item.text.trim() === 'status:open')).toEqual([]));
});

it('lists the goals that it finds in the order in which they are shown, with when they are due or how they ended', () => {
  const some = rowsOf([
    { Gsid: 'g1', Name: 'A', CompanyId: 'c', CompanyName: 'C', Status: 'In Progress', TargetDate: '2031-06-20' },
    { Gsid: 'g2', Name: 'B', CompanyId: 'c', CompanyName: 'C', Status: 'In Progress', TargetDate: '2031-06-03' },
    { Gsid: 'g3', Name: '$(trash)', CompanyId: 'c', Status: 'Achieved', TargetDate: '2031-06-03' },
  ]);
  const goals = filterItems('id:g1,g2,g3', some, context, { sort: 'due', isDown: true }).filter(
    ({ kind }) => kind === 'goal',
  );
  expect(goals.map(({ label, description }) => `${label}  ${description}`)).toEqual([
    'A  C · 5d',
    '$\u200b(trash)  Achieved',
    'B  C · 12d late',
  ]);
});

it('lists as many goals as can be read, behind what may come next', () => {
  const many = rowsOf(Array.from({ length: 100 }, (_, at) => ({ Gsid: `g${at}`, Name: 'x', CompanyId: 'c' })));
  const kinds = filterItems('x ', many, context, order).map(({ kind }) => kind);
  expect(kinds.join(' ')).toBe(['apply', ...Array(6).fill('completion'), ...Array(30).fill('goal')].join(' '));
});

it('has a hint for each field', () =>
  expect(
    items('').flatMap((item) => (item.kind === 'completion' && item.description !== '' ? [item.label] : [])),
  ).toEqual(fieldNames.map((name) => `${name}:`)));

it('always has something to say, and says what is wrong with what cannot be applied', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const kinds = items(text).map(({ kind }) => kind);
      const isWrong = kinds.includes('error') || kinds.includes('repair');
      expect([kinds.includes('apply'), isWrong]).toEqual(parse(text).kind === 'query' ? [true, false] : [false, true]);
    }),
  );
});

it('a row is known again after goals changed, whatever their number', () => {
  const more = rowsOf([
    { Gsid: 'g1', Name: 'Roll out', CompanyId: 'c1', CompanyName: 'Calder & Finch', Status: 'In Progress' },
    { Gsid: 'g2', Name: 'Adopt', CompanyId: 'c2', CompanyName: 'Contoso', Status: 'Achieved', OwnerId: 'o1' },
    { Gsid: 'g3', Name: 'Renew', CompanyId: 'c3', CompanyName: 'Calder', Status: 'In Progress' },
  ]);
  for (const text of ['', 'status:', 'company:calder', 'statsu:x'])
    for (const before of items(text)) {
      const again = filterItems(text, more, context, order).filter((item) => isSameItem(item, before));
      expect(again).toHaveLength(1);
      expect(again[0]?.kind).toBe(before.kind);
    }
  expect(isSameItem({ kind: 'error', label: 'a', description: '' }, undefined)).toBe(false);
});
