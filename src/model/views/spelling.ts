import { fold } from '../names/fold.ts';
import type { GoalRows } from '../query/goalRows.ts';
import { nearest } from '../query/nearest.ts';
import { searchText } from '../query/searchedNames.ts';

/** Shorter words are near to too many others. */
const shortest = 3;

/** How many goals are looked through at a time. */
const goalsATurn = 5000;

/** The words of all names, for those who mistype one. They are those of the moment at which they are made. */
export class Spelling {
  readonly #words: ReadonlySet<string>;

  private constructor(words: ReadonlySet<string>) {
    this.#words = words;
  }

  /** @param pause lets others work */
  static async of(rows: GoalRows, pause: () => Promise<void>): Promise<Spelling> {
    const words = new Set<string>();
    const take = (text: string): void => {
      for (const word of text.split(/[^\p{L}\p{N}]+/u))
        if (word.length >= shortest && !/\d/.test(word)) words.add(word);
    };
    for (let row = 0; row < rows.end; row += 1) {
      if (rows.isThere(row)) take(rows.searched.get(row));
      if (row % goalsATurn === goalsATurn - 1) await pause();
    }
    for (const column of ['CompanyName', 'OwnerName'] as const)
      for (const name of rows.usedTexts(column).keys()) take(searchText(name));
    return new Spelling(words);
  }

  /** The text with the nearest word that there is in place of each that no name has; undefined where there is none to replace. */
  corrected(text: string): string | undefined {
    const typed = fold(text).split(/\s+/).filter(Boolean);
    const right = typed.map((word) => (this.#isThere(word) ? word : (this.#nearest(word) ?? word)));
    return right.some((word, at) => word !== typed[at]) ? right.join(' ') : undefined;
  }

  /** Also as a part of a word: that is how names are searched. */
  #isThere(word: string): boolean {
    if (word.length < shortest || this.#words.has(word)) return true;
    for (const each of this.#words) if (each.includes(word)) return true;
    return false;
  }

  /** Whole words first; then beginnings, of who has not typed to the end. */
  #nearest(word: string): string | undefined {
    return nearest(word, this.#words) ?? nearest(word, this.#beginnings(word.length));
  }

  *#beginnings(length: number): Iterable<string> {
    for (const each of this.#words) if (each.length > length) yield each.slice(0, length);
  }
}
