import type { Client } from './client.ts';
import { and, compare, whereOf } from './query.ts';
import type { Goal, GoalMetric, GoalMetricInput } from './schema.ts';
import { sendOnce, type Sighting } from './sendOnce.ts';
import type { Sleep } from './sleep.ts';
import type { TenantClock } from './tenantClock.ts';

/** Makes `create` safe: when its outcome is unknown, the goal is looked for by company, name and time. */
export const createOnce = (
  create: Client['createGoal'],
  search: Client['searchGoals'],
  clock: TenantClock,
  sleep: Sleep,
): Client['createGoal'] => {
  const made = new Set<string>();
  return async (input, signal) => {
    const since = clock.earliest(Date.now());
    const look = async (): Promise<Sighting<Goal>> => {
      const same = and(compare('CompanyId', 'EQ', input.CompanyId), compare('Name', 'EQ', input.Name));
      const { records } = await search({ where: whereOf(same), limit: 1000, offset: 0 });
      return newestSince(
        since,
        records.filter(({ Gsid }) => !made.has(Gsid)),
        ({ CreatedDate }) => CreatedDate,
      );
    };
    const goal = await sendOnce(() => create(input, signal), look, sleep);
    made.add(goal.Gsid);
    return goal;
  };
};

/** As {@link createOnce}: the metric is looked for among the goal's metrics by what it says and its time. */
export const addMetricOnce = (
  add: Client['addGoalMetric'],
  list: Client['listGoalMetrics'],
  clock: TenantClock,
  sleep: Sleep,
): Client['addGoalMetric'] => {
  const made = new Set<string>();
  return async (goalId, input, signal) => {
    const since = clock.earliest(Date.now());
    const look = async (): Promise<Sighting<GoalMetric>> => {
      const metrics = await list(goalId);
      const same = metrics.filter((metric) => !made.has(metric.Gsid) && saysTheSame(metric, input));
      return newestSince(since, same, ({ LastUpdatedDate }) => LastUpdatedDate);
    };
    const metric = await sendOnce(() => add(goalId, input, signal), look, sleep);
    made.add(metric.Gsid);
    return metric;
  };
};

const saysTheSame = (metric: GoalMetric, input: GoalMetricInput): boolean =>
  metric.Name === input.Name && metric.TargetValue === input.TargetValue && (metric.Unit ?? '') === (input.Unit ?? '');

/** A record without a time may be the one that is looked for, or an older one. */
const newestSince = <T>(
  since: string,
  records: readonly T[],
  timeOf: (record: T) => string | undefined,
): Sighting<T> => {
  const recent = records.filter((record) => (timeOf(record) ?? '') >= since);
  const newest = recent.toSorted((a, b) => (timeOf(a) ?? '').localeCompare(timeOf(b) ?? '')).at(-1);
  if (newest !== undefined) return { found: newest };
  return records.some((record) => timeOf(record) === undefined) ? 'unclear' : 'absent';
};
