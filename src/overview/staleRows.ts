/** Rows that are still to be looked at: at first all, then those that are different. Who stops in between goes on where it was. */
export class StaleRows {
  #next = 0;
  readonly #again = new Set<number>();

  again(rows: Iterable<number>): void {
    for (const row of rows) if (row < this.#next) this.#again.add(row);
  }

  isDone(end: number): boolean {
    return this.#next >= end && this.#again.size === 0;
  }

  /** At most so many of them, which are looked at then. @param end every row is below this */
  take(end: number, most: number): readonly number[] {
    const rows: number[] = [];
    for (const row of this.#again) {
      if (rows.length >= most) break;
      rows.push(row);
      this.#again.delete(row);
    }
    for (; this.#next < end && rows.length < most; this.#next += 1) rows.push(this.#next);
    return rows;
  }
}

/** The same with room for so many rows. */
export const withRoom = <Column extends Uint8Array | Uint16Array | Uint32Array>(
  column: Column,
  rows: number,
  make: (room: number) => Column,
): Column => {
  if (column.length >= rows) return column;
  const longer = make(Math.ceil(rows * 1.2) + 64);
  longer.set(column);
  return longer;
};
