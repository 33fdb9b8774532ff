import type { GoalMetric } from '../../api/schema.ts';

type Measured = Pick<GoalMetric, 'CurrentValue' | 'TargetValue'>;

/**
 * A goal's CompletionPercentage, 0 to 100: achieved is 100; else the mean of its metrics, each at most 100; without
 * metrics what it was before, and 0 for a goal that is not started.
 */
export function completion(status: string | undefined, metrics: readonly Measured[], before = 0): number {
  if (status === 'Achieved') return 100;
  if (metrics.length > 0) return meanProgress(metrics);
  return status === 'Not Started' ? 0 : before;
}

function meanProgress(metrics: readonly Measured[]): number {
  const total = metrics.reduce((sum, metric) => sum + progress(metric), 0);
  return Math.round((100 * total) / metrics.length);
}

function progress({ CurrentValue: current = 0, TargetValue: target = 0 }: Measured): number {
  if (target <= 0) return current >= target ? 1 : 0;
  return Math.min(1, Math.max(0, current / target));
}
