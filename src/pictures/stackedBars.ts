import { scaleLinear } from 'd3-scale';
import { draw, mark, picture, textAt, type Drawing, type Frame, type Mark } from './drawing.ts';
import { fitText, textWidth } from './fitText.ts';
import { legend, type Kind } from './legend.ts';
import { patterns, toned, type Tone } from './tones.ts';

export type BarPart = { readonly tone: Tone; readonly count: number };

export type Bar = Mark & {
  readonly name: string;
  /** What stands behind the bar: `3 of 7`. */
  readonly note: string;
  readonly parts: readonly BarPart[];
};

export type StackedBars = Frame & {
  readonly bars: readonly Bar[];
  readonly kinds: readonly Kind[];
  /** Whether bars are as long as their counts, or all are as long as each other and show shares. */
  readonly lengths: 'counts' | 'shares';
};

const barHeight = 14;
/** Under this a bar's name stands above it. */
const wideEnough = 480;

/** One bar a line, made of parts. */
export const stackedBars = (input: StackedBars): Drawing => {
  const { id, width, bars, kinds } = input;
  const shown = legend(id, kinds, width);
  const isWide = width >= wideEnough;
  const step = isWide ? 24 : 38;
  const tones = kinds.map(({ tone }) => tone);
  const layout = layoutOf(input, isWide);
  const rows = bars.map((bar, at) => barAt(input, bar, shown.height + at * step, layout));
  const isLive = bars.some(({ target }) => target !== undefined);
  return picture(input, shown.height + bars.length * step, isLive, patterns(id, tones), shown.drawing, ...rows);
};

type Layout = {
  readonly isWide: boolean;
  readonly from: number;
  /** How long a bar is that has so many. */
  readonly lengthOf: (count: number, total: number) => number;
  readonly nameWidthOf: (bar: Bar) => number;
};

const layoutOf = ({ width, bars, lengths }: StackedBars, isWide: boolean): Layout => {
  const noteWidth = Math.max(0, ...bars.map(({ note }) => textWidth(note))) + 8;
  const mostName = Math.min(240, width * 0.34);
  const longest = Math.max(0, ...bars.map(({ name }) => textWidth(fitText(name, mostName))));
  // Above its bar a name has all that its own note leaves.
  const nameWidthOf = ({ note }: Bar): number => (isWide ? longest : width - textWidth(note) - 8);
  const from = isWide ? longest + 10 : 0;
  const room = Math.max(10, width - from - (isWide ? noteWidth : 0));
  const most = Math.max(1, ...bars.map(totalOf));
  const scale = scaleLinear().domain([0, most]).range([0, room]);
  const lengthOf =
    lengths === 'counts'
      ? (count: number) => scale(count)
      : (count: number, total: number) => (total === 0 ? 0 : (count / total) * room);
  return { isWide, from, lengthOf, nameWidthOf };
};

const totalOf = ({ parts }: Bar): number => parts.reduce((sum, { count }) => sum + count, 0);

const barAt = ({ id, width }: StackedBars, bar: Bar, top: number, layout: Layout): Drawing => {
  const { isWide, from, lengthOf } = layout;
  const nameWidth = layout.nameWidthOf(bar);
  const y = isWide ? top + 3 : top + 18;
  const total = totalOf(bar);
  let x = from;
  const parts = bar.parts.flatMap(({ tone, count }) => {
    const length = lengthOf(count, total);
    const box = { x, y, width: length, height: barHeight };
    x += length;
    return count > 0 ? toned(id, tone, box) : [];
  });
  const name = fitText(bar.name, nameWidth);
  // Beside the mark, which has words of its own for who hears them.
  const hidden = { 'aria-hidden': bar.target === undefined ? undefined : 'true' };
  const aside = { ...hidden, 'text-anchor': 'end' };
  const note = isWide ? textAt(x + 6, y + 11, bar.note, hidden) : textAt(width, top + 12, bar.note, aside);
  const label = isWide ? textAt(nameWidth, y + 11, name, aside) : textAt(0, top + 12, name, hidden);
  // All of the line can be clicked.
  const hit = draw('rect', { class: 'hit', x: 0, y: top, width, height: isWide ? 22 : 36 });
  return draw('g', {}, mark(bar, hit, ...parts), label, note);
};
