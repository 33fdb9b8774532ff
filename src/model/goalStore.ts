import type { Client, OnLook, Sighting } from '../api/client.ts';
import type { Goal, GoalMetric, GoalMetricInput, GoalTemplate } from '../api/schema.ts';
import { createEmitter, type Event } from './emitter.ts';
import { inputOf, type GoalFields } from './goalFields.ts';
import type { Company, CompanyStats, FoundGoals, Owner } from './goalIndex.ts';
import type { Clocks, GoalLoader } from './goalLoader.ts';
import type { GoalSlice } from './goalSlice.ts';
import type { LoadState } from './loadState.ts';
import type { SavedGoal, SavedMetric } from './mismatches.ts';
import { everyChange, type StoreChange } from './storeChange.ts';
import type { SyncPoint } from './syncPoint.ts';
import type { TenantCache } from './tenantCache.ts';
import type { TenantParts } from './tenantParts.ts';
import { pause } from './pause.ts';

export type { LoadState } from './loadState.ts';
export type { StoreChange } from './storeChange.ts';

/** What a snapshot says of its goals: when they were so, from when a refresh has to ask for changes, and when all were last read. */
export type SnapshotTimes = Pick<SyncPoint, 'at' | 'since' | 'readAt'>;

export type Writer = Pick<TenantCache, 'client' | 'metricAdded'> & { readonly stored: (goal: Goal) => void };

export type MetricRead = { readonly goalId: string; readonly metrics: readonly GoalMetric[] };

/** Goals of a slice: a few milliseconds of work. */
const goalsASlice = 2000;

/** What is known of the connected tenant. The one place that talks to the client; everything else watches `onDidChange`. */
export class GoalStore {
  readonly #parts: () => TenantParts;
  readonly #clocks: Clocks;
  readonly #changes = createEmitter<StoreChange>();
  readonly onDidChange: Event<StoreChange> = this.#changes.event;
  readonly #metricReads = createEmitter<MetricRead>();
  /** Told each time that somebody gets the metrics of a goal: the very same list as long as it is cached. */
  readonly onDidReadMetrics: Event<MetricRead> = this.#metricReads.event;
  #cache: TenantCache | undefined;
  #loader: GoalLoader | undefined;

  /** @param parts loaded before there is a client; elapsedMs as in {@link Clocks}: better a clock that nobody sets */
  constructor(parts: () => TenantParts, now: () => Date, elapsedMs: () => number) {
    this.#parts = parts;
    this.#clocks = { now, elapsedMs };
  }

  /** Forgets everything and starts anew with this tenant's client, or with none. Nothing is fetched yet. */
  use(client: Client | undefined): void {
    this.#cache?.end();
    this.#cache = client === undefined ? undefined : this.#newCache(client);
    this.#loader = this.#cache && new (this.#parts().GoalLoader)(this.#cache, this.#clocks);
    this.#changes.fire(everyChange);
  }

  #newCache(client: Client): TenantCache {
    const cache: TenantCache = new (this.#parts().TenantCache)(client, (change) => {
      if (cache === this.#cache) this.#changes.fire(change);
    });
    return cache;
  }

  /** Whether what is known here is of this client's tenant. */
  isOf(client: Client): boolean {
    return this.#cache?.client === client;
  }

  get state(): LoadState {
    return this.#cache?.state ?? { kind: 'disconnected' };
  }

  companies(): readonly Company[] {
    return this.#cache?.index.companies() ?? [];
  }

  company(companyId: string): Company | undefined {
    return this.#cache?.index.company(companyId);
  }

  goalsOf(companyId: string): readonly Goal[] {
    return this.#cache?.index.goalsOf(companyId) ?? [];
  }

  goal(goalId: string): Goal | undefined {
    return this.#cache?.index.goal(goalId);
  }

  goalIds(): Iterable<string> {
    return this.#cache?.index.ids() ?? [];
  }

  owners(): readonly Owner[] {
    return this.#cache?.index.owners() ?? [];
  }

  stats(companyId: string): CompanyStats {
    return this.#cache?.index.stats(companyId, this.#clocks.now()) ?? { goals: 0, achieved: 0, missed: 0, overdue: 0 };
  }

  /** As `GoalIndex.find`: the goals that have each of these words in their names, their companies' or their owners'. */
  find(query: string, limit: number): FoundGoals {
    return this.#cache?.index.find(query, limit) ?? { goals: [], total: 0 };
  }

  /** Makes {@link find} fast, letting others work in between. */
  async prepareFind(): Promise<void> {
    while (this.#cache?.index.prepareFind() === true) await pause();
  }

  /** Loads all goals; a second call while a load or refresh runs joins it. Never rejects: a failure is the `failed` state. */
  async load(): Promise<void> {
    await this.#loader?.all();
  }

  /**
   * As {@link load}, for what changed since the last time.
   * @param isAsked whether a person asked: then deleted goals are looked for too, and metrics and templates fetched anew
   */
  async refresh({ isAsked }: { readonly isAsked: boolean }): Promise<void> {
    await this.#loader?.refresh(isAsked);
  }

  /** Ends the load or refresh that runs; what came stays. */
  stop(): void {
    this.#cache?.job?.stop();
  }

  /**
   * Shows goals as a snapshot has them, until a refresh brings them up to date. Does nothing where a load has begun.
   * @param read hands over the slices in their order; undefined says that they are worth nothing
   */
  async restore(read: (take: (slice: GoalSlice) => void) => Promise<SnapshotTimes | undefined>): Promise<void> {
    const cache = this.#cache;
    if (cache === undefined) return;
    const index = new (this.#parts().GoalIndex)();
    const times = await read((slice) => index.append(slice));
    if (times === undefined) return;
    const gap = times.readAt === neverRead ? 'goals' : 'none';
    cache.restore(index, { ...times, countedAt: 0, miscount: 0, gap });
  }

  /** All goals, for a snapshot; undefined as long as not all were loaded once. */
  snapshot(): (SnapshotTimes & { readonly slices: Iterable<GoalSlice> }) | undefined {
    const { syncPoint, index } = this.#cache ?? {};
    if (syncPoint === undefined || index === undefined) return undefined;
    const { at, since, gap } = syncPoint;
    // Where goals may be missing, the next start reads all of them.
    const readAt = gap === 'goals' ? neverRead : syncPoint.readAt;
    return { at, since, readAt, slices: index.slices(goalsASlice) };
  }

  /** A goal as it was read from the connected tenant a while ago: it may be gone by now. */
  wasRead(goal: Goal): void {
    const cache = this.#connected();
    if (cache.index.has(goal.Gsid)) cache.accept(goal);
  }

  /** Fetches the goal with its description. */
  async fetchGoal(goalId: string, signal?: AbortSignal): Promise<Goal> {
    return this.#connected().read(goalId, signal);
  }

  /**
   * Fetched once, until its goal changes, a person refreshes, or those of many other goals were; a failure is not kept. The request is
   * cancelled when everybody who asked for it aborted.
   */
  metrics(goalId: string, signal?: AbortSignal): Promise<readonly GoalMetric[]> {
    const cache = this.#connected();
    return cache.details.metrics(goalId, signal).then((metrics) => {
      if (cache === this.#cache) this.#metricReads.fire({ goalId, metrics });
      return metrics;
    });
  }

  /** Whether the goal has metrics, as far as somebody asked for them; undefined where nobody did. */
  hasMetrics(goalId: string): boolean | undefined {
    return this.#cache?.details.hasMetrics(goalId);
  }

  /** The units of all metrics that were seen of this tenant, sorted. */
  units(): readonly string[] {
    return this.#cache?.details.units() ?? [];
  }

  /** Fetched once, until a person refreshes; else as {@link metrics}. */
  templates(signal?: AbortSignal): Promise<readonly GoalTemplate[]> {
    return this.#connected().details.templates(signal);
  }

  /** The tenant's time now, ISO 8601, early by a margin. Noted before a create, it tells later what that create made. */
  tenantTime(): string {
    return this.#connected().client.tenantTime();
  }

  /** @param onLook told while the goal is looked for, where the answer was lost */
  async createGoal(fields: GoalFields, signal?: AbortSignal, onLook?: OnLook): Promise<SavedGoal> {
    const cache = this.#connected();
    const tidy = tidied(fields);
    const answered = await cache.client.createGoal(inputOf(tidy), signal, onLook);
    const { heldAfter, newGoalMismatches } = this.#parts();
    return wrote(cache, await heldAfter(cache.client, answered, { meant: tidy }, newGoalMismatches, signal));
  }

  /**
   * What became of a create in doubt; takes up to two minutes where it is not there.
   * @param since {@link tenantTime} just before it
   */
  async findCreatedGoal(
    fields: GoalFields,
    since: string,
    signal?: AbortSignal,
    onLook?: OnLook,
  ): Promise<Sighting<Goal>> {
    const cache = this.#connected();
    const sighting = await cache.client.findCreatedGoal(inputOf(tidied(fields)), since, signal, onLook);
    return typeof sighting === 'object' ? { found: cache.wrote(sighting.found) } : sighting;
  }

  /** Whether the tenant holds such a goal now; as the next, asked of the tenant, not of what is loaded. */
  async hasGoalNamed(companyId: string, name: string, signal?: AbortSignal): Promise<boolean> {
    return this.#parts().hasGoalNamed(this.#connected().client, companyId, name, signal);
  }

  async hasMetricNamed(goalId: string, name: string): Promise<boolean> {
    return (await this.#connected().client.listGoalMetrics(goalId)).some(({ Name }) => Name === name);
  }

  /** As `goalsDescribedBy`, the goals that are known here: lists come without descriptions, so the tenant is asked. */
  async describedBy(words: readonly string[], limit: number, signal: AbortSignal): Promise<readonly Goal[]> {
    const cache = this.#connected();
    const ids = await this.#parts().goalsDescribedBy(cache.client, words, limit, signal);
    return ids.flatMap((id) => cache.index.goal(id) ?? []);
  }

  /**
   * Sends what `mine` changes since `base`, on top of what the tenant holds now.
   * @throws GoalConflict when the tenant changed the same fields meanwhile; nothing was sent then.
   * @throws NotPutBack when it is stored and a colleague's change was written over
   */
  async updateGoal(goalId: string, base: GoalFields, mine: GoalFields, signal?: AbortSignal): Promise<SavedGoal> {
    const cache = this.#connected();
    const { NotPutBack, sendUpdate } = this.#parts();
    try {
      return wrote(cache, await sendUpdate(cache.updateClient(), goalId, base, mine, signal));
    } catch (error) {
      if (error instanceof NotPutBack) cache.wrote(error.stored);
      throw error;
    }
  }

  /** @param onLook as of {@link createGoal} */
  async addMetric(goalId: string, input: GoalMetricInput, signal?: AbortSignal, onLook?: OnLook): Promise<SavedMetric> {
    const cache = this.#connected();
    const answered = await cache.client.addGoalMetric(goalId, input, signal, onLook);
    cache.metricAdded(goalId);
    return this.#parts().metricHeldAfter(() => cache.details.metrics(goalId, signal), answered, input);
  }

  /** As {@link findCreatedGoal}. */
  async findAddedMetric(
    goalId: string,
    input: GoalMetricInput,
    since: string,
    signal?: AbortSignal,
    onLook?: OnLook,
  ): Promise<Sighting<GoalMetric>> {
    const cache = this.#connected();
    const sighting = await cache.client.findAddedMetric(goalId, input, since, signal, onLook);
    if (typeof sighting === 'object') cache.metricAdded(goalId);
    return sighting;
  }

  /**
   * For a plan, which sends many changes: the client, and who has to hear what it answered. An answer that comes when the tenant is not
   * connected any more changes nothing.
   * @throws NotConnected
   */
  writer(): Writer {
    const cache = this.#connected();
    const metricAdded = (goalId: string): void => cache.metricAdded(goalId);
    return { client: cache.updateClient(), stored: (goal) => void cache.wrote(goal), metricAdded };
  }

  #connected(): TenantCache {
    if (this.#cache === undefined) throw new NotConnected();
    return this.#cache;
  }
}

/** The moment of a reading of all goals that never came to its end, in milliseconds since 1970. */
const neverRead = 0;
/** Something was asked of a tenant while none is connected. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

const tidied = (fields: GoalFields): GoalFields => ({ ...fields, Name: fields.Name.trim() });
const wrote = (cache: TenantCache, saved: SavedGoal): SavedGoal => ({ ...saved, goal: cache.wrote(saved.goal) });
