import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { draw, picture, type Drawing, type Frame } from './drawing.ts';
import { symbolAt } from './symbols.ts';

export type Sparkline = Frame & {
  readonly height: number;
  /** In the order of time; `at` in any unit. */
  readonly points: readonly { readonly at: number; readonly value: number }[];
};

const edge = 4;

/** How a value went, small enough to stand in a line of text. Its last point is marked. */
export const sparkline = (input: Sparkline): Drawing => {
  const { width, height } = input;
  const points = input.points.filter(({ at, value }) => Number.isFinite(at) && Number.isFinite(value));
  const x = scaleLinear()
    .domain(rangeOf(points.map(({ at }) => at)))
    .range([edge, width - edge]);
  const y = scaleLinear()
    .domain(rangeOf(points.map(({ value }) => value)))
    .range([height - edge, edge]);
  const last = points.at(-1);
  const path = line<(typeof points)[number]>(
    (point) => x(point.at),
    (point) => y(point.value),
  )(points);
  return picture(
    input,
    height,
    false,
    ...(points.length > 1 && path !== null ? [draw('path', { class: 'spark', d: path })] : []),
    ...(last === undefined ? [] : [symbolAt('open', x(last.at), y(last.value), 5)]),
  );
};

/** Values that are all the same stand in the middle. */
const rangeOf = (values: readonly number[]): [number, number] => {
  const [least, most] = [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return least < most ? [least, most] : [least - 1, least + 1];
};
