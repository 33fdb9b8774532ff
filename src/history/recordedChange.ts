import type { Goal, GoalMetric } from '../api/schema.ts';
import type { GoalChange } from '../model/storeChange.ts';

/** Fields of a goal that are followed over time. */
export const followedFields = ['Status', 'CompletionPercentage', 'TargetDate', 'OwnerId', 'Name', 'CompanyId'] as const;
export type FollowedField = (typeof followedFields)[number];

/**
 * What a change is in. On disk a field is its place in this list: new ones come at the end.
 * `existence` has the goal's name after it was created, and before it was gone. `metricsRead` has how many metrics a goal had when they
 * were first read: those that come later are new.
 */
export const recordedFields = [
  ...followedFields,
  'existence',
  'metricsRead',
  'metricName',
  'metricValue',
  'metricTarget',
  'CompanyName',
] as const;
export type RecordedField = (typeof recordedFields)[number];

export type RecordedValue = string | number;

export type RecordedChange = {
  readonly goalId: string;
  readonly field: RecordedField;
  /** Where the field is one of a metric. */
  readonly metricId?: string;
  /** Absent where there was none, or none is known. */
  readonly before?: RecordedValue;
  readonly after?: RecordedValue;
  /** When the tenant says that it changed, in whole seconds since 1970; never later than it was seen. */
  readonly at: number;
  /** When this computer saw it, likewise. */
  readonly seen: number;
};

/** What is known of the time that was asked for. Whole seconds since 1970. */
export type Coverage = {
  /** When the oldest that is kept begins; absent where nothing is. */
  readonly from?: number;
  /** What changed before these moments may not have been recorded. */
  readonly gaps: readonly number[];
  /** Names of metrics by id, also of those that were named before. */
  readonly metricNames: ReadonlyMap<string, string>;
};

/** Whole seconds since 1970. */
export const secondsOf = (ms: number): number => Math.floor(ms / 1000);

/** What one goal's change is made of, fields that say the same left out. */
export const changesOf = (goalId: string, { before, after }: GoalChange, seen: number): readonly RecordedChange[] => {
  if (after === undefined) return before === undefined ? [] : goneOf(goalId, before, seen);
  const at = momentOf(after.ModifiedDate, seen) ?? seen;
  if (before === undefined)
    return [{ goalId, field: 'existence', after: after.Name, at: momentOf(after.CreatedDate, seen) ?? at, seen }];
  return followedFields
    .filter((field) => before[field] !== after[field] && !isUnread(before, field) && !isUnread(after, field))
    .map((field) => ({ goalId, field, ...values(before[field], after[field]), at, seen }));
};

/** With its company: nothing else says any more where it was. */
const goneOf = (goalId: string, { Name, CompanyId, CompanyName }: Goal, seen: number): readonly RecordedChange[] => [
  ...(CompanyName === undefined
    ? []
    : [{ goalId, field: 'CompanyName', before: CompanyName, at: seen, seen } as const]),
  { goalId, field: 'CompanyId', before: CompanyId, at: seen, seen },
  { goalId, field: 'existence', before: Name, at: seen, seen },
];

/** A field that could not be read is not known to have changed. */
const isUnread = ({ unreadable }: Goal, field: FollowedField): boolean => unreadable?.includes(field) === true;

/** What a goal's metrics are now. Each is a change only where another value was recorded last. */
export const metricsSeen = (
  goalId: string,
  metrics: readonly GoalMetric[],
  seen: number,
): readonly RecordedChange[] => [
  { goalId, field: 'metricsRead', after: metrics.length, at: seen, seen },
  ...metrics.flatMap((metric) => metricValues(goalId, metric, seen)),
];

const metricValues = (goalId: string, metric: GoalMetric, seen: number): readonly RecordedChange[] => {
  const { Gsid: metricId, Name, CurrentValue, TargetValue, LastUpdatedDate } = metric;
  const at = momentOf(LastUpdatedDate, seen) ?? seen;
  const fields = [
    ['metricName', Name],
    ['metricValue', CurrentValue],
    ['metricTarget', TargetValue],
  ] as const;
  return fields.flatMap(([field, after]) =>
    after === undefined ? [] : [{ goalId, field, metricId, after, at, seen }],
  );
};

/** Nothing changed later than it was seen, whatever its stamp says: what changes next would seem to be older. */
const momentOf = (iso: string | undefined, seen: number): number | undefined => {
  const ms = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(ms) ? undefined : Math.min(secondsOf(ms), seen);
};

/** Both values, absent ones left out. */
export const values = <T>(
  before: T | undefined,
  after: T | undefined,
): { readonly before?: T; readonly after?: T } => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});
