/** A value from a moment on, in whole seconds since 1970. */
export type Point = { readonly at: number; readonly value: number };

/** How the numbers of a goal went. */
export type Past = { points(goalId: string, metricId?: string): readonly Point[] };

const blocks = '▁▂▃▄▅▆▇█';

/** How many levels a value can stand at. */
export const sparkHeight = blocks.length;

/** So many steps at most: a line of text has room for them. */
const mostSteps = 16;

/**
 * How a value went, from its first point to its last one in even steps of time, each a level from 0 on below {@link sparkHeight}; empty
 * where there are fewer than two points. A value stays until the next point.
 */
export const sparkLevels = (points: readonly Point[]): readonly number[] => {
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 2 || first === undefined || last === undefined) return [];
  const values = points.map(({ value }) => value);
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const steps = last.at > first.at ? mostSteps : points.length;
  return Array.from({ length: steps }, (_, step) => {
    const at = first.at + ((last.at - first.at) * step) / (steps - 1);
    const { value } = points.findLast((point) => point.at <= at) ?? first;
    return most === least ? 3 : Math.round(((value - least) / (most - least)) * (sparkHeight - 1));
  });
};

/** The same, drawn in signs of text; '' for none. */
export const sparkText = (points: readonly Point[]): string =>
  sparkLevels(points)
    .map((level) => blocks[level] ?? '')
    .join('');
