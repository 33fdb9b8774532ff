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
}

const lengthFor = (row: number): number => Math.ceil((row + 1) * 1.5);
