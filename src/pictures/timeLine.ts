import { scaleLinear, scaleUtc } from 'd3-scale';
import { draw, mark, picture, textAt, type Drawing, type Frame, type Mark } from './drawing.ts';
import { fitText, textWidth } from './fitText.ts';
import { legend, type Kind } from './legend.ts';
import { symbolAt } from './symbols.ts';
import { patterns, toned } from './tones.ts';

/** Days are whole days since 1970. */
export type DayCounts = {
  readonly day: number;
  readonly overdue: number;
  readonly open: number;
  readonly closed: number;
};
export type DueTone = 'overdue' | 'open' | 'closed';
export type DueGoal = Mark & { readonly day: number; readonly tone: DueTone };
export type TickUnit = 'day' | 'month' | 'year';

export type TimeLine = Frame & {
  readonly today: number;
  readonly days: readonly DayCounts[];
  /** Each goal by itself; without them, and where they do not fit, bars say how many there are. */
  readonly goals?: readonly DueGoal[] | undefined;
  readonly kinds: readonly (Kind & { readonly tone: DueTone })[];
  readonly words: {
    readonly today: string;
    readonly tick: (day: number, unit: TickUnit) => string;
    readonly count: (goals: number) => string;
  };
  /** What a bar of these days says, and where it leads to. */
  readonly column: (counts: Omit<DayCounts, 'day'>, from: number, to: number) => Mark;
};

const dayMs = 86_400_000;
const columnWidth = 11;
/** No more goals than this stand above each other. */
const highest = 12;
const barsHeight = 120;
const least = 30;

/** Goals by their target dates, with today among them. */
export const timeLine = (input: TimeLine): Drawing => {
  const { id, width, kinds, goals } = input;
  const axis = axisOf(input);
  const columns = columnsOf(input, axis);
  const most = Math.max(1, ...columns.map(({ counts }) => totalOf(counts)));
  const areDots = goals !== undefined && most <= highest;
  const tones = kinds.map(({ tone }) => tone);
  const shown = areDots
    ? legend(id, kinds, width, ({ tone }, x, y) => [symbolAt(tone, x + 6, y + 6, 10)])
    : legend(id, kinds, width);
  // Room for the word above its line.
  const top = shown.height + 18;
  const height = areDots ? Math.max(4, most) * columnWidth : barsHeight;
  const bottom = top + height;
  const mostText = input.words.count(most);
  // Dots can be counted.
  const measure = areDots
    ? []
    : [
        draw('line', { class: 'measure', x1: textWidth(mostText) + 6, x2: width, y1: top + 0.5, y2: top + 0.5 }),
        textAt(0, top + 4, mostText, { class: 'faint' }),
      ];
  const marks = areDots ? dotsOf(goals, axis, bottom) : barsOf(input, columns, most, bottom);
  const isLive = areDots ? goals.some(({ target }) => target !== undefined) : columns.length > 0;
  return picture(
    input,
    bottom + 24,
    isLive,
    patterns(id, tones),
    shown.drawing,
    draw('line', { class: 'axis', x1: 0, x2: width, y1: bottom + 0.5, y2: bottom + 0.5 }),
    ...measure,
    ...ticksOf(input, axis, bottom),
    todayAt(input, axis, top, bottom),
    ...marks,
  );
};

type Axis = {
  readonly first: number;
  readonly last: number;
  readonly xOf: (day: number) => number;
  readonly columnOf: (day: number) => number;
  readonly ticks: readonly number[];
};

const axisOf = ({ width, today, days }: TimeLine): Axis => {
  const all = [today, ...days.map(({ day }) => day)].filter((day) => Number.isFinite(day));
  const [from, to] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))];
  const pad = Math.max(1, Math.ceil((least - (to - from)) / 2));
  const [first, last] = [from - pad, to + pad];
  const scale = scaleUtc([first * dayMs, last * dayMs], [0, width]);
  const ticks = scale.ticks(Math.max(2, Math.floor(width / 90))).map((date) => Math.floor(date.getTime() / dayMs));
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const columnOf = (day: number): number =>
    Math.min(columns - 1, Math.floor(((day - first) / (last - first)) * columns));
  return { first, last, xOf: (day) => scale(day * dayMs), columnOf, ticks: [...new Set(ticks)] };
};

type Column = {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly counts: Omit<DayCounts, 'day'>;
};

const totalOf = ({ overdue, open, closed }: Omit<DayCounts, 'day'>): number => overdue + open + closed;

const columnsOf = ({ days }: TimeLine, axis: Axis): readonly Column[] => {
  const columns = new Map<number, Column>();
  for (const { day, overdue, open, closed } of days) {
    if (!Number.isFinite(day)) continue;
    const at = axis.columnOf(day);
    const known = columns.get(at);
    const counts = {
      overdue: overdue + (known?.counts.overdue ?? 0),
      open: open + (known?.counts.open ?? 0),
      closed: closed + (known?.counts.closed ?? 0),
    };
    columns.set(at, { at, from: Math.min(day, known?.from ?? day), to: Math.max(day, known?.to ?? day), counts });
  }
  return [...columns.values()].toSorted((a, b) => a.at - b.at);
};

const dotsOf = (goals: readonly DueGoal[], axis: Axis, bottom: number): readonly Drawing[] => {
  const heights = new Map<number, number>();
  return goals
    .filter(({ day }) => Number.isFinite(day))
    .toSorted((a, b) => a.day - b.day)
    .map((goal) => {
      const column = axis.columnOf(goal.day);
      const below = heights.get(column) ?? 0;
      heights.set(column, below + 1);
      const [x, y] = [(column + 0.5) * columnWidth, bottom - (below + 0.5) * columnWidth];
      const half = columnWidth / 2;
      const hit = draw('rect', { class: 'hit', x: x - half, y: y - half, width: columnWidth, height: columnWidth });
      return mark(goal, hit, symbolAt(goal.tone, x, y, 9));
    });
};

const barsOf = ({ id, column }: TimeLine, columns: readonly Column[], most: number, bottom: number) => {
  const scale = scaleLinear().domain([0, most]).range([0, barsHeight]);
  return columns.map(({ at, from, to, counts }) => {
    let y = bottom;
    const x = at * columnWidth;
    const parts = (['overdue', 'open', 'closed'] as const).flatMap((tone) => {
      if (counts[tone] === 0) return [];
      const height = Math.max(2, scale(counts[tone]));
      y -= height;
      return toned(id, tone, { x, y, width: columnWidth - 1, height });
    });
    const hit = draw('rect', { class: 'hit', x, y: bottom - barsHeight, width: columnWidth, height: barsHeight });
    return mark(column(counts, from, to), hit, ...parts);
  });
};

const ticksOf = ({ width, words }: TimeLine, { ticks, xOf }: Axis, bottom: number): readonly Drawing[] => {
  const gaps = ticks.slice(1).map((tick, at) => tick - (ticks[at] ?? 0));
  const gap = gaps.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const unit: TickUnit = gap >= 360 ? 'year' : gap >= 28 ? 'month' : 'day';
  let free = 0;
  return ticks.flatMap((tick) => {
    const text = fitText(words.tick(tick, unit), 88);
    const x = xOf(tick);
    const line = draw('line', { class: 'axis', x1: x, x2: x, y1: bottom, y2: bottom + 5 });
    const end = x + 3 + textWidth(text);
    if (x < free || end > width) return [line];
    free = end + 8;
    return [line, textAt(x + 3, bottom + 16, text, { class: 'faint' })];
  });
};

const todayAt = ({ width, today, words }: TimeLine, { xOf }: Axis, top: number, bottom: number): Drawing => {
  const x = xOf(today);
  const word = textWidth(words.today);
  const anchor = x + word / 2 > width ? 'end' : x - word / 2 < 0 ? 'start' : 'middle';
  return draw(
    'g',
    {},
    draw('line', { class: 'today', x1: x, x2: x, y1: top - 2, y2: bottom + 5 }),
    textAt(x, top - 6, words.today, { 'text-anchor': anchor }),
  );
};
