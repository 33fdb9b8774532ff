import { cellsAcross } from '../pictures/progressChart.ts';
import type { Pace } from './protocol.ts';
import { mostMarks } from './dueCounts.ts';

const dayMs = 86_400_000;

/** Of goals that are too many to have a mark each, so many that are furthest behind have one. */
const mostBehind = 40;

type Placed = { readonly row: number; readonly passed: number; readonly progress: number };

/** Places open goals by how much of their time has passed, and how far they are. */
export class PaceCounts {
  readonly #now: number;
  readonly #behindPercent: number;
  readonly #placed: Placed[] = [];
  #unplaced = 0;

  /**
   * @param now milliseconds since 1970
   * @param behindPercent who is so far behind the time is marked
   */
  constructor(now: number, behindPercent: number) {
    this.#now = now;
    this.#behindPercent = behindPercent;
  }

  /** NaN for what is not there. @param created milliseconds, @param due days, both since 1970 */
  add(row: number, created: number, due: number, progress: number): void {
    // A goal has all of the day on which it is due.
    const end = (due + 1) * dayMs;
    const passed = ((this.#now - created) / (end - created)) * 100;
    if (!(end > created) || Number.isNaN(passed) || Number.isNaN(progress)) this.#unplaced += 1;
    else this.#placed.push({ row, passed: within(passed), progress: within(progress) });
  }

  /** @param idOf undefined for a row that is gone */
  pace(idOf: (row: number) => string | undefined): Pace {
    const isAll = this.#placed.length <= mostMarks;
    const shown = isAll ? this.#placed.toSorted((a, b) => lagOf(b) - lagOf(a)) : furthestBehind(this.#placed);
    return {
      goals: shown.flatMap(({ row, passed, progress }) => {
        const id = idOf(row);
        const isBehind = passed - progress >= this.#behindPercent;
        return id === undefined ? [] : [{ id, passed: tenths(passed), progress: tenths(progress), isBehind }];
      }),
      cells: isAll ? [] : cellsOf(this.#placed, new Set(shown)),
      unplaced: this.#unplaced,
    };
  }
}

const within = (percent: number): number => Math.min(100, Math.max(0, percent));
const tenths = (percent: number): number => Math.round(percent * 10) / 10;
const lagOf = ({ passed, progress }: Placed): number => passed - progress;

/** By whole per cent of how far they are behind: a sort of all would take longer than all the rest. */
const furthestBehind = (placed: readonly Placed[]): readonly Placed[] => {
  const byLag = Array.from({ length: 101 }, (): Placed[] => []);
  for (const each of placed) {
    const lag = Math.floor(lagOf(each));
    const same = lag > 0 ? byLag[lag] : undefined;
    if (same !== undefined && same.length < mostBehind) same.push(each);
  }
  return byLag.toReversed().flat().slice(0, mostBehind);
};

const cellAt = (percent: number): number => Math.min(cellsAcross - 1, Math.floor((percent / 100) * cellsAcross));

const cellsOf = (placed: readonly Placed[], drawn: ReadonlySet<Placed>): Pace['cells'] => {
  const counts = new Uint32Array(cellsAcross * cellsAcross);
  for (const each of placed) {
    const cell = cellAt(each.progress) * cellsAcross + cellAt(each.passed);
    if (!drawn.has(each)) counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return [...counts].flatMap((count, cell) =>
    count === 0 ? [] : [{ x: cell % cellsAcross, y: Math.floor(cell / cellsAcross), count }],
  );
};
