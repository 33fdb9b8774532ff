import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Locked, withLock } from '../editing/fileLock.ts';
import { Generation } from './generation.ts';
import { generationsIn } from './historyFolder.ts';
import type { HistoryLimits } from './historyLimits.ts';
import type { RecordedChange } from './recordedChange.ts';

/** Lines that are read before others may work: two milliseconds' worth. */
const linesAtOnce = 50;

/** Writes one tenant's history. Windows take turns by a lock: each reads what the others wrote, and then adds what is news after that. */
export class HistoryWriter {
  readonly #folder: string;
  readonly #limits: HistoryLimits;
  #generation: Generation | undefined;

  constructor(folder: string, limits: HistoryLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Reads what is there, letting others work in between: {@link append} would do that at once. @throws whatever the disk says */
  async open(): Promise<void> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    let lines = 0;
    for (const _ of this.#catchUp()) if ((lines += 1) % linesAtOnce === 0) await nextTurn();
  }

  /**
   * Adds what of the changes is news. What is acknowledged is there whenever the process ends.
   * @returns whether a segment was closed, so that there is something to be packed
   * @throws whatever the disk says, and then nothing was added; Locked where another process is in the way
   */
  append(changes: readonly RecordedChange[], seen: number): boolean {
    return this.#locked(seen, (generation) => {
      const news = generation.news(changes, seen);
      if (news.length > 0) generation.write('changes', seen, news);
    });
  }

  /** From when on what changed is recorded again: what changed before may be missing. As {@link append}. */
  appendGap(seen: number): boolean {
    return this.#locked(seen, (generation) => {
      generation.chain.break();
      generation.write('gap', seen, []);
    });
  }

  #locked(seen: number, act: (generation: Generation) => void): boolean {
    return withLock(join(this.#folder, 'history'), (isMine) => {
      try {
        for (const _ of this.#catchUp()) continue;
        const before = this.#generation;
        const segments = before?.segments ?? 0;
        mustBe(isMine);
        const generation = this.#grown(seen);
        mustBe(isMine);
        act(generation);
        return before !== undefined && (before !== generation || generation.segments > segments);
      } catch (error) {
        // What is in memory may not be what is on disk: it is read anew.
        this.#generation = undefined;
        throw error;
      }
    });
  }

  *#catchUp(): Generator<void, void, undefined> {
    const last = generationsIn(this.#folder).at(-1);
    if (last === undefined) this.#generation = undefined;
    else if (last !== this.#generation?.path) this.#generation = new Generation(last);
    if (this.#generation !== undefined) yield* this.#generation.catchUp();
  }

  /** With room in its last segment. */
  #grown(seen: number): Generation {
    const now = this.#generation;
    if (now !== undefined && !now.isTorn && now.textsEnd <= this.#limits.textsBytes) {
      if (now.segmentEnd > this.#limits.segmentBytes) now.beginSegment(seen);
      return now;
    }
    const known = now?.known() ?? [];
    const start = Math.max(seen, 1 + (generationsIn(this.#folder).map(startOf).at(-1) ?? 0));
    const next = new Generation(join(this.#folder, String(start)));
    mkdirSync(next.path, { mode: 0o700 });
    next.beginSegment(seen);
    next.writeKnown(known, seen);
    this.#generation = next;
    return next;
  }
}

/** What is not written is told: it is lost. @throws Locked where another process took over, since this one was suspended for long */
const mustBe = (isMine: () => boolean): void => {
  if (!isMine()) throw new Locked();
};

const startOf = (generation: string): number => Number(/(?<!\d)\d+$/.exec(generation)?.[0] ?? 0);
