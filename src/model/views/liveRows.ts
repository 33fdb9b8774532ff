import { createEmitter, type Event } from '../emitter.ts';
import type { GoalStore, StoreChange } from '../goalStore.ts';
import { isFirstLoad } from '../loadState.ts';
import type { GoalRows } from '../query/goalRows.ts';
import { pause as othersTurn } from '../pause.ts';
import type { RowParts } from './rowParts.ts';

/** Rows that are different now; 'all' where the rows are others. */
export type RowsChange = readonly number[] | 'all';

type Goals = Pick<GoalStore, 'state' | 'goal' | 'goalIds' | 'onDidChange'>;
type Listed = Exclude<StoreChange['goals'], 'all'>;

/** How many goals are taken in at a time: a few milliseconds of work. */
const goalsATurn = 2000;

/**
 * The goals of a store as rows, kept by its changes. They are made in pieces, and made anew beside those that are there, which serve
 * until then. While a first load brings page after page, that is done for those alone who wait for it.
 */
export class LiveRows {
  readonly #store: Goals;
  readonly #pause: () => Promise<void>;
  readonly #subscription: { dispose(): void };
  readonly #changes = createEmitter<RowsChange>();
  readonly onDidChange: Event<RowsChange> = this.#changes.event;
  #rows: GoalRows | undefined;
  #parts: RowParts | undefined;
  #isBehind = false;
  /** Whether somebody waits for rows. */
  #isWanted = false;
  #making: Promise<void> | undefined;
  /** What was told since the rows that are being made were begun. */
  #meanwhile: Listed[] = [];
  /** Of which tenant the rows are: another has another number. */
  #tenant = 0;

  /** @param pause lets others work */
  constructor(store: Goals, pause = othersTurn) {
    this.#store = store;
    this.#pause = pause;
    this.#subscription = store.onDidChange((change) => this.#changed(change));
    this.#isBehind = store.state.kind !== 'disconnected';
    if (this.#isBehind && !isFirstLoad(store.state)) this.#makeAnew();
  }

  /** Who waits for rows is answered that there are none. */
  dispose(): void {
    this.#subscription.dispose();
    this.#tenant += 1;
    this.#making = undefined;
    this.#rows = undefined;
    this.#isBehind = false;
  }

  /** Undefined as long as none were made. */
  get rows(): GoalRows | undefined {
    return this.#rows;
  }

  /** What is done with {@link rows}: there since they are. */
  get parts(): RowParts | undefined {
    return this.#parts;
  }

  /** Whether there are goals that the rows were not told of. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** The rows once they are there and quick to list; undefined where no tenant is connected. */
  async ready(): Promise<GoalRows | undefined> {
    this.#isWanted = true;
    const tenant = this.#tenant;
    if (this.#isBehind) this.#makeAnew();
    while (this.#making !== undefined) await this.#making;
    const rows = this.#rows;
    while (rows?.prepare() === true) await this.#pause();
    return tenant === this.#tenant && rows === this.#rows ? rows : this.#rows && this.ready();
  }

  #changed({ goals }: StoreChange): void {
    const { state } = this.#store;
    if (state.kind === 'disconnected' || isNew(state)) this.#forget();
    if (goals === 'all') this.#isBehind = state.kind !== 'disconnected';
    else if (goals.size > 0) this.#take(goals);
    if (this.#isBehind && (this.#isWanted || !isFirstLoad(state))) this.#makeAnew();
  }

  #forget(): void {
    this.#tenant += 1;
    this.#making = undefined;
    this.#isWanted = false;
    if (this.#rows === undefined) return;
    this.#rows = undefined;
    this.#changes.fire('all');
  }

  #take(goals: Listed): void {
    this.#meanwhile.push(goals);
    const changed = this.#rows?.apply(goals) ?? [];
    if (changed.length > 0) this.#changes.fire(changed);
  }

  #makeAnew(): void {
    this.#isBehind = true;
    if (this.#making !== undefined) return;
    const making = this.#make(this.#tenant).catch((error: unknown) => {
      // Who asks next tries again.
      if (this.#making === making) this.#making = undefined;
      throw error;
    });
    this.#making = making;
    // Those who wait for the rows are told.
    making.catch(() => {});
  }

  async #make(tenant: number): Promise<void> {
    const { rowParts } = await import('./rowParts.ts');
    if (tenant !== this.#tenant) return;
    this.#parts = rowParts;
    while (this.#isBehind) {
      this.#isBehind = false;
      this.#meanwhile = [];
      const rows = new rowParts.GoalRows();
      // The ids first: a change moves goals among those that are not taken in yet.
      const ids = [...this.#store.goalIds()];
      let from = 0;
      do {
        rows.putAll(ids.slice(from, from + goalsATurn).flatMap((id) => this.#store.goal(id) ?? []));
        from += goalsATurn;
        await this.#pause();
        if (tenant !== this.#tenant) return;
      } while (from < ids.length);
      for (const goals of this.#meanwhile) rows.apply(goals);
      this.#rows = rows;
      this.#changes.fire('all');
      void this.#prepare(rows);
    }
    this.#making = undefined;
  }

  /** Before somebody waits for it. */
  async #prepare(rows: GoalRows): Promise<void> {
    while (rows === this.#rows && rows.prepare()) await this.#pause();
  }
}

/** A tenant was connected just now: nothing that was known before is of it. */
const isNew = (state: GoalStore['state']): boolean =>
  state.kind === 'idle' && state.loaded === 0 && state.total === undefined;
