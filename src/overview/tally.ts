import { withRoom } from './staleRows.ts';

/** A number of each row, and how many rows have each: what is asked of them takes no look at all rows. 0 is for rows that have none. */
export class Tally {
  #values = new Uint16Array();
  readonly #counts: number[] = [];

  makeRoom(rows: number): void {
    this.#values = withRoom(this.#values, rows, (room) => new Uint16Array(room));
  }

  get(row: number): number {
    return this.#values[row] ?? 0;
  }

  set(row: number, value: number): void {
    const before = this.get(row);
    if (before === value) return;
    if (before > 0) this.#counts[before] = this.count(before) - 1;
    if (value > 0) this.#counts[value] = this.count(value) + 1;
    this.#values[row] = value;
  }

  count(value: number): number {
    return this.#counts[value] ?? 0;
  }

  /** How many rows have one of these. */
  countWhere(holds: (value: number) => boolean): number {
    return this.#counts.reduce((sum, count, value) => (holds(value) ? sum + count : sum), 0);
  }

  /** The numbers that some rows have, the highest first. */
  used(): readonly number[] {
    return [...this.#counts.keys()].filter((value) => this.count(value) > 0).toReversed();
  }

  /** At most so many rows that have this number, as they come. */
  rows(value: number, most: number): readonly number[] {
    const rows: number[] = [];
    // A search of typed arrays is a fraction of a loop over them.
    for (
      let row = this.#values.indexOf(value);
      row >= 0 && rows.length < most;
      row = this.#values.indexOf(value, row + 1)
    )
      rows.push(row);
    return rows;
  }

  /** So many rows with the highest numbers, the highest first and rows as they come; none that has none. */
  highest(most: number): readonly number[] {
    const rows: number[] = [];
    for (const value of this.used()) {
      if (rows.length >= most) break;
      for (const row of this.rows(value, most - rows.length)) rows.push(row);
    }
    return rows;
  }
}
