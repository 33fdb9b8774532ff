import { describe, expect, it } from 'vitest';
import { typedDate } from '../../../src/quickActions/typedDate.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { begin, decisionOn, withField, withNote, type Sweep } from '../../../src/sweep/sweep.ts';
import { cardRows, decisionText, endRows, type Card, type CardRow } from '../../../src/sweep/sweepCard.ts';

const now = new Date(2026, 10, 28, 12);
const goal: Goal = {
  Gsid: 'g',
  Name: 'Expand to EMEA',
  CompanyId: 'c',
  CompanyName: 'Northwind',
  Status: 'In Progress',
  CompletionPercentage: 10,
  TargetDate: '2026-11-16',
};
const owners = [
  { id: 'u1', name: 'Noor van Dijk' },
  { id: 'u2', name: 'Frieda Weiß' },
];

const card = (more: Partial<Card> = {}): Card => ({
  goal,
  reasons: [
    { code: 'overdue', points: 42, days: 12, limit: 1, percent: 10 },
    { code: 'stale', points: 10, days: 21, limit: 14 },
  ],
  decision: decisionOn(begin([]), 'g'),
  owners,
  now,
  isFirst: false,
  changes: 0,
  readDate: (text) => typedDate(text, '2026-11-28', 'en'),
  ...more,
});

const asText = (row: CardRow): string =>
  'title' in row ? `-- ${row.title}` : `${row.label}${row.description === undefined ? '' : ` | ${row.description}`}`;

const note = (text: string): string => `Log update: ${text} | Expand to EMEA`;

describe('what is typed', () => {
  it.each<readonly [string, readonly string[]]>([
    ['ach', ['Achieved | Set status', note('ach')]],
    ['+2w', ['Dec 12, 2026 | Set target date, due in 14 days', note('+2w')]],
    ['2026-12-31', ['Dec 31, 2026 | Set target date, due in 33 days', note('2026-12-31')]],
    ['noor', ['Noor van Dijk | Set owner', note('noor')]],
    ['dijk', ['Noor van Dijk | Set owner', note('dijk')]],
    ['weiss', ['Frieda Weiß | Set owner', note('weiss')]],
    ['fri', ['Dec 4, 2026 | Set target date, due in 6 days', 'Frieda Weiß | Set owner', note('fri')]],
    [
      'no',
      [
        'Not Started | Set status',
        'Noor van Dijk | Set owner',
        'No owner | Set owner',
        'No target date | Set target date',
        note('no'),
      ],
    ],
    ['Waiting for legal', [note('Waiting for legal')]],
    ['a', [note('a')]],
    ['achieved sign-off', [note('achieved sign-off')]],
    ['$(error)\nnext', [note('$\u200b(error) next')]],
  ])('%j can be this', (typed, expected) => {
    expect(cardRows(card(), typed).map(asText)).toEqual(expected);
  });
});

describe('a card', () => {
  it('goes on first, and says why the goal is here', () => {
    const [first] = cardRows(card(), ' ');
    expect(first).toMatchObject({
      act: { kind: 'next' },
      description: 'No changes',
      detail: 'Northwind · 12 days overdue at 10% · nothing changed for 21 days · In Progress · Nov 16, 2026',
    });
  });

  it('offers what can be set, and the way back', () => {
    expect(cardRows(card(), '').map(asText).slice(1)).toEqual([
      '-- Status',
      'Not Started | Set status',
      'Achieved | Set status',
      'Missed | Set status',
      '-- Target date',
      'Nov 30, 2026 | Set target date, due in 2 days',
      'Dec 5, 2026 | Set target date, due in 7 days',
      'Dec 12, 2026 | Set target date, due in 14 days',
      'Dec 31, 2026 | Set target date, due in 33 days',
      '-- More',
      'Go Back',
      'Open Goal',
    ]);
  });

  it('says what was decided, and takes it back', () => {
    const sweep: Sweep = [
      (each: Sweep) => withField(each, 'g', 'Status', 'Achieved', 'In Progress'),
      (each: Sweep) => withField(each, 'g', 'TargetDate', '', '2026-11-16'),
      (each: Sweep) => withField(each, 'g', 'OwnerId', 'u1', ''),
      (each: Sweep) => withNote(each, 'g', { date: '2026-11-28', text: 'Signed' }),
    ].reduce((each, step) => step(each), begin(['g']));
    const decision = decisionOn(sweep, 'g');
    expect(decisionText(decision, owners)).toBe('→ Achieved, → No target date, → Noor van Dijk, “Signed”');
    const rows = cardRows(card({ decision, isFirst: true, changes: 4 }), '').map(asText);
    expect(rows).toContain('Undo Changes to This Goal');
    expect(rows).toContain('In Progress | Set status');
    expect(rows).not.toContain('Go Back');
    expect(rows.at(-1)).toBe('Review 4 Changes | Nothing is saved to Gainsight until you apply it.');
  });

  it('ends with the changes', () => {
    expect(endRows(1).map(asText)[0]).toContain('Review 1 Change |');
    expect(endRows(0).map(asText)).toEqual(['Finish | No changes were made.', 'Go Back']);
  });
});
