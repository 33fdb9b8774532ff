import { TextTable } from '../api/textTable.ts';
import { readTexts } from './historyLines.ts';

/** The texts of a generation by number: those that are on disk, and those that are to be written. */
export class HistoryTexts {
  readonly #table = new TextTable();
  #stored = 0;
  #isClear = true;
  /** Whether the last line is damaged: which numbers it gave is not known. */
  #isEndDamaged = false;
  /** Numbers whose text is missing, or is not certain. */
  readonly #lost = new Set<number>();

  /** Numbers below this are on disk. */
  get stored(): number {
    return this.#stored;
  }

  /** Texts that are not on disk yet. */
  get added(): readonly string[] {
    return this.#table.texts.slice(this.#stored);
  }

  /** Whether each text has one number, and each number one text, here and on disk. Otherwise no text may get a number. */
  get isClear(): boolean {
    return this.#isClear && !this.#isEndDamaged;
  }

  markStored(): void {
    this.#stored = this.#table.size;
  }

  /** The text's number; -1 where it has none. */
  find(text: string): number {
    return this.#table.find(text);
  }

  /** The text's number, a new one where it has none: it has to be written, or other windows give that number to another text. */
  add(text: string): number {
    return this.#table.add(text);
  }

  /** Takes in a line of the file. Where one before it is damaged, its texts are missing, and all others keep their numbers. */
  read(line: string): void {
    const read = readTexts(line);
    this.#isEndDamaged = read === undefined;
    if (read === undefined) return;
    while (this.#table.size < read.first) this.#lose();
    for (const [at, text] of read.texts.entries()) this.#take(read.first + at, text);
    this.markStored();
  }

  #take(number: number, text: string): void {
    const isNext = number === this.#table.size;
    if (isNext && this.#table.find(text) < 0) {
      this.#table.add(text);
      return;
    }
    if (!isNext && this.text(number) === text) return;
    this.#isClear = false;
    if (isNext) this.#lose();
    else this.#lost.add(number);
  }

  /** The next number is of no text that is known. */
  #lose(): void {
    const number = this.#table.size;
    let holder = `${lost}${number}`;
    while (this.#table.find(holder) >= 0) holder += ' ';
    this.#table.add(holder);
    this.#lost.add(number);
  }

  text(number: number): string | undefined {
    return this.#lost.has(number) ? undefined : this.#table.texts[number];
  }
}

/** Holds a place that has lost its text. */
const lost = '\u0000lost ';
