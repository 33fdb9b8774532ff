import { createEmitter, type Event } from '../emitter.ts';
import { asksOf, needsOf, type Need, type QueryContext } from '../query/context.ts';
import type { CountedQuery } from '../query/countedQuery.ts';
import type { Counts } from '../query/listing.ts';
import type { Query } from '../query/query.ts';
import type { LiveRows, RowsChange } from './liveRows.ts';

type ViewCountsDeps = {
  readonly rows: Pick<LiveRows, 'rows' | 'parts' | 'onDidChange'>;
  readonly context: () => QueryContext;
  /** Lets others work. */
  readonly pause: () => Promise<void>;
};

/** How many goals each view has, kept by what changes in the goals. */
export class ViewCounts {
  readonly #deps: ViewCountsDeps;
  readonly #subscription: { dispose(): void };
  readonly #changes = createEmitter<undefined>();
  readonly onDidChange: Event<undefined> = this.#changes.event;
  #queries: ReadonlyMap<string, Query> = new Map();
  #counted = new Map<string, CountedQuery>();
  #turn = 0;

  constructor(deps: ViewCountsDeps) {
    this.#deps = deps;
    this.#subscription = deps.rows.onDidChange((change) => this.#rowsChanged(change));
  }

  dispose(): void {
    this.#turn += 1;
    this.#subscription.dispose();
  }

  /** Undefined as long as nobody can tell: the goals are not there, or something that the view asks for is not known at all. */
  of(view: string): Counts | undefined {
    const query = this.#queries.get(view);
    if (query === undefined || needsOf(query, this.#deps.context()).length > 0) return undefined;
    return this.#counted.get(view)?.counts;
  }

  /** Counts these from now on, and no others. */
  use(queries: ReadonlyMap<string, Query>): Promise<void> {
    const kept = [...this.#counted].filter(([id]) => queries.get(id) === this.#queries.get(id));
    this.#queries = queries;
    this.#counted = new Map(kept);
    return this.#countMissing();
  }

  /** @param need what is known otherwise now; 'today' concerns all */
  contextChanged(need: Need | 'today'): void {
    const context = this.#deps.context();
    for (const [id, counted] of this.#counted)
      if (need === 'today' || asksOf(this.#queries.get(id) ?? []).includes(need)) counted.use(context);
    this.#changes.fire(undefined);
  }

  #rowsChanged(change: RowsChange): void {
    if (change === 'all') {
      this.#counted.clear();
      void this.#countMissing();
      return;
    }
    for (const counted of this.#counted.values()) counted.update(change);
    this.#changes.fire(undefined);
  }

  /** One at a time: each takes a look at all goals. */
  async #countMissing(): Promise<void> {
    const turn = (this.#turn += 1);
    for (const [id, query] of this.#queries) {
      const { rows, parts } = this.#deps.rows;
      if (rows === undefined || parts === undefined || this.#counted.has(id)) continue;
      this.#counted.set(id, new parts.CountedQuery(query, rows, this.#deps.context()));
      await this.#deps.pause();
      if (turn !== this.#turn) return;
    }
    this.#changes.fire(undefined);
  }
}
