import type { GoalMetric } from '../api/schema.ts';

const percentFormat = new Intl.NumberFormat('en-US', {
  style: 'percent',
  maximumFractionDigits: 1,
  useGrouping: false,
});

/** `62%`, `62.1%`: to a tenth. */
export const percentText = (percent: number): string => percentFormat.format(percent / 100);

/** `450 of 600 users`; what the tenant left out is not made up, and what cannot be read of it is `?`. */
export const metricText = (metric: GoalMetric): string => {
  const [current, target] = [valueText(metric, 'CurrentValue'), valueText(metric, 'TargetValue')];
  const values = [current, target].filter((value) => value !== undefined);
  const { Unit = isOdd(metric, 'Unit') ? '?' : '' } = metric;
  const unit = Unit === '' ? '' : ` ${Unit}`;
  if (values.length === 0) return 'no value yet';
  if (current === undefined) return `target ${values.join('')}${unit}`;
  return `${values.join(' of ')}${unit}`;
};

const valueText = (metric: GoalMetric, field: 'CurrentValue' | 'TargetValue'): string | undefined => {
  const value = metric[field];
  if (value === undefined) return isOdd(metric, field) ? '?' : undefined;
  return numberText(value);
};

const isOdd = ({ unreadable = [] }: GoalMetric, field: keyof GoalMetric): boolean =>
  unreadable.some((name) => name === field);

/** Share of the target that is reached, in per cent from 0 to 100; undefined where it cannot be told. */
export const metricPercent = ({ CurrentValue, TargetValue }: GoalMetric): number | undefined =>
  CurrentValue === undefined || TargetValue === undefined || TargetValue === 0
    ? undefined
    : Math.min(100, Math.max(0, (CurrentValue / TargetValue) * 100));

const numberText = (value: number): string => roundTo(value, 2).toLocaleString('en-US', { maximumFractionDigits: 2 });

const roundTo = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
