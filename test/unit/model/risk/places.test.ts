import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { GoalRows } from '../../../../src/model/query/goalRows.ts';
import { usualThresholds, type RiskThresholds } from '../../../../src/model/risk/riskThresholds.ts';
import { countOverview } from '../../../../src/overview/countOverview.ts';
import { goalsToSweep } from '../../../../src/sweep/goalsToSweep.ts';
import { riskLine, spokenRisk } from '../../../../src/tree/riskLine.ts';
import { riskText } from '../../../../src/words/riskText.ts';
import { fencedIn, openTools } from '../../agent/agentTenants.ts';

const now = new Date('2026-11-28T12:00:00Z');
const fromNow = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
const day = (days: number): string => fromNow(days).slice(0, 10);

/** Nothing is wrong with it. */
const sound = {
  Gsid: 'g',
  Name: 'G',
  CompanyId: 'c',
  OwnerId: 'me',
  Status: 'In Progress',
  CompletionPercentage: 60,
  TargetDate: day(50),
  CreatedDate: fromNow(-50),
  ModifiedDate: fromNow(-1),
} satisfies Goal;

const rowsOf = (goal: Goal): GoalRows => {
  const rows = new GoalRows();
  rows.putAll([goal]);
  return rows;
};

const store = { hasMetrics: () => undefined };

/** What each place says of why the goal is at risk; '' where it says that it is not. */
const places: Readonly<Record<string, (goal: Goal, risk: RiskThresholds) => string | Promise<string>>> = {
  tooltip: (goal, risk) => riskLine(goal, { store, now: () => now, risk: () => risk }),
  'spoken row': (goal, risk) => spokenRisk(goal, { store, now: () => now, risk: () => risk }),
  sweep: (goal, risk) =>
    goalsToSweep(rowsOf(goal), { now, me: ['me'], staleDays: 365, risk })
      .flatMap(({ reasons }) => reasons.map(({ code }) => code))
      .filter((code) => code !== 'due')
      .join(' '),
  overview: async (goal, risk) => {
    const context = { today: day(0) };
    const deps = { rows: rowsOf(goal), query: [], context, now, risk, riskText };
    const counted = await countOverview({ ...deps, pause: async () => {} });
    return counted.risk.rows.map(({ why }) => why).join(' ');
  },
};

/** One goal for each threshold: at risk as usual, and not once the threshold is that; and the other way round. */
const cases: readonly (readonly [keyof RiskThresholds, Partial<Goal>, Partial<RiskThresholds>])[] = [
  ['overdueDays', { TargetDate: day(-3), CreatedDate: fromNow(-2), CompletionPercentage: 95 }, { overdueDays: 4 }],
  ['behindPercent', { CompletionPercentage: 25 }, { behindPercent: 30 }],
  ['dueSoonDays', { TargetDate: day(10), CreatedDate: fromNow(-10) }, { dueSoonDays: 9 }],
  ['dueSoonPercent', { TargetDate: day(10), CreatedDate: fromNow(-10) }, { dueSoonPercent: 60 }],
  ['off', { CompletionPercentage: 25 }, { off: new Set(['behind']) }],
];

describe.each(Object.entries(places))('%s', (_, reasonsIn) => {
  it.each(cases)('keeps to %s', async (_name, changes, chosen) => {
    const goal = { ...sound, ...changes };
    expect(await reasonsIn(sound, usualThresholds)).toBe('');
    expect(await reasonsIn(goal, usualThresholds)).not.toBe('');
    expect(await reasonsIn(goal, { ...usualThresholds, ...chosen })).toBe('');
  });
});

const quiet = { ...sound, ModifiedDate: fromNow(-30) };

it.each(Object.entries(places).filter(([name]) => name !== 'sweep'))('%s keeps to staleDays', async (_, reasonsIn) => {
  expect(await reasonsIn(quiet, usualThresholds)).not.toBe('');
  expect(await reasonsIn(quiet, { ...usualThresholds, staleDays: 31 })).toBe('');
  expect(await reasonsIn(quiet, { ...usualThresholds, off: new Set(['stale']) })).toBe('');
});

it('a sweep has days of its own in which nothing changed, also where that is no risk', () => {
  const risk = { ...usualThresholds, staleDays: 300, off: new Set(['stale'] as const) };
  const found = goalsToSweep(rowsOf(quiet), { now, me: ['me'], staleDays: 30, risk });
  expect(found.map(({ reasons }) => reasons)).toMatchObject([[{ code: 'stale', days: 30, limit: 30 }]]);
});

it('marks in an overview what is behind by as much, and nothing where that is no risk', async () => {
  const behindIn = async (risk: RiskThresholds): Promise<boolean | undefined> => {
    const goal = { ...sound, CompletionPercentage: 25 };
    const deps = { rows: rowsOf(goal), query: [], context: { today: day(0) }, now, risk, riskText };
    return (await countOverview({ ...deps, pause: async () => {} })).pace.goals[0]?.isBehind;
  };
  expect(await behindIn(usualThresholds)).toBe(true);
  expect(await behindIn({ ...usualThresholds, behindPercent: 30 })).toBe(false);
  expect(await behindIn({ ...usualThresholds, off: new Set(['behind']) })).toBe(false);
});

const agentCases: readonly (readonly [keyof RiskThresholds, Partial<RiskThresholds>, string, RegExp])[] = [
  ['overdueDays', { overdueDays: 300 }, 'overdue by 300 days or more', /\b\d\d? days? overdue/],
  ['behindPercent', { behindPercent: 100 }, '100 per cent or more behind', /\b[1-9]\d per cent done of/],
  ['dueSoonDays', { dueSoonDays: 0, dueSoonPercent: 0 }, 'due within 0 days', /due in \d+ days? with/],
  ['dueSoonPercent', { dueSoonPercent: 0 }, 'less than 0 per cent done', /due in \d+ days? with/],
  ['staleDays', { staleDays: 365 }, 'no change for 365 days or more', /no change for \d\d days/],
  ['off', { off: new Set(['noOwner']) }, 'no target date.', /no owner/],
];

it.each(agentCases)('an agent is told by %s, and from when on', async (_name, chosen, rule, reason) => {
  const said = async (risk: RiskThresholds): Promise<string> => {
    const { ask } = await openTools({ goals: 300 }, { risk });
    return (await ask('goals_at_risk', { limit: 200, max_characters: 100_000 })).text;
  };
  const [usual, other] = [await said(usualThresholds), await said({ ...usualThresholds, ...chosen })];
  expect(other).toContain(rule);
  const why = (text: string): string =>
    fencedIn(text)
      .inside.split('\n')
      .map((line) => line.split(' | ').at(-1) ?? '')
      .join('\n');
  expect(why(usual)).toMatch(reason);
  expect(why(other)).not.toMatch(reason);
});
