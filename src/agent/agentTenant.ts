import type { Client } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { CachedNotes } from '../history/recentNotes.ts';
import { today } from '../model/dueDate.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { QueryContext } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { SharedRequest } from '../model/sharedRequest.ts';
import type { TenantId } from '../model/tenant.ts';
import { LiveRows } from '../model/views/liveRows.ts';

export type AgentTenantDeps = {
  readonly id: TenantId;
  readonly client: Client;
  /** One that uses the client. A window's goes over to another one when the window connects elsewhere. */
  readonly store: GoalStore;
  readonly now: () => Date;
  /** The rows that a window has of its store for its views; absent: this one makes its own. */
  readonly rows?: Pick<LiveRows, 'ready'>;
  /** Ends a load that no tool waits for any more; absent where others wait for it, too. */
  readonly stopLoading?: () => void;
  readonly onDispose?: () => void;
};

/** What was asked for less long ago is not asked for again, in milliseconds. */
const freshMs = 20_000;

/** The store went over to another tenant, or to none, while a tool was at work. */
export class OtherTenant extends NotConnected {}

/** The tenant that the tools are about, with its goals as they are known. */
export class AgentTenant {
  readonly id: TenantId;
  readonly client: Client;
  readonly now: () => Date;
  readonly cachedNotes = new CachedNotes();
  readonly #store: GoalStore;
  readonly #ended = new AbortController();
  readonly #stopLoading: () => void;
  readonly #onDispose: () => void;
  readonly #sharedRows: Pick<LiveRows, 'ready'> | undefined;
  #rows: LiveRows | undefined;
  #refresh: SharedRequest<void> | undefined;
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor({ id, client, store, now, rows, stopLoading = () => {}, onDispose = () => {} }: AgentTenantDeps) {
    this.#stopLoading = stopLoading;
    this.#onDispose = onDispose;
    this.#sharedRows = rows;
    this.id = id;
    this.client = client;
    this.#store = store;
    this.now = now;
  }

  dispose(): void {
    this.#rows?.dispose();
    this.#ended.abort();
    this.#onDispose();
  }

  /**
   * Looked at anew after every wait, so that what one tenant was asked never goes to another, and no answer mixes two.
   * @throws OtherTenant
   */
  get store(): GoalStore {
    if (!this.#store.isOf(this.client)) throw new OtherTenant();
    return this.#store;
  }

  /**
   * Loads all goals, or asks for what changed since. Those who call meanwhile wait for the same.
   * @throws what the load failed with, where no goal is known yet; OtherTenant
   */
  async bringUpToDate(signal?: AbortSignal): Promise<void> {
    if (performance.now() - this.#refreshedAt >= freshMs) await this.#refreshShared(signal);
    const { state } = this.store;
    if (state.kind === 'failed' && state.asOf === undefined) throw state.error;
  }

  /** The next tool asks the tenant again. */
  forgetFreshness(): void {
    this.#refreshedAt = Number.NEGATIVE_INFINITY;
  }

  #refreshShared(signal: AbortSignal | undefined): Promise<void> {
    if (this.#refresh === undefined || this.#refresh.isAbandoned) {
      const before = this.#refresh;
      const refresh: SharedRequest<void> = new SharedRequest(
        'searchGoals',
        async (sent) => {
          // One that is being stopped would be joined.
          await before?.wait().catch(() => undefined);
          await this.#refreshAll(sent).finally(() => {
            if (this.#refresh === refresh) this.#refresh = undefined;
          });
        },
        this.#ended.signal,
      );
      this.#refresh = refresh;
    }
    return this.#refresh.wait(signal);
  }

  async #refreshAll(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    signal.addEventListener('abort', this.#stopLoading, { once: true });
    try {
      await this.store.refresh({ isAsked: false });
      if (!signal.aborted && this.store.state.kind !== 'failed') this.#refreshedAt = performance.now();
    } finally {
      signal.removeEventListener('abort', this.#stopLoading);
    }
  }

  /** What whoever reads an answer has to know of the goals; undefined where all is well. */
  note(): string | undefined {
    const { state } = this.store;
    if (state.kind === 'incomplete') return 'Note: goals may be missing, since the tenant changed while it was read.';
    if (state.kind !== 'failed') return undefined;
    const { asOf } = state;
    return `Note: the tenant could not be asked just now. These are its goals as of ${asOf?.toISOString() ?? 'earlier'}.`;
  }

  /**
   * The goals as rows that are quick to list. They are made when they are first asked for, in pieces between which others work.
   * @throws OtherTenant
   */
  async rows(): Promise<GoalRows> {
    const { store } = this;
    const live = this.#sharedRows ?? (this.#rows ??= new LiveRows(store));
    const rows = await live.ready();
    if (rows === undefined || !this.#store.isOf(this.client)) throw new OtherTenant();
    return rows;
  }

  /** Whether a goal has this id; none has where the window went over to another tenant. */
  knows(id: string): boolean {
    return this.#store.isOf(this.client) && this.#store.goal(id) !== undefined;
  }

  *goals(): Iterable<Goal> {
    for (const { Gsid } of this.store.companies()) yield* this.store.goalsOf(Gsid);
  }

  get today(): string {
    return today(this.now());
  }

  /** What a query may mean here. Drafts and watched goals are a person's, and not known to an agent. */
  async queryContext(withTemplates: boolean, signal?: AbortSignal): Promise<QueryContext> {
    if (!withTemplates) return { today: this.today };
    const templates = await this.store.templates(signal);
    return { today: this.today, templates: new Map(templates.map(({ id, name }) => [id, name])) };
  }
}
