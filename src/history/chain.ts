import { momentOfRow, type ChangeRow, type CodedValue } from './changeRow.ts';
import { recordedFields } from './recordedChange.ts';

type Last = { readonly after: CodedValue; readonly at: number };

const existence = recordedFields.indexOf('existence');
const metricsRead = recordedFields.indexOf('metricsRead');
const firstOfMetrics = metricsRead;

/**
 * What was recorded last of each field, so that each change begins where the last one ended. Several windows see the same refresh, at
 * different times and with different steps in between: what one of them recorded is no news from another.
 */
export class Chain {
  readonly #last = new Map<number | string, Last>();

  /** The change as it goes on from what was recorded last, which it then is itself; undefined where it says nothing new. */
  news(row: ChangeRow, seen: number): ChangeRow | undefined {
    const next = this.#next(row, seen);
    if (next !== undefined) this.note(next, seen);
    return next;
  }

  /** Whether {@link news} would have something to say. A text without a number is one that was never recorded. */
  isNews(row: ChangeRow, seen: number): boolean {
    return this.#next(row, seen) !== undefined;
  }

  #next(row: ChangeRow, seen: number): ChangeRow | undefined {
    const last = this.#last.get(keyOf(row));
    return last === undefined ? row : after(last, row, seen);
  }

  note(row: ChangeRow, seen: number): void {
    this.#last.set(keyOf(row), { after: row[3], at: momentOfRow(row, seen) });
  }

  /** What changed meanwhile is not known: only metrics, which are compared with what is recorded, go on. */
  break(): void {
    for (const key of this.#last.keys())
      if (typeof key === 'number' && key % 16 < firstOfMetrics) this.#last.delete(key);
  }

  /** The last values of metrics, which may have been recorded long ago. */
  metrics(): readonly (readonly [row: ChangeRow, at: number])[] {
    return [...this.#last].flatMap(([key, { after: value, at }]) => {
      const row = metricRow(key, value);
      return row === undefined ? [] : [[row, at] as const];
    });
  }
}

/** A goal has fewer than 16 fields. */
const keyOf = ([goal, field, , , , metric]: ChangeRow): number | string =>
  metric === undefined ? goal * 16 + field : `${goal} ${field} ${metric}`;

const metricRow = (key: number | string, value: CodedValue): ChangeRow | undefined => {
  if (typeof key === 'number')
    return key % 16 === metricsRead ? [Math.floor(key / 16), metricsRead, null, value, 0] : undefined;
  const [goal = 0, field = 0, metric = 0] = key.split(' ').map(Number);
  return [goal, field, null, value, 0, metric];
};

const after = (last: Last, row: ChangeRow, seen: number): ChangeRow | undefined => {
  const [goal, field, , value, lag, metric] = row;
  // That its metrics were read for the first time is said once of a goal.
  if (field === metricsRead) return undefined;
  if (field === existence) return (last.after === null) === (value === null) ? undefined : returned(last, row, seen);
  if (value === last.after || momentOfRow(row, seen) < last.at) return undefined;
  return metric === undefined ? [goal, field, last.after, value, lag] : [goal, field, last.after, value, lag, metric];
};

/** A goal that was gone and is there again was not created then. */
const returned = (last: Last, row: ChangeRow, seen: number): ChangeRow => {
  const [goal, field, before, value] = row;
  return momentOfRow(row, seen) > last.at ? row : [goal, field, before, value, 0];
};
