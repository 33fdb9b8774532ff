import { describe, expect, test } from 'vitest';
import { goalStatuses, type Goal } from '../../../src/api/schema.ts';
import { companyName } from '../../../src/sample/data/companyNames.ts';
import { makeData, makeMetrics } from '../../../src/sample/data/makeData.ts';
import { completion } from '../../../src/sample/data/progress.ts';
import { templates } from '../../../src/sample/data/templates.ts';

const today = '2026-03-10';
const { companies, owners, goals: made } = makeData(240, today);
const goals = made.map(({ goal }) => goal);
const metrics = made.flatMap(makeMetrics);
const gsid = /^[A-Z0-9]{36}$/;

const count = (matches: (goal: Goal) => boolean): number => goals.filter(matches).length;
const isOpen = ({ Status }: Goal): boolean => Status === 'Not Started' || Status === 'In Progress';
const dueWithin = ({ TargetDate = '' }: Goal, from: string, to: string): boolean =>
  TargetDate >= from && TargetDate <= to;

describe('the tenant as it is by default', () => {
  test.each<readonly [what: string, found: number, least: number]>([
    ['companies', companies.length, 40],
    [
      'companies without a goal',
      companies.filter(({ id }) => count(({ CompanyId }) => CompanyId === id) === 0).length,
      3,
    ],
    ['goals', goals.length, 200],
    ['metrics', metrics.length, 500],
    ['units', new Set(metrics.map(({ Unit }) => Unit)).size, 20],
    ['goal names', new Set(goals.map(({ Name }) => Name)).size, 30],
    ['overdue', count((goal) => isOpen(goal) && dueWithin(goal, '2000', '2026-03-09')), 8],
    ['due within a week', count((goal) => isOpen(goal) && dueWithin(goal, today, '2026-03-17')), 8],
    ['without an owner', count(({ OwnerId }) => OwnerId === undefined), 5],
    ['without a date', count(({ TargetDate }) => TargetDate === undefined), 5],
    ['without a description', count(({ Description }) => Description === undefined), 5],
    ['without a template', count(({ TemplateId }) => TemplateId === undefined), 5],
    ['with a list in the description', count(({ Description = '' }) => /<[uo]l><li>/.test(Description)), 50],
    ...goalStatuses.map((status) => [status, count(({ Status }) => Status === status), 10] as const),
  ])('%s', (_, found, least) => {
    expect(found).toBeGreaterThanOrEqual(least);
  });

  test('has the units that people count in', () => {
    const units = new Set(metrics.map(({ Unit }) => Unit));
    expect(['%', 'users', 'hours', 'USD', 'tickets'].filter((unit) => !units.has(unit))).toEqual([]);
  });

  test('has twelve templates, two of them inactive', () => {
    expect([templates.length, templates.filter(({ isActive }) => !isActive).length]).toEqual([12, 2]);
  });

  test('names no goal twice in one company', () => {
    expect(new Set(goals.map(({ CompanyId, Name }) => CompanyId + Name)).size).toBe(goals.length);
  });
});

describe('every record', () => {
  const ids = [...companies, ...owners, ...templates].map(({ id }) => id);
  const all = [...ids, ...goals.map(({ Gsid }) => Gsid), ...metrics.map(({ Gsid }) => Gsid)];

  test('has a Gsid of its own', () => {
    expect(all.filter((id) => !gsid.test(id))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('names only what is there', () => {
    const known = new Set(ids);
    const named = goals.flatMap(({ CompanyId, OwnerId, TemplateId }) => [CompanyId, OwnerId, TemplateId]);
    expect(named.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
  });

  test('was made before it was changed, and changed before today', () => {
    const wrong = goals.filter(
      ({ CreatedDate = '', ModifiedDate = '' }) => !(CreatedDate < ModifiedDate && ModifiedDate < today),
    );
    expect(wrong).toEqual([]);
  });

  test('was due after it was made', () => {
    expect(
      goals.filter(({ CreatedDate = '', TargetDate }) => TargetDate !== undefined && TargetDate <= CreatedDate),
    ).toEqual([]);
  });

  test('is as complete as its metrics say', () => {
    const wrong = made.filter(({ goal, ...rest }) => {
      const own = makeMetrics({ goal, ...rest });
      return goal.CompletionPercentage !== completion(goal.Status, own, goal.CompletionPercentage);
    });
    expect(wrong).toEqual([]);
  });

  test('has reached its metrics when it is achieved', () => {
    const achieved = made.filter(({ goal }) => goal.Status === 'Achieved').flatMap(makeMetrics);
    expect(achieved.filter(({ CurrentValue = 0, TargetValue = 0 }) => CurrentValue < TargetValue)).toEqual([]);
  });

  test('has not reached them all while it is open', () => {
    expect(goals.filter((goal) => isOpen(goal) && goal.CompletionPercentage === 100)).toEqual([]);
  });

  test('was measured when its goal was changed last', () => {
    const wrong = made.filter((one) =>
      makeMetrics(one).some((metric) => metric.LastUpdatedDate !== one.goal.ModifiedDate),
    );
    expect(wrong).toEqual([]);
  });

  test('is with the person of its company, mostly', () => {
    const shares = companies.map(({ id }) => {
      const owned = goals.filter(({ CompanyId, OwnerId }) => CompanyId === id && OwnerId !== undefined);
      const most = Math.max(0, ...owners.map((owner) => owned.filter(({ OwnerId }) => OwnerId === owner.id).length));
      return { most, all: owned.length };
    });
    const total = (of: 'most' | 'all'): number => shares.reduce((sum, share) => sum + share[of], 0);
    expect(total('most') / total('all')).toBeGreaterThan(0.75);
    expect(total('most')).toBeLessThan(total('all'));
  });

  test('keeps a percentage below 100', () => {
    expect(metrics.filter(({ Unit, CurrentValue = 0 }) => Unit === '%' && CurrentValue > 100)).toEqual([]);
  });
});

describe('another day', () => {
  const other = makeData(240, '2026-07-01');
  const undated = (goal: Goal): unknown => ({ ...goal, CreatedDate: '', ModifiedDate: '', TargetDate: '' });

  test('is the same but for the dates', () => {
    expect(other.goals.map(({ goal }) => undated(goal))).toEqual(goals.map(undated));
    expect(other.goals.flatMap(makeMetrics).map(({ Gsid }) => Gsid)).toEqual(metrics.map(({ Gsid }) => Gsid));
  });

  test('moves the dates with it', () => {
    const apart = (from: Goal, to: Goal): number =>
      (Date.parse(to.TargetDate!) - Date.parse(from.TargetDate!)) / 86_400_000;
    const dated = goals.flatMap((goal, index) =>
      goal.TargetDate === undefined ? [] : [apart(goal, other.goals[index]!.goal)],
    );
    expect(new Set(dated)).toEqual(new Set([113]));
  });
});

describe('100,000 goals', () => {
  const large = makeData(100_000, today);

  test('have a Gsid each', () => expect(new Set(large.goals.map(({ goal }) => goal.Gsid)).size).toBe(100_000));
  test('are those of 5,003 companies', () => expect(large.companies).toHaveLength(5003));
  test('come back as a next phase where a company has had them all', () => {
    const phases = (list: readonly Goal[]): number => list.filter(({ Name }) => /, phase \d+$/.test(Name)).length;
    expect([phases(goals), phases(large.goals.map(({ goal }) => goal)) > 1000]).toEqual([0, true]);
  });
  test('begin with those of a small tenant', () => expect(large.goals[3]!.goal.Gsid).toBe(goals[3]!.Gsid));
});

test('no two of 12,000 companies have a name in common', () => {
  expect(new Set(Array.from({ length: 12_000 }, (_, index) => companyName(index))).size).toBe(12_000);
});
