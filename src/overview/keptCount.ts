import { today } from '../model/dueDate.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { RowsChange } from '../model/views/liveRows.ts';
import { CheckedRows } from './checkedRows.ts';
import { CountedRows } from './countedRows.ts';

type Kept = {
  readonly rows: GoalRows;
  readonly counted: CountedRows;
  readonly checked: CheckedRows;
};

/** Time goes on in rows that nobody changes, too: what goes with time is by a clock that is at most so much behind. */
const mostMs = 3_600_000;

/** What one count found of each row, for the next one. */
export class KeptCount {
  #kept: Kept | undefined;

  /** To be told of each change of rows. */
  changed(change: RowsChange): void {
    if (change === 'all') return this.forget();
    this.#kept?.counted.changed(change);
    this.#kept?.checked.changed(change);
  }

  /** What was found is of another query, or of another context. */
  forget(): void {
    this.#kept = undefined;
  }

  of(rows: GoalRows, now: Date): Kept {
    if (this.#kept === undefined || !isStillGood(this.#kept, rows, now))
      this.#kept = { rows, counted: new CountedRows(rows, now), checked: new CheckedRows() };
    return this.#kept;
  }
}

const isStillGood = (kept: Kept, rows: GoalRows, now: Date): boolean => {
  const then = kept.counted.now;
  const ms = now.getTime() - then.getTime();
  return kept.rows === rows && ms >= 0 && ms < mostMs && today(then) === today(now);
};
