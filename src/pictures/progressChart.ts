import { scaleLinear } from 'd3-scale';
import { draw, mark, picture, textAt, type Drawing, type Frame, type Mark } from './drawing.ts';
import { fitText } from './fitText.ts';
import { legend } from './legend.ts';
import { symbolAt } from './symbols.ts';

/** Both in per cent: how much of its time has passed, and how far it is. */
export type PaceGoal = Mark & { readonly passed: number; readonly progress: number; readonly isBehind: boolean };

/** So many goals in one of {@link cellsAcross} × {@link cellsAcross} parts of the picture, counted from 0 % and 0 %. */
export type PaceCell = { readonly x: number; readonly y: number; readonly count: number; readonly label: string };

export type ProgressChart = Frame & {
  readonly goals: readonly PaceGoal[];
  /** Goals that are too many to be marks. */
  readonly cells: readonly PaceCell[];
  readonly words: {
    readonly percent: (percent: number) => string;
    readonly passed: string;
    readonly progress: string;
    readonly behind: string;
    readonly onTrack: string;
  };
};

export const cellsAcross = 20;

const left = 44;
const markSize = 9;

/** How far goals are against how much of their time has passed: under the line they are behind. */
export const progressChart = (input: ProgressChart): Drawing => {
  const { width, goals, cells, words } = input;
  const right = width - 8;
  const kinds = (['behind', 'open'] as const)
    .filter((tone) => goals.some(({ isBehind }) => isBehind === (tone === 'behind')))
    .map((tone) => ({ tone, name: tone === 'behind' ? words.behind : words.onTrack }));
  const shown = legend(input.id, kinds, width, ({ tone }, atX, atY) => [
    symbolAt(tone, atX + 6, atY + 6, markSize + 1),
  ]);
  const top = shown.height + 22;
  const height = Math.min(300, Math.max(160, width * 0.5));
  const bottom = top + height;
  const x = scaleLinear().domain([0, 100]).range([left, right]).clamp(true);
  const y = scaleLinear().domain([0, 100]).range([bottom, top]).clamp(true);
  return picture(
    input,
    bottom + 24,
    goals.some(({ target }) => target !== undefined),
    shown.drawing,
    textAt(0, top - 10, fitText(words.progress, width), { class: 'faint' }),
    ...[0, 50, 100].map((percent) =>
      textAt(left - 8, y(percent) + 4, words.percent(percent), { class: 'faint', 'text-anchor': 'end' }),
    ),
    draw('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }),
    draw('line', { class: 'axis', x1: left, x2: left, y1: top, y2: bottom }),
    draw('line', { class: 'pace', x1: x(0), y1: y(0), x2: x(100), y2: y(100) }),
    textAt(left, bottom + 16, words.percent(0), { class: 'faint' }),
    textAt((left + right) / 2, bottom + 16, fitText(words.passed, (right - left) * 0.7), {
      class: 'faint',
      'text-anchor': 'middle',
    }),
    textAt(right, bottom + 16, words.percent(100), { class: 'faint', 'text-anchor': 'end' }),
    ...cellsIn(cells, x, y),
    ...marksIn(goals, x, y),
  );
};

type Scale = (value: number) => number;

const cellsIn = (cells: readonly PaceCell[], x: Scale, y: Scale): readonly Drawing[] => {
  const most = cells.reduce((max, { count }) => Math.max(max, count), 1);
  const part = 100 / cellsAcross;
  const side = Math.min(x(part) - x(0), y(0) - y(part)) - 1;
  return cells.map((cell) => {
    // By area: twice as many goals are twice as much ink.
    const size = Math.max(2, side * Math.sqrt(cell.count / most));
    const [atX, atY] = [x((cell.x + 0.5) * part) - size / 2, y((cell.y + 0.5) * part) - size / 2];
    return mark(cell, draw('rect', { class: 'cell', x: atX, y: atY, width: size, height: size }));
  });
};

/** Goals at one place stand beside each other, as far as there is room. */
const marksIn = (goals: readonly PaceGoal[], x: Scale, y: Scale): readonly Drawing[] => {
  const taken = new Map<string, number>();
  return goals.map((goal) => {
    const [atX, atY] = [x(goal.passed), y(goal.progress)];
    const place = `${Math.round(atX / markSize)} ${Math.round(atY / markSize)}`;
    const before = taken.get(place) ?? 0;
    taken.set(place, before + 1);
    const [aside, up] = [(before % 3) * 4 - 4, Math.floor(before / 3) * 4];
    const [ownX, ownY] = before === 0 ? [atX, atY] : [atX + aside, Math.max(0, atY - up - 3)];
    return mark(goal, symbolAt(goal.isBehind ? 'behind' : 'open', ownX, ownY, markSize));
  });
};
