import { byName } from '../names/byName.ts';

/** How many names are put in order at a time: some milliseconds of work. */
const runLength = 1000;

/**
 * Numbers in the order of their names, for as long as names come and change. What is in order stays so: a change is put in its place
 * without a look at most of the others.
 */
export class NameOrder {
  readonly #nameOf: (number: number) => string | undefined;
  #order = new Uint32Array();
  readonly #touched = new Set<number>();
  readonly #isPlaced: boolean[] = [];

  /** @param nameOf undefined for a number that is not there (any more) */
  constructor(nameOf: (number: number) => string | undefined) {
    this.#nameOf = nameOf;
  }

  /** To be told of each number that is new, is gone or has another name. */
  touch(number: number): void {
    this.#touched.add(number);
  }

  /** Does some of what {@link numbers} would do. Returns whether anything is left. */
  prepare(): boolean {
    const run: number[] = [];
    for (const number of this.#touched) if (run.push(number) === runLength) break;
    if (run.length > 0) this.#place(run);
    return this.#touched.size > 0;
  }

  numbers(): Uint32Array {
    while (this.prepare());
    return this.#order;
  }

  #place(numbers: readonly number[]): void {
    const isMoved = new Set(numbers.filter((number) => this.#isPlaced[number] === true));
    if (isMoved.size > 0) this.#order = this.#order.filter((number) => !isMoved.has(number));
    for (const number of numbers) {
      this.#touched.delete(number);
      this.#isPlaced[number] = this.#nameOf(number) !== undefined;
    }
    this.#merge(numbers.filter((number) => this.#isPlaced[number] === true).toSorted(this.#compare));
  }

  #merge(run: readonly number[]): void {
    const merged = new Uint32Array(this.#order.length + run.length);
    let from = 0;
    let to = 0;
    for (const number of run) {
      const end = this.#placeOf(number, from);
      merged.set(this.#order.subarray(from, end), to);
      to += end - from;
      merged[to] = number;
      to += 1;
      from = end;
    }
    merged.set(this.#order.subarray(from), to);
    this.#order = merged;
  }

  /** The first place from here on whose number comes after this one, looked for in steps that double. */
  #placeOf(number: number, from: number): number {
    const isBefore = (place: number): boolean => this.#compare(this.#order[place] ?? 0, number) < 0;
    let low = from;
    let high = from;
    for (let step = 1; high < this.#order.length && isBefore(high); step *= 2) {
      low = high + 1;
      high += step;
    }
    high = Math.min(high, this.#order.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  readonly #compare = (a: number, b: number): number => byName(this.#nameOf(a) ?? '', this.#nameOf(b) ?? '') || a - b;
}
