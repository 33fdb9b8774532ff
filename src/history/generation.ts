import { statSync } from 'node:fs';
import { ifThere } from '../editing/fileError.ts';
import { Chain } from './chain.ts';
import { changeOf, rowOf, type ChangeRow } from './changeRow.ts';
import {
  contentOf,
  linesFrom,
  linesIn,
  segmentAt,
  segmentsIn,
  textsPath,
  writeAt,
  type Segment,
} from './historyFolder.ts';
import { readLine, writeLine, writeTexts, type HistoryLine } from './historyLines.ts';
import { HistoryTexts } from './historyTexts.ts';
import type { RecordedChange } from './recordedChange.ts';

/** The texts, and the last segments that count on them: as far as they were read, and where the next line goes. */
export class Generation {
  readonly path: string;
  readonly texts = new HistoryTexts();
  readonly chain = new Chain();
  textsEnd = 0;
  segmentEnd = 0;
  #segment: Segment | undefined;
  #segments = 0;
  #isTorn = false;

  constructor(path: string) {
    this.path = path;
  }

  get segments(): number {
    return this.#segments;
  }

  /** Whether lines count on texts that are not there, or not certain: a computer lost its power. Other texts must not get their numbers. */
  get isTorn(): boolean {
    return this.#isTorn || !this.texts.isClear;
  }

  /** Reads what was written since the last time; at first the last two segments, whose ends a window may see again. */
  *catchUp(): Generator<void, void, undefined> {
    const texts = linesFrom(textsPath(this.path), this.textsEnd);
    for (const line of linesIn(texts)) {
      this.texts.read(line);
      yield;
    }
    this.textsEnd += texts.length;
    const segments = segmentsIn(this.path);
    this.#segments = segments.length;
    const unread =
      this.#segment === undefined
        ? segments.slice(-2)
        : segments.filter(({ start }) => start >= (this.#segment?.start ?? 0));
    for (const segment of unread) {
      const from = segment.start === this.#segment?.start ? this.segmentEnd : 0;
      const content = segment.isPacked ? contentOf(segment).subarray(from) : linesFrom(segment.path, from);
      for (const line of linesIn(content)) {
        this.#read(readLine(line));
        yield;
      }
      this.#segment = segment;
      this.segmentEnd = from + content.length;
    }
  }

  #read(line: HistoryLine | undefined): void {
    if (line === undefined) return;
    if (line.textsEnd > this.textsEnd) this.#isTorn ||= sizeOf(textsPath(this.path)) < line.textsEnd;
    if (line.kind === 'gap') this.chain.break();
    for (const row of line.rows) this.chain.note(row, line.seen);
  }

  /**
   * The row to be written of each change that is news. Only those give numbers to texts, since they are written: what is no news here was
   * perhaps never told to another window.
   */
  news(changes: readonly RecordedChange[], seen: number): readonly ChangeRow[] {
    return changes.flatMap((change) => {
      const told = { ...change, seen };
      const asFound = rowOf(told, (text) => this.texts.find(text));
      if (!this.chain.isNews(asFound, seen)) return [];
      const row = this.chain.news(this.#rowToWrite(told), seen);
      return row === undefined ? [] : [row];
    });
  }

  #rowToWrite(change: RecordedChange): ChangeRow {
    return rowOf(change, (text) => this.texts.add(text));
  }

  /** What the next segment has to know of this one. */
  known(): readonly RecordedChange[] {
    return this.chain.metrics().flatMap(([row, at]) => changeOf(row, at, (number) => this.texts.text(number)) ?? []);
  }

  beginSegment(seen: number): void {
    const known = this.#segment === undefined ? [] : this.known();
    const start = Math.max(seen, 1 + (segmentsIn(this.path).at(-1)?.start ?? 0));
    this.#segment = segmentAt(this.path, start);
    this.segmentEnd = 0;
    this.#segments += 1;
    this.writeKnown(known, seen);
  }

  writeKnown(known: readonly RecordedChange[], seen: number): void {
    if (known.length === 0) return;
    const rows = known.map((change) => this.#rowToWrite({ ...change, seen }));
    this.write('known', seen, rows);
    for (const row of rows) this.chain.note(row, seen);
  }

  /** The texts first: no line counts on one that is not there. */
  write(kind: HistoryLine['kind'], seen: number, rows: readonly ChangeRow[]): void {
    if (this.#segment === undefined) this.beginSegment(seen);
    const { added, stored } = this.texts;
    if (added.length > 0) this.textsEnd = writeAt(textsPath(this.path), writeTexts(stored, added), this.textsEnd);
    this.texts.markStored();
    const line = writeLine({ kind, seen, textsEnd: this.textsEnd, rows });
    this.segmentEnd = writeAt(this.#segment?.path ?? '', line, this.segmentEnd);
  }
}

const sizeOf = (path: string): number => ifThere(() => statSync(path).size) ?? 0;
