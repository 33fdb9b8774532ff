import { isoMomentMs } from '../api/isoMoment.ts';
import { TextTable } from '../api/textTable.ts';

/** Texts by row, each different one kept once and numbered from 1; 0 stands for no text. */
export class TextColumn {
  readonly #texts = new TextTable();
  #cells = new Uint32Array(64);
  /** By key, the number of the text that came with it last. */
  readonly #usual: number[] = [];

  get(row: number): string | undefined {
    return this.#texts.texts[(this.#cells[row] ?? 0) - 1];
  }

  code(row: number): number {
    return this.#cells[row] ?? 0;
  }

  codeOf(text: string): number {
    return this.#texts.find(text) + 1;
  }

  /**
   * @param key what the text depends on for the most part: looked at first is the text that came with it last
   * @returns the number of the text
   */
  set(row: number, text: string | undefined, key = 0): number {
    if (row >= this.#cells.length) this.#grow(row);
    const number = text === undefined ? 0 : this.#numberOf(text, key);
    this.#cells[row] = number;
    return number;
  }

  #numberOf(text: string, key: number): number {
    const usual = this.#usual[key];
    if (usual !== undefined && this.#texts.texts[usual - 1] === text) return usual;
    const number = this.#texts.add(text) + 1;
    this.#usual[key] = number;
    return number;
  }

  #grow(row: number): void {
    const longer = new Uint32Array(lengthFor(row));
    longer.set(this.#cells);
    this.#cells = longer;
  }

  /** The numbers of the texts of these rows, 0 for none. */
  codes(from: number, to: number): Uint32Array<ArrayBuffer> {
    const codes = new Uint32Array(to - from);
    codes.set(this.#cells.subarray(from, to));
    return codes;
  }

  /** The texts with these numbers and higher ones; the first text is number 1. */
  textsFrom(number: number): readonly string[] {
    return this.#texts.texts.slice(number - 1);
  }

  /** Adds rows whose codes count these texts on top of those that are here. */
  append(row: number, codes: Uint32Array, texts: readonly string[]): void {
    for (const text of texts) this.#texts.add(text);
    if (row + codes.length > this.#cells.length) this.#grow(row + codes.length);
    this.#cells.set(codes, row);
  }
}

/** Numbers by row. */
export class NumberColumn {
  #cells = new Float64Array(64).fill(Number.NaN);

  get(row: number): number | undefined {
    const value = this.#cells[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  set(row: number, value: number | undefined): void {
    if (row >= this.#cells.length) {
      const longer = new Float64Array(lengthFor(row)).fill(Number.NaN);
      longer.set(this.#cells);
      this.#cells = longer;
    }
    this.#cells[row] = value ?? Number.NaN;
  }

  /** NaN for none. */
  values(from: number, to: number): Float64Array<ArrayBuffer> {
    const values = new Float64Array(to - from).fill(Number.NaN);
    values.set(this.#cells.subarray(from, to));
    return values;
  }

  append(row: number, values: Float64Array): void {
    this.set(row + values.length, undefined);
    this.#cells.set(values, row);
  }
}

/** ISO 8601 moments by row, as milliseconds. A text of another form comes back as it was, too. */
export class MomentColumn {
  readonly #times = new NumberColumn();
  readonly #others = new Map<number, string>();

  get(row: number): string | undefined {
    const time = this.#times.get(row);
    return time === undefined ? this.#others.get(row) : new Date(time).toISOString();
  }

  set(row: number, moment: string | undefined): void {
    const time = moment === undefined ? Number.NaN : isoMomentMs(moment);
    this.#times.set(row, time);
    if (moment !== undefined && Number.isNaN(time)) this.#others.set(row, moment);
    else if (this.#others.size > 0) this.#others.delete(row);
  }

  /** Milliseconds, NaN for none and for what {@link others} has. */
  values(from: number, to: number): Float64Array<ArrayBuffer> {
    return this.#times.values(from, to);
  }

  /** Texts of another form, by row. */
  get others(): ReadonlyMap<number, string> {
    return this.#others;
  }

  append(row: number, values: Float64Array): void {
    this.#times.append(row, values);
  }
}

const lengthFor = (row: number): number => Math.ceil((row + 1) * 1.5);
