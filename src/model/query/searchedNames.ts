import { fold } from '../names/fold.ts';

/** A text as it is searched: case, accents and how many spaces it has do not count. */
export const searchText = (text: string): string => fold(text.replaceAll(/\s+/g, ' ').trim());

/** How many names are looked through at a time. */
const pageSize = 2048;

/** Names, a line each, and where each of the lines begins. */
type Page = { readonly text: string; readonly starts: Uint32Array };

/** Names by row as they are searched, many at a time as one text: to look through that takes a fraction of looking at each. */
export class SearchedNames {
  readonly #nameOf: (row: number) => string;
  readonly #folded: (string | undefined)[] = [];
  readonly #pages: (Page | undefined)[] = [];

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
      let line = 0;
      for (let at = page.text.indexOf(text); at >= 0; at = page.text.indexOf(text, page.starts[line])) {
        while ((page.starts[line] ?? at + 1) <= at) line += 1;
        found[first + line - 1] = 1;
      }
    }
    return found;
  }

  #page(first: number, end: number): Page {
    return (this.#pages[first / pageSize] ??= this.#read(first, end));
  }

  #read(first: number, end: number): Page {
    const starts = new Uint32Array(end - first + 1);
    const lines = Array.from({ length: end - first }, (_, line) => {
      const text = this.get(first + line);
      starts[line + 1] = (starts[line] ?? 0) + text.length + 1;
      return text;
    });
    return { text: `${lines.join('\n')}\n`, starts };
  }
}
