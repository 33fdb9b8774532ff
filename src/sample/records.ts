import { isRecord } from '../json.ts';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { makeMetrics, type MadeGoal } from './data/makeData.ts';
import { isDate, isDateTime } from './data/calendar.ts';
import { completion } from './data/progress.ts';

/** The goals and metrics as they are now, in the order in which the goals were made. */
export type Records = {
  readonly goals: () => Iterable<Goal>;
  readonly goal: (gsid: string) => Goal | undefined;
  readonly metrics: (goalId: string) => readonly GoalMetric[];
  /** False for an entry that is not understood, such as one that a later version wrote. The same twice is once. */
  readonly apply: (entry: unknown) => boolean;
  /** As they were made, without any edit. */
  readonly reset: () => void;
};

/** What a journal holds. A goal is there as a whole; a metric moves its goal's CompletionPercentage and ModifiedDate. */
export type Edit = { readonly goal: Goal } | { readonly metric: GoalMetric };

type Stored = { goal: Goal; readonly made?: MadeGoal; metrics?: GoalMetric[] };

export function recordsOf(made: readonly MadeGoal[]): Records {
  const records = new Map<string, Stored>();
  fill(records, made);
  return {
    goals: () => goalsOf(records),
    goal: (gsid) => records.get(gsid)?.goal,
    metrics: (goalId) => metricsOf(records.get(goalId)),
    apply: (entry) => apply(records, entry),
    reset: () => fill(records, made),
  };
}

function fill(records: Map<string, Stored>, goals: readonly MadeGoal[]): void {
  records.clear();
  for (const made of goals) records.set(made.goal.Gsid, { goal: made.goal, made });
}

function* goalsOf(records: ReadonlyMap<string, Stored>): Iterable<Goal> {
  for (const { goal } of records.values()) yield goal;
}

/** Made when first asked for: most goals of a large tenant are never opened. */
function metricsOf(stored: Stored | undefined): GoalMetric[] {
  if (stored === undefined) return [];
  stored.metrics ??= stored.made === undefined ? [] : [...makeMetrics(stored.made)];
  return stored.metrics;
}

function apply(records: Map<string, Stored>, entry: unknown): boolean {
  if (isGoalEdit(entry)) return applyGoal(records, entry.goal);
  return isMetricEdit(entry) && applyMetric(records.get(entry.metric.GoalId), entry.metric);
}

function applyGoal(records: Map<string, Stored>, goal: Goal): true {
  const stored = records.get(goal.Gsid);
  const counted = withCompletion(goal, metricsOf(stored));
  if (stored === undefined) records.set(goal.Gsid, { goal: counted });
  else stored.goal = counted;
  return true;
}

function applyMetric(stored: Stored | undefined, metric: GoalMetric): boolean {
  if (stored === undefined) return false;
  const metrics = metricsOf(stored);
  if (metrics.some(({ Gsid }) => Gsid === metric.Gsid)) return true;
  metrics.push(metric);
  const modified = metric.LastUpdatedDate === undefined ? {} : { ModifiedDate: metric.LastUpdatedDate };
  stored.goal = withCompletion({ ...stored.goal, ...modified }, metrics);
  return true;
}

function withCompletion(goal: Goal, metrics: readonly GoalMetric[]): Goal {
  return { ...goal, CompletionPercentage: completion(goal.Status, metrics, goal.CompletionPercentage) };
}

function isGoalEdit(entry: unknown): entry is { readonly goal: Goal } {
  if (!isRecord(entry) || !hasTexts(entry['goal'], ['Gsid', 'Name', 'CompanyId'])) return false;
  const goal = entry['goal'];
  return hasDates(goal, ['CreatedDate', 'ModifiedDate'], isDateTime) && hasDates(goal, ['TargetDate'], isDate);
}

function isMetricEdit(entry: unknown): entry is { readonly metric: GoalMetric } {
  if (!isRecord(entry) || !hasTexts(entry['metric'], ['Gsid', 'Name', 'GoalId'])) return false;
  return hasDates(entry['metric'], ['LastUpdatedDate'], isDateTime);
}

type Fields = Readonly<Record<string, unknown>>;

function hasTexts(value: unknown, fields: readonly string[]): value is Fields {
  return isRecord(value) && fields.every((field) => typeof value[field] === 'string');
}

/** An impossible date would break whatever counts from it later. */
function hasDates(value: unknown, fields: readonly string[], isOne: (text: string) => boolean): boolean {
  if (!isRecord(value)) return false;
  return fields.every((field) => {
    const date = value[field];
    return date === undefined || (typeof date === 'string' && isOne(date));
  });
}
