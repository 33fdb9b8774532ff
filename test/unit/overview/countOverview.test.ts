import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { GoalCheckRule } from '../../../src/model/risk/goalCheckRule.ts';
import { GoalRows } from '../../../src/model/query/goalRows.ts';
import { parse } from '../../../src/model/query/parse.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { countChecks } from '../../../src/overview/countChecks.ts';
import type { CountDeps } from '../../../src/overview/countDeps.ts';
import { countOverview, withChecks } from '../../../src/overview/countOverview.ts';
import type { Bars, Overview } from '../../../src/overview/protocol.ts';

const now = new Date(2031, 2, 1, 12);
const today = '2031-03-01';
const day = (iso: string): number => Date.parse(iso) / 86_400_000;

let made = 0;
const goal = (fields: Partial<Goal> = {}): Goal => {
  made += 1;
  return { Gsid: `g${made}`, Name: `Goal ${made}`, CompanyId: 'c1', CompanyName: 'Northwind', ...fields };
};
const owned = (OwnerId: string, fields: Partial<Goal> = {}): Goal => goal({ OwnerId, OwnerName: OwnerId, ...fields });

const depsOf = (goals: readonly Goal[], text = '', context: Partial<CountDeps['context']> = {}): CountDeps => {
  const rows = new GoalRows();
  rows.putAll(goals);
  const parsed = parse(text);
  return {
    rows,
    query: parsed.kind === 'query' ? parsed.query : [],
    context: { today, ...context },
    now,
    risk: usualThresholds,
    riskText: (reasons) => reasons.map(({ code }) => code).join(' '),
    pause: async () => {},
  };
};

const count = (...goals: readonly Goal[]): Promise<Overview> => countOverview(depsOf(goals));

const drawBars = ({ bars }: Bars): readonly string[] =>
  bars.map(({ name, parts, overdue }) =>
    [name, ...parts.map((part) => `${part.tone} ${part.count}`), `late ${overdue}`].join(', '),
  );

describe('totals', () => {
  it.each<[string, readonly Goal[], Partial<Overview['totals']>]>([
    ['of nothing', [], { goals: 0, open: 0, overdue: 0, dueSoon: 0, achieved: 0 }],
    ['of a goal without anything', [goal()], { goals: 1, open: 1, overdue: 0, dueSoon: 0 }],
    ['of what was due yesterday', [goal({ TargetDate: '2031-02-28' })], { overdue: 1, dueSoon: 0 }],
    ['of what is due today', [goal({ TargetDate: today })], { overdue: 0, dueSoon: 1 }],
    ['of what is due in a week', [goal({ TargetDate: '2031-03-08' })], { dueSoon: 1 }],
    ['of what is due in a week and a day', [goal({ TargetDate: '2031-03-09' })], { dueSoon: 0 }],
    ['of closed ones', [goal({ Status: 'Missed', TargetDate: '2030-01-01' })], { open: 0, overdue: 0 }],
    ['of an achieved one', [goal({ Status: 'Achieved' })], { achieved: 1, open: 0 }],
    [
      'of one whose status could not be read',
      [goal({ TargetDate: '2031-02-28', unreadable: ['Status'] })],
      { open: 1, overdue: 0 },
    ],
    [
      'of one whose status could not be read, due today',
      [goal({ TargetDate: today, unreadable: ['Status'] })],
      { open: 1, dueSoon: 0 },
    ],
  ])('%s', async (_, goals, expected) => {
    expect((await count(...goals)).totals).toMatchObject(expected);
  });
});

describe('status by company', () => {
  it('counts each status, and puts those with most overdue goals first', async () => {
    const { companies } = await count(
      goal({ Status: 'Achieved' }),
      goal({ Status: 'In Progress', CompanyId: 'c2', CompanyName: 'Contoso', TargetDate: '2031-01-01' }),
      goal({ Status: 'Not Started' }),
      goal({ Status: 'Parked' }),
      goal({ Status: 'Missed' }),
      goal(),
    );
    expect(drawBars(companies)).toEqual([
      'Contoso, inProgress 1, late 1',
      'Northwind, achieved 1, notStarted 1, missed 1, other 2, late 0',
    ]);
  });

  it('names the goals of a company as a query does, by its id where another has its name', async () => {
    const { companies } = await count(
      goal({ CompanyId: 'c1', CompanyName: 'Two "Words"' }),
      goal({ CompanyId: 'c2', CompanyName: 'Same' }),
      goal({ CompanyId: 'c3', CompanyName: 'Same' }),
    );
    expect(companies.bars.map(({ term }) => term).toSorted()).toEqual([
      String.raw`company:="Two \"Words\""`,
      'company:c2',
      'company:c3',
    ]);
  });

  it('says what it leaves out', async () => {
    const goals = Array.from({ length: 30 }, (_, at) => goal({ CompanyId: `c${at}`, CompanyName: `Company ${at}` }));
    const { companies } = await count(...goals, ...goals.map((each) => ({ ...each, Gsid: `${each.Gsid} again` })));
    expect([companies.bars.length, companies.moreBars, companies.moreGoals]).toEqual([12, 18, 36]);
  });
});

it('counts the open goals of each owner, those with most first, and those of nobody', async () => {
  const { owners } = await count(
    owned('Noor'),
    owned('Noor', { TargetDate: '2031-02-01' }),
    owned('Noor', { Status: 'Achieved' }),
    goal(),
    goal({ OwnerName: 'Without an ID' }),
  );
  expect(drawBars(owners)).toEqual([
    'Noor, overdue 1, open 1, late 1',
    ', open 1, late 0',
    'Without an ID, open 1, late 0',
  ]);
  expect(owners.bars.map(({ term }) => term)).toEqual(['owner:=Noor', 'owner:none', 'owner:="Without an ID"']);
});

describe('target dates', () => {
  it('are counted by day, those far away apart', async () => {
    const { due } = await count(
      goal({ TargetDate: today }),
      goal({ TargetDate: today, Status: 'Achieved' }),
      goal({ TargetDate: '2031-02-28' }),
      goal({ TargetDate: '2131-03-01' }),
      goal({ TargetDate: '1931-03-01' }),
      goal(),
    );
    expect(due.days).toEqual([
      { day: day('2031-02-28'), overdue: 1, open: 0, closed: 0 },
      { day: day(today), overdue: 0, open: 1, closed: 1 },
    ]);
    expect([due.earlier, due.later, due.undated, due.goals?.length]).toEqual([1, 1, 1, 3]);
  });

  it('have no mark for each goal where they are many', async () => {
    const { due } = await count(...Array.from({ length: 401 }, () => goal({ TargetDate: today })));
    expect([due.goals, due.days]).toEqual([undefined, [{ day: day(today), overdue: 0, open: 401, closed: 0 }]]);
  });
});

describe('progress against time passed', () => {
  const CreatedDate = '2031-02-01T12:00:00Z';
  it.each<[string, { readonly [Key in keyof Goal]?: Goal[Key] | undefined }, object | undefined]>([
    ['is half of the time', { CreatedDate: new Date(2031, 1, 1, 0).toISOString() }, { progress: 10, isBehind: true }],
    ['is all of it once overdue', { CreatedDate, TargetDate: '2031-02-10' }, { passed: 100 }],
    ['is on track', { CreatedDate, CompletionPercentage: 60 }, { progress: 60, isBehind: false }],
    ['is at most all', { CreatedDate, CompletionPercentage: 130 }, { progress: 100 }],
    ['is not known without a progress', { CreatedDate, CompletionPercentage: undefined }, undefined],
    ['is not known without a beginning', { CreatedDate: undefined }, undefined],
    ['is not known where the end is before the beginning', { CreatedDate, TargetDate: '2030-01-01' }, undefined],
    ['is of open goals', { CreatedDate, Status: 'Achieved' }, undefined],
  ])('%s', async (_, fields, expected) => {
    const usual = { TargetDate: '2031-03-30', CompletionPercentage: 10 };
    const kept = Object.entries({ ...usual, ...fields }).filter(([, value]) => value !== undefined);
    const { pace } = await count({ ...goal(), ...Object.fromEntries(kept) });
    expect(pace.goals).toMatchObject(expected === undefined ? [] : [expected]);
    expect(pace.goals).toHaveLength(expected === undefined ? 0 : 1);
  });

  it('marks those of many that are furthest behind, and counts the others', async () => {
    const goals = Array.from({ length: 1000 }, (_, at) =>
      goal({ CreatedDate, TargetDate: '2031-03-02', CompletionPercentage: at % 100 }),
    );
    const { pace } = await count(...goals);
    expect(pace.goals).toHaveLength(40);
    expect(Math.max(...pace.goals.map(({ progress }) => progress))).toBe(3);
    expect(pace.cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(960);
  });
});

it('lists the ten goals most at risk with their reasons, and how many there are', async () => {
  const late = (days: number): Goal => owned('Noor', { TargetDate: `2031-02-${String(28 - days).padStart(2, '0')}` });
  const goals = Array.from({ length: 14 }, (_, days) => late(days));
  const { risk, names } = await count(...goals, owned('Noor', { Status: 'Achieved', TargetDate: '2031-01-01' }));
  expect(risk.goals).toBe(14);
  expect(risk.rows.map(({ id }) => id)).toEqual(
    goals
      .toReversed()
      .slice(0, 10)
      .map(({ Gsid }) => Gsid),
  );
  expect(risk.rows[0]?.why).toBe('overdue');
  expect(names).toContainEqual({ id: goals[13]?.Gsid, name: goals[13]?.Name, company: 'Northwind' });
});

describe('the query', () => {
  it('says which goals are counted', async () => {
    const goals = [goal({ Status: 'Achieved' }), goal(), goal({ CompanyId: 'c2', CompanyName: 'Contoso' })];
    const overview = await countOverview(depsOf(goals, 'status:open company:contoso'));
    expect([overview.totals.goals, overview.companies.bars.length, overview.risk.goals]).toEqual([1, 1, 1]);
  });

  it('may leave goals in the dark: they are said, and who the person is can be asked', async () => {
    const overview = await countOverview(depsOf([owned('Noor'), goal()], 'owner:@me'));
    expect([overview.totals.goals, overview.unknown, overview.asksWho]).toEqual([0, 2, true]);
    const known = await countOverview(depsOf([owned('Noor'), goal()], 'owner:@me', { me: ['Noor'] }));
    expect([known.totals.goals, known.unknown, known.asksWho]).toEqual([1, 0, false]);
  });
});

it('counts what the goal check finds among the goals that are meant, and names some of them', async () => {
  const goals = [
    ...Array.from({ length: 25 }, () => owned('Noor')),
    owned('Noor', { TargetDate: today, CompanyId: 'c2', CompanyName: 'Contoso' }),
  ];
  const deps = { ...depsOf(goals, 'company:northwind'), ruleText: String, rulesOff: new Set<GoalCheckRule>() };
  const checks = await countChecks(deps);
  expect(checks.map(({ name, count: found, ids }) => [name, found, ids.length])).toEqual([['noDate', 25, 20]]);
  expect(await countChecks({ ...deps, rulesOff: new Set(['noDate']) })).toEqual([]);
  const { names } = withChecks(await countOverview(deps), checks, deps.rows);
  expect(names.map(({ id }) => id)).toEqual(expect.arrayContaining([...(checks[0]?.ids ?? [])]));
});

it('lets others work after some thousand goals, and ends where nobody wants it any more', async () => {
  const goals = Array.from({ length: 12_000 }, () => goal());
  let pauses = 0;
  await countOverview({ ...depsOf(goals), pause: async () => void (pauses += 1) });
  expect(pauses).toBeGreaterThan(2);
  const ended = countOverview({ ...depsOf(goals), pause: () => Promise.reject(new Error('nobody')) });
  await expect(ended).rejects.toThrow('nobody');
});

it('shows names of tenants as one line', async () => {
  const { companies, names } = await count(
    goal({ CompanyName: 'Two\nlines', Name: '<b>x</b>\t$(flame)', TargetDate: today }),
  );
  expect(companies.bars[0]?.name).toBe('Two lines');
  expect(names[0]?.name).toBe('<b>x</b> $\u200B(flame)');
});
