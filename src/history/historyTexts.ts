import { TextTable } from '../api/textTable.ts';
import { readTexts } from './historyLines.ts';

/** The texts of a generation by number: those that are on disk, and those that are to be written. */
export class HistoryTexts {
  readonly table = new TextTable();
  #stored = 0;
  #lost = 0;

  /** Numbers below this are on disk. */
  get stored(): number {
    return this.#stored;
  }

  /** Texts that are not on disk yet. */
  get added(): readonly string[] {
    return this.table.texts.slice(this.#stored);
  }

  markStored(): void {
    this.#stored = this.table.size;
  }

  /** Takes in a line of the file. Where one before it is damaged, its texts are missing, and all others keep their numbers. */
  read(line: string): void {
    const read = readTexts(line);
    if (read === undefined) return;
    while (this.table.size < read.first) this.table.add(`${lost}${(this.#lost += 1)}`);
    for (const text of read.texts) this.table.add(text);
    this.markStored();
  }

  text(number: number): string | undefined {
    const text = this.table.texts[number];
    return text?.startsWith(lost) === true ? undefined : text;
  }
}

/** Stands before a place that has lost its text. No text of a tenant begins so: JSON has no such character in ids, and names are trimmed. */
const lost = '\u0000lost ';
