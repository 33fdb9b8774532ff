import type { Client } from './client.ts';
import { and, compare, whereOf } from './query.ts';
import type { Goal, GoalInput, GoalMetric, GoalMetricInput } from './schema.ts';
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
      const namesakes = records.filter(({ Gsid }) => !made.has(Gsid));
      return sightingOf(
        namesakes,
        since,
        ({ CreatedDate }) => CreatedDate,
        (goal) => isGoalAsSent(goal, input),
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
      const namesakes = metrics.filter(({ Gsid, Name }) => !made.has(Gsid) && Name === input.Name);
      return sightingOf(
        namesakes,
        since,
        ({ LastUpdatedDate }) => LastUpdatedDate,
        (metric) => isMetricAsSent(metric, input),
      );
    };
    const metric = await sendOnce(() => add(goalId, input, signal), look, sleep);
    made.add(metric.Gsid);
    return metric;
  };
};

const goalFields = ['Description', 'TemplateId', 'Status', 'OwnerId', 'TargetDate'] as const;

const isGoalAsSent = (goal: Goal, input: GoalInput): boolean =>
  goalFields.every((field) => input[field] === undefined || goal[field] === input[field]);

const isMetricAsSent = (metric: GoalMetric, input: GoalMetricInput): boolean =>
  metric.TargetValue === input.TargetValue &&
  (metric.Unit ?? '') === (input.Unit ?? '') &&
  (input.CurrentValue === undefined || metric.CurrentValue === input.CurrentValue);

/** A tenant's clock, or the zone of its stamps, may be off by up to this. */
const surelyOldMs = 24 * 3_600_000;

/** Namesakes are told apart by time and content; one that may be the record, or somebody else's, leaves it unclear. */
const sightingOf = <T>(
  namesakes: readonly T[],
  since: string,
  timeOf: (record: T) => string | undefined,
  isAsSent: (record: T) => boolean,
): Sighting<T> => {
  const surelyOld = new Date(Date.parse(since) - surelyOldMs).toISOString();
  const candidates = namesakes.filter((record) => (timeOf(record) ?? since) >= surelyOld);
  const found = candidates.filter((record) => (timeOf(record) ?? '') >= since && isAsSent(record));
  const [only] = found;
  if (only !== undefined && found.length === 1) return { found: only };
  return candidates.length === 0 ? 'absent' : 'unclear';
};
