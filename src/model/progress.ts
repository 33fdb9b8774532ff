import type { GoalMetric } from '../api/schema.ts';

/** What the tenant says of a metric: undefined for what it left out, null for what cannot be read. */
export const metricValues = (metric: GoalMetric) => ({
  current: valueOf(metric, 'CurrentValue'),
  target: valueOf(metric, 'TargetValue'),
  unit: valueOf(metric, 'Unit'),
});

const valueOf = <Field extends 'CurrentValue' | 'TargetValue' | 'Unit'>(
  metric: GoalMetric,
  field: Field,
): GoalMetric[Field] | null | undefined => {
  const isUnreadable = metric.unreadable?.includes(field) === true;
  return metric[field] ?? (isUnreadable ? null : undefined);
};

/** Share of the target that is reached, in per cent from 0 to 100; undefined where it cannot be told. */
export const metricPercent = ({ CurrentValue, TargetValue }: GoalMetric): number | undefined =>
  CurrentValue === undefined || TargetValue === undefined || TargetValue === 0
    ? undefined
    : Math.min(100, Math.max(0, (CurrentValue / TargetValue) * 100));
