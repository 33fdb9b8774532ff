import { fold } from '../fold.ts';

/** A text as it is searched: case, accents and how many spaces it has do not count. */
export const searchText = (text: string): string => fold(text.replaceAll(/\s+/g, ' ').trim());

/** How many names are looked through at a time. */
const pageSize = 2048;

/** Names by row as they are searched, many at a time as one text: to look through that takes a fraction of looking at each. */
export class SearchedNames {
  readonly #nameOf: (row: number) => string;
  readonly #folded: (string | undefined)[] = [];
  readonly #pages: (string | undefined)[] = [];

  constructor(nameOf: (row: number) => string) {
    this.#nameOf = nameOf;
  }

  /** To be told of each row that is new or has another name. */
  forget(row: number): void {
    this.#folded[row] = undefined;
    this.#pages[Math.floor(row / pageSize)] = undefined;
  }

  get(row: number): string {
    return (this.#folded[row] ??= searchText(this.#nameOf(row)));
  }

  /** By row, 1 where the name contains the text, which is {@link searchText}'s. */
  find(text: string, rows: number): Uint8Array {
    const found = new Uint8Array(rows);
    if (text === '') return found.fill(1);
    for (let first = 0; first < rows; first += pageSize) {
      const page = this.#page(first, Math.min(rows, first + pageSize));
      let row = first;
      let end = -1;
      for (let at = page.indexOf(text); at >= 0; at = page.indexOf(text, end)) {
        while (end < at) {
          end = page.indexOf('\n', end + 1);
          row += 1;
        }
        found[row - 1] = 1;
      }
    }
    return found;
  }

  /** A line for each row, with a line end after each. */
  #page(first: number, end: number): string {
    const number = first / pageSize;
    const known = this.#pages[number];
    if (known !== undefined) return known;
    const lines = Array.from({ length: end - first }, (_, place) => this.get(first + place));
    return (this.#pages[number] = `${lines.join('\n')}\n`);
  }
}
