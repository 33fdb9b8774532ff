import { dayMs } from '../model/dueDate.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { cellsAcross } from '../pictures/progressChart.ts';
import type { Pace } from './protocol.ts';
import { mostMarks } from './mostMarks.ts';
import { withRoom } from './staleRows.ts';
import { Tally } from './tally.ts';

/** Of goals that are too many to have a mark each, so many that are furthest behind have one. */
const mostBehind = 40;

/** Where a goal is counted: nowhere, among those that cannot be placed, or in a cell. */
const places = { unplaced: 1, firstCell: 2 } as const;

type Placed = { readonly row: number; readonly passed: number; readonly progress: number };

/** Places open goals by how much of their time has passed, and how far they are. */
export class PaceCounts {
  readonly #rows: GoalRows;
  readonly #now: number;
  readonly #counts = new Uint32Array(places.firstCell + cellsAcross * cellsAcross);
  /** By how many whole per cent each row is behind. */
  readonly #behind = new Tally();
  #places = new Uint16Array();

  /** @param now milliseconds since 1970 */
  constructor(rows: GoalRows, now: number) {
    this.#rows = rows;
    this.#now = now;
  }

  makeRoom(rows: number): void {
    this.#places = withRoom(this.#places, rows, (room) => new Uint16Array(room));
    this.#behind.makeRoom(rows);
  }

  add(row: number): void {
    const passed = this.#passed(row);
    const progress = this.#progress(row);
    const isPlaced = !Number.isNaN(passed) && !Number.isNaN(progress);
    this.#places[row] = isPlaced ? places.firstCell + cellOf(passed, progress) : places.unplaced;
    this.#behind.set(row, isPlaced ? Math.max(0, Math.floor(passed - progress)) : 0);
    this.#count(row, 1);
  }

  remove(row: number): void {
    this.#count(row, -1);
    this.#places[row] = 0;
    this.#behind.set(row, 0);
  }

  #count(row: number, one: 1 | -1): void {
    const place = this.#places[row] ?? 0;
    if (place > 0) this.#counts[place] = (this.#counts[place] ?? 0) + one;
  }

  /** NaN where it cannot be told. */
  #passed(row: number): number {
    const { created, due } = this.#rows.numbers;
    const begin = created[row] ?? Number.NaN;
    // A goal has all of the day on which it is due.
    const end = ((due[row] ?? Number.NaN) + 1) * dayMs;
    return end > begin ? within(((this.#now - begin) / (end - begin)) * 100) : Number.NaN;
  }

  #progress(row: number): number {
    return within(this.#rows.numbers.progress[row] ?? Number.NaN);
  }

  /** @param behindPercent who is so far behind the time is marked */
  pace(behindPercent: number): Pace {
    const cells = this.#counts.subarray(places.firstCell);
    const isAll = cells.reduce((sum, count) => sum + count, 0) <= mostMarks;
    const shown = isAll ? this.#all().toSorted((a, b) => lagOf(b) - lagOf(a)) : this.#furthestBehind();
    return {
      goals: shown.flatMap(({ row, passed, progress }) => {
        const id = this.#rows.isThere(row) ? this.#rows.id(row) : undefined;
        const isBehind = passed - progress >= behindPercent;
        // One that changed since it was counted may have no place any more.
        const isGone = id === undefined || Number.isNaN(passed) || Number.isNaN(progress);
        return isGone ? [] : [{ id, passed: tenths(passed), progress: tenths(progress), isBehind }];
      }),
      cells: isAll ? [] : this.#cellsBut(shown),
      unplaced: this.#counts[places.unplaced] ?? 0,
    };
  }

  #all(): readonly Placed[] {
    const all: Placed[] = [];
    for (let row = 0; row < this.#places.length; row += 1)
      if ((this.#places[row] ?? 0) >= places.firstCell) all.push(this.#placed(row));
    return all;
  }

  #placed(row: number): Placed {
    return { row, passed: this.#passed(row), progress: this.#progress(row) };
  }

  /** By whole per cent: a sort of all would take longer than all the rest. */
  #furthestBehind(): readonly Placed[] {
    return this.#behind.highest(mostBehind).map((row) => this.#placed(row));
  }

  #cellsBut(drawn: readonly Placed[]): Pace['cells'] {
    const counts = this.#counts.slice();
    for (const { row } of drawn) {
      const place = this.#places[row] ?? 0;
      counts[place] = (counts[place] ?? 0) - 1;
    }
    return [...counts.subarray(places.firstCell)].flatMap((count, cell) =>
      count === 0 ? [] : [{ x: cell % cellsAcross, y: Math.floor(cell / cellsAcross), count }],
    );
  }
}

const within = (percent: number): number => Math.min(100, Math.max(0, percent));
const tenths = (percent: number): number => Math.round(percent * 10) / 10;
const lagOf = ({ passed, progress }: Placed): number => passed - progress;

const cellAt = (percent: number): number => Math.min(cellsAcross - 1, Math.floor((percent / 100) * cellsAcross));
const cellOf = (passed: number, progress: number): number => cellAt(progress) * cellsAcross + cellAt(passed);
