import { today } from '../model/dueDate.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { RowsChange } from '../model/views/liveRows.ts';
import { CheckedRows } from './checkedRows.ts';
import { CountedRows } from './countedRows.ts';

type Cached = {
  readonly rows: GoalRows;
  readonly counted: CountedRows;
  readonly checked: CheckedRows;
};

/** Time goes on in rows that nobody changes, too: what goes with time is by a clock that is at most so much behind. */
const mostMs = 3_600_000;

/** What one count found of each row, for the next one. */
export class CachedCount {
  #cached: Cached | undefined;

  /** To be told of each change of rows. */
  changed(change: RowsChange): void {
    if (change === 'all') return this.forget();
    this.#cached?.counted.changed(change);
    this.#cached?.checked.changed(change);
  }

  /** What was found is of another query, or of another context. */
  forget(): void {
    this.#cached = undefined;
  }

  of(rows: GoalRows, now: Date): Cached {
    if (this.#cached === undefined || !isStillGood(this.#cached, rows, now))
      this.#cached = { rows, counted: new CountedRows(rows, now), checked: new CheckedRows() };
    return this.#cached;
  }
}

const isStillGood = (cached: Cached, rows: GoalRows, now: Date): boolean => {
  const then = cached.counted.now;
  const ms = now.getTime() - then.getTime();
  return cached.rows === rows && ms >= 0 && ms < mostMs && today(then) === today(now);
};
