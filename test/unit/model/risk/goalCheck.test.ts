import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { checkGoals, countsByRule, type Finding, type GoalCheckContext } from '../../../../src/model/risk/goalCheck.ts';
import { goalCheckRules } from '../../../../src/model/risk/goalCheckRule.ts';
import { GoalRows } from '../../../../src/model/query/goalRows.ts';

const today = '2031-06-15';

const sound = {
  CompanyId: 'c',
  Status: 'In Progress',
  OwnerId: 'o',
  TargetDate: '2031-12-31',
  CompletionPercentage: 50,
};

/** `null` takes a field away. */
type Odd = { readonly [Field in keyof Goal]?: Goal[Field] | null };

const goalsOf = (all: readonly Odd[]): readonly Goal[] =>
  all.map((odd, at) =>
    JSON.parse(
      JSON.stringify(
        { Gsid: `g${at}`, Name: `Goal ${at}`, ...sound, ...odd },
        (_, value: unknown) => value ?? undefined,
      ),
    ),
  );

const findings = (all: readonly Odd[], context: Partial<GoalCheckContext> = {}): readonly Finding[] => {
  const rows = new GoalRows();
  rows.putAll(goalsOf(all));
  return checkGoals(rows, { today, ...context });
};

const asText = ({ goalId, rule, ...rest }: Finding): string => [goalId, rule, ...Object.values(rest)].join(' ');

const [achieved, missed] = [{ Status: 'Achieved', CompletionPercentage: 100 }, { Status: 'Missed' }];
const unread: Odd = { Status: null, unreadable: ['Status'] };

it.each<readonly [string, readonly Odd[], readonly string[]]>([
  ['sound goals', [{}, {}, achieved], []],
  ['no owner', [{ OwnerId: null }], ['g0 noOwner']],
  ['an owner by name alone', [{ OwnerId: null, OwnerName: 'O' }], []],
  ['an owner that cannot be read', [{ OwnerId: null, unreadable: ['OwnerId'] }], []],
  ['no date', [{ TargetDate: null }], ['g0 noDate']],
  ['a date that cannot be read', [{ TargetDate: null, unreadable: ['TargetDate'] }], []],
  ['closed without owner and date', [{ ...missed, OwnerId: null, TargetDate: null }], []],
  ['overdue and in progress', [{ TargetDate: '2031-06-05' }], ['g0 overdueInProgress 10']],
  ['due today', [{ TargetDate: today }], []],
  ['overdue and not started', [{ TargetDate: '2031-06-05', Status: 'Not Started' }], []],
  ['achieved below 100', [{ ...achieved, CompletionPercentage: 90 }], ['g0 achievedBelow100 90']],
  ['achieved, per cent not known', [{ ...achieved, CompletionPercentage: null }], []],
  ['achieved beyond 100', [{ ...achieved, CompletionPercentage: 120 }], []],
  ['the same name twice', [{ Name: 'Größe ' }, {}, { Name: 'grösse' }], ['g0 sameName 1 g2', 'g2 sameName 1 g0']],
  ['the same name as a closed one', [{ Name: 'A' }, { ...achieved, Name: 'a' }], ['g0 sameName 1 g1']],
  [
    'the same name, both closed',
    [
      { ...achieved, Name: 'A' },
      { ...missed, Name: 'A' },
    ],
    [],
  ],
  ['the same name elsewhere', [{ Name: 'A' }, { Name: 'A', CompanyId: 'd' }], []],
  ['no names', [{ Name: '' }, { Name: ' ' }], []],
  ['open past its others', [{}, { ...achieved }, { ...missed }], ['g0 openPastOthers 2']],
  ['open past one other', [{}, { ...achieved }], []],
  ['open with a later date', [{ TargetDate: '2032-01-01' }, achieved, missed], []],
  [
    'open without a date, others without too',
    [{ TargetDate: null }, { ...achieved, TargetDate: null }, missed],
    ['g0 noDate'],
  ],
  ['open past its others, one of which may be open, too', [{}, achieved, achieved, unread], []],
  ['open past others that may be open, too', [{}, achieved, { ...unread, CompanyId: 'd' }, unread], []],
  ['a status that cannot be read', [{ ...unread, OwnerId: null, TargetDate: null }], []],
  ['two open past others', [{}, {}, achieved, missed], []],
])('%s', (_, all, expected) => {
  expect(findings(all).map(asText)).toEqual(expected);
});

it.each<readonly [boolean | undefined, readonly string[]]>([
  [false, ['g0 noMetric']],
  [true, []],
  [undefined, []],
])('metrics: %s', (has, expected) => {
  expect(findings([{}, missed], { hasMetrics: () => has }).map(asText)).toEqual(expected);
});

/** Each rule finds something among these. */
const bad: readonly Odd[] = [
  { TargetDate: '2031-01-01' },
  { ...achieved, CompletionPercentage: 1 },
  { Name: 'A', CompanyId: 'd' },
  { Name: 'A', CompanyId: 'd', OwnerId: null, TargetDate: null },
  missed,
];

it('says one after the other what each rule finds, and counts', () => {
  const found = findings(bad, { hasMetrics: (id) => id !== 'g0' });
  expect([...new Set(found.map(({ rule }) => rule))]).toEqual(goalCheckRules);
  expect(Object.fromEntries(countsByRule(found))).toMatchObject({ sameName: 2, noOwner: 1, noMetric: 1 });
});

it.each(goalCheckRules)('%s can be turned off', (rule) => {
  const context = { hasMetrics: () => false };
  const rest = findings(bad, context).filter((finding) => finding.rule !== rule);
  expect(findings(bad, { ...context, off: new Set([rule]) })).toEqual(rest);
});

it('looks at those that are meant, beside all others', () => {
  const rows = new GoalRows();
  rows.putAll(goalsOf(bad));
  expect(checkGoals(rows, { today }, (row) => row === 2).map(asText)).toEqual(['g2 sameName 1 g3']);
});

it('lists few of many namesakes', () => {
  const found = findings(Array.from({ length: 5000 }, () => ({ Name: 'Same' })));
  expect(found).toHaveLength(5000);
  for (const finding of found) {
    if (finding.rule !== 'sameName') throw new Error('another rule');
    expect(finding.count).toBe(4999);
    expect(finding.others).toHaveLength(10);
    expect(finding.others).not.toContain(finding.goalId);
  }
});

it('has nothing to say of goals that are gone', () => {
  fc.assert(
    fc.property(fc.subarray([0, 1, 2, 3, 4]), (gone) => {
      const rows = new GoalRows();
      const all = goalsOf(bad);
      rows.putAll(all);
      rows.apply(new Map(gone.map((at) => [`g${at}`, {}])));
      const left = new GoalRows();
      left.putAll(all.filter((_, at) => !gone.includes(at)));
      expect(checkGoals(rows, { today })).toEqual(checkGoals(left, { today }));
    }),
  );
});
