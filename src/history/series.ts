import type { RecordedChange } from './recordedChange.ts';

/** A value from this moment on, in whole seconds since 1970. */
export type Point = { readonly at: number; readonly value: number };

/** How numbers of goals went, for drawing; taken in the order in which they were seen. */
export class Series {
  readonly #from: number;
  readonly #points = new Map<string, Point[]>();

  /** @param from when what is drawn begins: the value before the first change held then */
  constructor(from: number) {
    this.#from = from;
  }

  take({ goalId, field, metricId, before, after, at }: RecordedChange): void {
    if ((field !== 'CompletionPercentage' && field !== 'metricValue') || typeof after !== 'number') return;
    const key = keyOf(goalId, metricId);
    const points = this.#points.get(key) ?? [];
    this.#points.set(key, points);
    const start = Math.min(this.#from, at);
    if (points.length === 0 && typeof before === 'number') points.push({ at: start, value: before });
    const last = points.at(-1);
    if (last?.at === at) points.pop();
    points.push({ at, value: after });
  }

  /** None before the per cent of the goal, or the metric's value, was seen to change. */
  points(goalId: string, metricId?: string): readonly Point[] {
    return this.#points.get(keyOf(goalId, metricId)) ?? [];
  }
}

const keyOf = (goalId: string, metricId: string | undefined): string => JSON.stringify([goalId, metricId]);
