import type { QueryContext } from './context.ts';
import { overdueTest, type GoalRows } from './goalRows.ts';
import type { Counts } from './listing.ts';
import { matcher, verdicts } from './matcher.ts';
import type { Query } from './query.ts';

const overdueBit = 4;

/** How many goals match a query, kept without a look at those that did not change. */
export class CountedQuery {
  readonly #query: Query;
  readonly #rows: GoalRows;
  /** By row its verdict, and whether it is overdue. */
  #marks = new Uint8Array();
  readonly #counts = { goals: 0, overdue: 0, unknown: 0 };
  #markOf: (row: number) => number;

  constructor(query: Query, rows: GoalRows, context: QueryContext) {
    this.#query = query;
    this.#rows = rows;
    this.#markOf = this.#marker(context);
    this.#count();
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** Another day, owner, or whatever else the context says: all goals are looked at again. */
  use(context: QueryContext): void {
    this.#markOf = this.#marker(context);
    this.#marks.fill(0);
    Object.assign(this.#counts, { goals: 0, overdue: 0, unknown: 0 });
    this.#count();
  }

  /** @param rows that are different now: what {@link GoalRows.apply} returned, or what else is known of them now */
  update(rows: Iterable<number>): void {
    if (this.#marks.length < this.#rows.end) this.#grow();
    for (const row of rows) {
      this.#add(this.#marks[row] ?? 0, -1);
      const mark = this.#markOf(row);
      this.#marks[row] = mark;
      this.#add(mark, 1);
    }
  }

  #count(): void {
    this.update(Array.from({ length: this.#rows.end }, (_, row) => row));
  }

  #grow(): void {
    const longer = new Uint8Array(Math.ceil(this.#rows.end * 1.5));
    longer.set(this.#marks);
    this.#marks = longer;
  }

  #add(mark: number, one: 1 | -1): void {
    if ((mark & verdicts.yes) !== 0) this.#counts.goals += one;
    if ((mark & verdicts.unknown) !== 0) this.#counts.unknown += one;
    if ((mark & overdueBit) !== 0) this.#counts.overdue += one;
  }

  #marker(context: QueryContext): (row: number) => number {
    const test = matcher(this.#query, this.#rows, context);
    const isOverdue = overdueTest(this.#rows, context.today);
    return (row) => {
      if (!this.#rows.isThere(row)) return verdicts.no;
      const verdict = test(row);
      return verdict | (verdict === verdicts.yes && isOverdue(row) ? overdueBit : 0);
    };
  }
}
