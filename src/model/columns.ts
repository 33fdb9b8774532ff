/** Texts by row, each different one kept once. */
export class TextColumn {
  readonly #numbers = new Map<string, number>();
  /** Place 0 stands for no text. */
  readonly #texts: (string | undefined)[] = [undefined];
  #cells = new Uint32Array(64);

  get(row: number): string | undefined {
    return this.#texts[this.#cells[row] ?? 0];
  }

  set(row: number, text: string | undefined): void {
    if (row >= this.#cells.length) {
      const longer = new Uint32Array(lengthFor(row));
      longer.set(this.#cells);
      this.#cells = longer;
    }
    this.#cells[row] = text === undefined ? 0 : this.#numberOf(text);
  }

  /** The numbers of the texts of these rows, 0 for none. */
  codes(from: number, to: number): Uint32Array<ArrayBuffer> {
    const codes = new Uint32Array(to - from);
    codes.set(this.#cells.subarray(from, to));
    return codes;
  }

  /** The texts with these numbers and higher ones; the first text is number 1. */
  textsFrom(number: number): readonly string[] {
    return this.#texts.slice(number).filter((text) => text !== undefined);
  }

  /** Adds rows whose codes count these texts on top of those that are here. */
  append(row: number, codes: Uint32Array, texts: readonly string[]): void {
    for (const text of texts) this.#numberOf(text);
    if (row + codes.length > this.#cells.length) {
      const longer = new Uint32Array(lengthFor(row + codes.length));
      longer.set(this.#cells);
      this.#cells = longer;
    }
    this.#cells.set(codes, row);
  }

  #numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
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
    const time = moment?.length === 24 && moment.endsWith('Z') ? Date.parse(moment) : Number.NaN;
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
