import { draw, picture, type Drawing, type Frame } from './drawing.ts';

export type Sparkline = Pick<Frame, 'width' | 'title'> & {
  readonly height: number;
  /** How a value went in even steps of time, each a whole number from 0 on below `levelsHigh`. */
  readonly levels: readonly number[];
  readonly levelsHigh: number;
};

/** How a value went, small enough to stand in a line of text: a bar for each step. */
export const sparkline = ({ levels, levelsHigh, height, ...frame }: Sparkline): Drawing => {
  const step = frame.width / Math.max(1, levels.length);
  const bars = levels.filter(Number.isFinite).map((level, at) => {
    const tall = (height * (Math.min(levelsHigh - 1, Math.max(0, level)) + 1)) / levelsHigh;
    // A gap between bars is a fifth of a step: in a line of text they stand close.
    return draw('rect', { class: 'spark', x: at * step, y: height - tall, width: step * 0.8, height: tall });
  });
  return picture(frame, height, false, draw('title', {}, frame.title), ...bars);
};
