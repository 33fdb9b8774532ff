import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { GoalRows } from '../../../../src/model/query/goalRows.ts';
import type { RiskReason } from '../../../../src/model/risk/risk.ts';
import { riskOfRow, riskScores, type RiskContext } from '../../../../src/model/risk/riskRows.ts';
import { usualThresholds, type RiskCode } from '../../../../src/model/risk/riskThresholds.ts';

const now = new Date(2031, 5, 15, 12);
const dayMs = 86_400_000;

/** `yyyy-mm-dd` and the moment so many days from now. */
const day = (days: number): string => new Date(Date.UTC(2031, 5, 15) + days * dayMs).toISOString().slice(0, 10);
const moment = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString();

/** Nothing is wrong with it. */
const sound: Goal = {
  Gsid: 'g',
  Name: 'G',
  CompanyId: 'c',
  Status: 'In Progress',
  OwnerId: 'o',
  TargetDate: day(50),
  CompletionPercentage: 60,
  CreatedDate: moment(-50),
  ModifiedDate: moment(-3),
};

const rowsOf = (goals: readonly Goal[]): GoalRows => {
  const rows = new GoalRows();
  rows.putAll(goals);
  return rows;
};

const riskOf = (changes: Partial<Goal>, context: Partial<RiskContext> = {}) =>
  riskOfRow(rowsOf([{ ...sound, ...changes }]), 0, { now, thresholds: usualThresholds, ...context });

const asText = (reason: RiskReason): string =>
  Object.entries(reason)
    .filter(([name]) => !['points', 'limit', 'within'].includes(name))
    .map(([, value]) => String(value))
    .join(' ');

const without = (...names: readonly (keyof Goal)[]): Goal =>
  JSON.parse(
    JSON.stringify(sound, (name, value: unknown) => (names.some((each) => each === name) ? undefined : value)),
  );

it.each<readonly [string, Partial<Goal>, readonly string[]]>([
  ['a sound goal', {}, []],
  ['due today', { TargetDate: day(0), CompletionPercentage: 90 }, []],
  ['due yesterday', { TargetDate: day(-1) }, ['overdue 1 60']],
  ['long overdue', { TargetDate: day(-40), CompletionPercentage: 0 }, ['overdue 40 0']],
  [
    'overdue and quiet',
    { TargetDate: day(-12), CompletionPercentage: 40, ModifiedDate: moment(-21) },
    ['overdue 12 40', 'stale 21'],
  ],
  ['behind the time', { CompletionPercentage: 10 }, ['behind 10 50']],
  ['just behind enough', { CompletionPercentage: 30 }, ['behind 30 50']],
  ['not quite behind', { CompletionPercentage: 31 }, []],
  ['due soon and far', { TargetDate: day(14), CreatedDate: moment(-14) }, ['dueSoon 14 60']],
  [
    'due soon, far and behind',
    { TargetDate: day(10), CreatedDate: moment(-90), CompletionPercentage: 20 },
    ['behind 20 90', 'dueSoon 10 20'],
  ],
  ['due soon and near the end', { TargetDate: day(14), CreatedDate: moment(-14), CompletionPercentage: 70 }, []],
  ['nothing moved', { ModifiedDate: moment(-30) }, ['stale 30']],
  ['created after it was due', { TargetDate: day(-5), CreatedDate: moment(-2) }, ['overdue 5 60']],
  ['created in the future', { CreatedDate: moment(3) }, []],
  ['achieved', { Status: 'Achieved', TargetDate: day(-50) }, []],
  ['missed', { Status: 'Missed', TargetDate: day(-50) }, []],
  ['a status of the tenant’s own', { Status: 'On Hold', TargetDate: day(-1) }, ['overdue 1 60']],
])('%s', (_, changes, expected) => {
  expect(riskOf(changes).reasons.map(asText)).toEqual(expected);
});

it.each<readonly [string, Goal, readonly string[]]>([
  ['no owner', without('OwnerId'), ['noOwner']],
  ['an owner by name alone', { ...without('OwnerId'), OwnerName: 'O' }, []],
  ['an owner that cannot be read', { ...without('OwnerId'), unreadable: ['OwnerId'] }, []],
  ['no date', without('TargetDate'), ['noDate']],
  ['a date that cannot be read', { ...without('TargetDate'), unreadable: ['TargetDate'] }, []],
  [
    'a status that cannot be read, which may be a closed one',
    { ...without('Status'), TargetDate: day(-40), unreadable: ['Status'] },
    [],
  ],
  ['no progress', { ...without('CompletionPercentage'), TargetDate: day(-2) }, ['overdue 2']],
  ['no dates of its own', without('CreatedDate', 'ModifiedDate'), []],
  ['no progress, due soon', { ...without('CompletionPercentage'), TargetDate: day(1) }, []],
])('%s', (_, goal, expected) => {
  expect(riskOfRow(rowsOf([goal]), 0, { now, thresholds: usualThresholds }).reasons.map(asText)).toEqual(expected);
});

it.each<readonly [boolean | undefined, readonly string[]]>([
  [false, ['noMetric']],
  [true, []],
  [undefined, []],
])('metrics: %s', (has, expected) => {
  expect(riskOf({}, { hasMetrics: () => has }).reasons.map(asText)).toEqual(expected);
});

const everything: Goal = {
  ...without('OwnerId'),
  TargetDate: day(-3),
  CompletionPercentage: 0,
  ModifiedDate: moment(-99),
};

it.each<RiskCode>(['overdue', 'stale', 'noOwner', 'noMetric'])('%s can be turned off', (code) => {
  const context = { now, thresholds: usualThresholds, hasMetrics: () => false };
  const rows = rowsOf([everything]);
  const all = riskOfRow(rows, 0, context).reasons.map((reason) => reason.code);
  const off = { ...usualThresholds, off: new Set([code]) };
  const rest = riskOfRow(rows, 0, { ...context, thresholds: off }).reasons.map((reason) => reason.code);
  expect(rest).toEqual(all.filter((each) => each !== code));
  expect(rest).not.toEqual(all);
});

it('keeps to the thresholds', () => {
  const thresholds = { ...usualThresholds, overdueDays: 5, staleDays: 2, behindPercent: 90, dueSoonDays: 0 };
  expect(riskOf({ TargetDate: day(-4), CompletionPercentage: 0 }, { thresholds }).reasons.map(asText)).toEqual([
    'behind 0 100',
    'stale 3',
  ]);
});

const goals = fc.array(
  fc.record({
    TargetDate: fc.option(fc.integer({ min: -60, max: 60 }).map(day), { nil: undefined }),
    CompletionPercentage: fc.option(fc.integer({ min: -5, max: 120 }), { nil: undefined }),
    ModifiedDate: fc.integer({ min: -90, max: 1 }).map(moment),
    Status: fc.constantFrom('In Progress', 'Not Started', 'Achieved', 'Missed', ''),
    OwnerId: fc.option(fc.constant('o'), { nil: undefined }),
  }),
  { maxLength: 40 },
);

it('scores each row by its reasons, most points first', () => {
  fc.assert(
    fc.property(goals, (some) => {
      const all = some.map((changes, at): Goal => JSON.parse(JSON.stringify({ ...sound, ...changes, Gsid: `g${at}` })));
      const rows = rowsOf(all);
      const scores = riskScores(rows, { now, thresholds: usualThresholds });
      for (const row of all.keys()) {
        const { score, reasons } = riskOfRow(rows, row, { now, thresholds: usualThresholds });
        expect(scores[row]).toBe(score);
        expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
        expect(reasons.map(({ points }) => points)).toEqual(
          reasons.map(({ points }) => points).toSorted((a, b) => b - a),
        );
        for (const { points } of reasons) expect(points).toBeGreaterThan(0);
      }
    }),
  );
});

it('has nothing against a goal that is gone', () => {
  const rows = rowsOf([everything]);
  rows.apply(new Map([[everything.Gsid, { before: everything }]]));
  expect([
    riskOfRow(rows, 0, { now, thresholds: usualThresholds }).score,
    ...riskScores(rows, { now, thresholds: usualThresholds }),
  ]).toEqual([0, 0]);
});
