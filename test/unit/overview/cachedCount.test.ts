import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { GoalRows } from '../../../src/model/query/goalRows.ts';
import { parse } from '../../../src/model/query/parse.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { countChecks } from '../../../src/overview/countChecks.ts';
import type { CountDeps } from '../../../src/overview/countDeps.ts';
import { countOverview, withChecks } from '../../../src/overview/countOverview.ts';
import { CachedCount } from '../../../src/overview/cachedCount.ts';
import type { Overview } from '../../../src/overview/protocol.ts';

const now = new Date(2031, 2, 1, 12);
const hour = 3_600_000;

const depsOf = (rows: GoalRows, text: string, at = now): CountDeps => {
  const parsed = parse(text);
  return {
    rows,
    query: parsed.kind === 'query' ? parsed.query : [],
    context: { today: '2031-03-01' },
    now: at,
    risk: usualThresholds,
    riskText: (reasons) => reasons.map(({ code }) => code).join(' '),
    pause: async () => {},
  };
};

const count = async (deps: CountDeps, kept?: CachedCount): Promise<Overview> => {
  const known = kept === undefined ? {} : kept.of(deps.rows, deps.now);
  const all = { ...deps, ...known, now: deps.now, ruleText: String, rulesOff: new Set<never>() };
  const overview = await countOverview(all);
  return withChecks(overview, await countChecks(all), deps.rows);
};

const change = (rows: GoalRows, changes: readonly (readonly [string, Goal | undefined])[]): readonly number[] =>
  rows.apply(new Map(changes.map(([id, after]) => [id, after === undefined ? {} : { after }])));

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Few of each, so that goals meet. */
const fields = fc.record(
  {
    Name: one('Roll out', 'roll  OUT', 'Train', 'Renew'),
    CompanyId: one('c1', 'c2', 'c3'),
    OwnerId: one('o1', 'o2', 'o3'),
    Status: one('Achieved', 'In Progress', 'Not Started', 'Missed', 'Parked'),
    TargetDate: one('2031-02-01', '2031-03-02', '2031-06-01', '1990-01-01', '2090-01-01'),
    CompletionPercentage: one(0, 50, 100),
    CreatedDate: one('2031-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
    ModifiedDate: one('2030-02-01T00:00:00Z', '2031-03-01T00:00:00Z'),
    unreadable: one<NonNullable<Goal['unreadable']>>(['Status'], ['TargetDate'], ['OwnerId']),
  },
  { requiredKeys: ['Name', 'CompanyId'] },
);
const nameOf: Readonly<Record<string, string>> = { c1: 'Northwind', c2: 'Northwind', o1: 'Noor', o2: 'Sam' };
const goalOf = (Gsid: string, made: Omit<Goal, 'Gsid'>): Goal => {
  const [CompanyName, OwnerName] = [nameOf[made.CompanyId], nameOf[made.OwnerId ?? '']];
  return {
    ...made,
    Gsid,
    ...(CompanyName === undefined ? {} : { CompanyName }),
    ...(OwnerName === undefined ? {} : { OwnerName }),
  };
};
const changes = fc.array(fc.tuple(fc.nat(30), fc.option(fields, { nil: undefined })), { maxLength: 12 });

describe('a count that is kept', () => {
  it('is what a new one would be, whatever changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changes, { maxLength: 8 }),
        one('', 'status:open', 'company:c1', 'owner:@me', 'roll due:overdue'),
        async (batches, text) => {
          const [rows, kept] = [new GoalRows(), new CachedCount()];
          for (const batch of batches) {
            const told = batch.map(([at, made]) => [`g${at}`, made && goalOf(`g${at}`, made)] as const);
            kept.changed(change(rows, told));
            const deps = depsOf(rows, text);
            expect(await count(deps, kept)).toEqual(await count(deps));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes on where nobody wanted it any more', async () => {
    const rows = new GoalRows();
    for (let at = 0; at < 6000; at += 1) rows.putAll([{ Gsid: `g${at}`, Name: `Goal ${at % 800}`, CompanyId: 'c' }]);
    const done = { Name: 'Done', CompanyId: 'd', Status: 'Achieved', TargetDate: '2031-06-01' };
    rows.putAll([
      { ...done, Gsid: 'd1' },
      { ...done, Gsid: 'd2' },
      { ...done, Gsid: 'd3', Status: 'In Progress' },
    ]);
    const fresh = await count(depsOf(rows, ''));
    expect(fresh.checks?.map(({ name }) => name)).toEqual(['sameName', 'noOwner', 'noDate', 'openPastOthers']);
    for (let most = 0; most < 12; most += 1) {
      const kept = new CachedCount();
      let left = most;
      const pause = (): Promise<void> => ((left -= 1) < 0 ? Promise.reject(new Error('nobody')) : Promise.resolve());
      await count({ ...depsOf(rows, ''), pause }, kept).catch(() => {});
      expect(await count(depsOf(rows, ''), kept)).toEqual(fresh);
    }
  });

  it('takes in what changes while it counts', async () => {
    for (let at = 1; at < 9; at += 1) {
      const [rows, kept] = [new GoalRows(), new CachedCount()];
      rows.putAll(Array.from({ length: 20 }, (_, of) => ({ Gsid: `g${of}`, Name: `Goal ${of}`, CompanyId: 'c' })));
      let left = at;
      const pause = async (): Promise<void> => {
        left -= 1;
        const closed = { Gsid: 'g3', Name: 'Goal 3', CompanyId: 'c', Status: 'Achieved', CompletionPercentage: 40 };
        if (left === 0) kept.changed(change(rows, [['g3', closed]]));
      };
      await count({ ...depsOf(rows, 'status:open'), pause }, kept);
      expect(await count(depsOf(rows, 'status:open'), kept)).toEqual(await count(depsOf(rows, 'status:open')));
      expect(left).toBeLessThan(at);
    }
  });

  it.each<[string, boolean, (kept: CachedCount, rows: GoalRows) => unknown]>([
    ['is kept', true, (kept, rows) => kept.of(rows, new Date(now.getTime() + hour - 1))],
    ['is kept for an hour', false, (kept, rows) => kept.of(rows, new Date(now.getTime() + hour))],
    ['is kept for a day', false, (kept, rows) => kept.of(rows, new Date(2031, 2, 2, 0))],
    ['is not of a time to come', false, (kept, rows) => kept.of(rows, new Date(now.getTime() - 1))],
    ['is of these rows', false, (kept) => kept.of(new GoalRows(), now)],
    ['is forgotten', false, (kept, rows) => (kept.forget(), kept.of(rows, now))],
    ['is forgotten with all rows', false, (kept, rows) => (kept.changed('all'), kept.of(rows, now))],
    ['is kept where some rows changed', true, (kept, rows) => (kept.changed([0]), kept.of(rows, now))],
  ])('%s', (_, isSame, after) => {
    const [rows, kept] = [new GoalRows(), new CachedCount()];
    const before = kept.of(rows, now);
    expect(after(kept, rows) === before).toBe(isSame);
  });
});
