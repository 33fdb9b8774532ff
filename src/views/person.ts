import type { Goal } from '../api/schema.ts';
import { today } from '../model/dueDate.ts';
import { createEmitter, type Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { TenantId } from '../model/tenant.ts';
import { KeptValue, type Memory } from '../model/views/keptValue.ts';
import { allSeen, readSeen, withOwn, type Seen } from '../model/views/news.ts';
import { readWatchList, textsIn, toggled, type WatchList } from '../model/views/watchList.ts';

type PersonDeps = {
  readonly store: Pick<GoalStore, 'state' | 'onDidChange'>;
  readonly tenant: () => TenantId | undefined;
  readonly memory: Memory;
  readonly now: () => Date;
};

/** 'own': the person saved a goal, which concerns that goal alone; 'seen': all was marked as seen. */
export type PersonChange = 'me' | 'watched' | 'seen' | 'own';

/** What is kept of the person in each tenant: who they are, what they watch, and what they have seen. */
export class Person {
  readonly #deps: PersonDeps;
  readonly #me: KeptValue<readonly string[]>;
  readonly #watched: KeptValue<WatchList>;
  readonly #seen: KeptValue<Seen | undefined>;
  readonly #changes = createEmitter<PersonChange>();
  readonly onDidChange: Event<PersonChange> = this.#changes.event;
  readonly #subscription: { dispose(): void };

  constructor(deps: PersonDeps) {
    this.#deps = deps;
    this.#me = new KeptValue(deps.memory, 'me', textsIn);
    this.#watched = new KeptValue(deps.memory, 'watched', readWatchList);
    this.#seen = new KeptValue(deps.memory, 'seen', readSeen);
    this.#subscription = deps.store.onDidChange(({ isOwn, goals }) => {
      if (isOwn === true && goals !== 'all') for (const { after } of goals.values()) this.#noteOwn(after);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Ids of the owners that the person is; undefined until they said so. */
  get me(): readonly string[] | undefined {
    const ids = this.#me.of(this.#deps.tenant());
    return ids.length === 0 ? undefined : ids;
  }

  get watched(): WatchList {
    return this.#watched.of(this.#deps.tenant());
  }

  get seen(): Seen | undefined {
    return this.#seen.of(this.#deps.tenant());
  }

  setMe(ids: readonly string[]): Promise<void> {
    return this.#keep('me', (tenant) => this.#me.keep(tenant, ids));
  }

  toggleWatch(kind: keyof WatchList, id: string): Promise<void> {
    return this.#keep('watched', (tenant) => this.#watched.keep(tenant, toggled(this.watched, kind, id)));
  }

  markAllSeen(rows: GoalRows): Promise<void> {
    const seen = allSeen(rows, today(this.#deps.now()));
    return this.#keep('seen', (tenant) => this.#seen.keep(tenant, seen));
  }

  /** Who comes to a tenant for the first time has seen all that is there once it is loaded. */
  begin(rows: GoalRows): void {
    if (this.seen === undefined && isFinished(this.#deps.store.state)) void this.markAllSeen(rows);
  }

  /** Whether somebody else changed the goal since the person marked all as seen. */
  isChanged({ Gsid, ModifiedDate }: Goal): boolean {
    const { seen } = this;
    if (seen === undefined || ModifiedDate === undefined) return false;
    const changed = Date.parse(ModifiedDate);
    return changed > seen.at && seen.own[Gsid] !== changed;
  }

  #noteOwn(goal: Goal | undefined): void {
    const { seen } = this;
    const changed = Date.parse(goal?.ModifiedDate ?? '');
    if (goal === undefined || seen === undefined || !(changed > seen.at)) return;
    void this.#keep('own', (tenant) => this.#seen.keep(tenant, withOwn(seen, goal.Gsid, changed)));
  }

  async #keep(what: PersonChange, keep: (tenant: TenantId) => Promise<void>): Promise<void> {
    const tenant = this.#deps.tenant();
    if (tenant === undefined) return;
    const kept = keep(tenant);
    this.#changes.fire(what);
    await kept;
  }
}
