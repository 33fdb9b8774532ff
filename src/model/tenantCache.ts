import type { Client } from '../api/client.ts';
import type { SearchCursor } from '../api/paging.ts';
import type { Goal } from '../api/schema.ts';
import { isSameList, type Differences } from './differences.ts';
import { GoalDetails } from './goalDetails.ts';
import { GoalIndex, type Company } from './goalIndex.ts';
import { isOlder } from './goalVersion.ts';
import type { Job } from './job.ts';
import type { Extent, LoadState } from './loadState.ts';
import { EarlierStamps, newestClient } from './newestRead.ts';
import type { Beginning } from '../api/stampClock.ts';
import { everyChange, goalChange, isChange, noChange, saysTheSame, type GoalChange } from './storeChange.ts';
import type { StoreChange } from './storeChange.ts';
import type { SyncPoint } from './syncPoint.ts';

/** How far the first load has come. */
export type FirstLoad = { readonly cursor: SearchCursor; readonly beginning: Beginning };

/** An index that only the cache changes. */
export type ReadableIndex = Omit<GoalIndex, 'put' | 'putAll' | 'append'>;

/** A change that grows while a page is put in. */
type Growing = {
  readonly companiesBefore: readonly Company[];
  readonly companies: Set<string>;
  readonly goals: Map<string, GoalChange>;
};

/**
 * All that is known of one tenant, and the only code that changes it. Another connection gets another cache, so that a late answer
 * ends in one that nobody reads.
 */
export class TenantCache {
  readonly client: Client;
  readonly details: GoalDetails;
  readonly #tell: (change: StoreChange) => void;
  readonly #end = new AbortController();
  /** By id of a goal how often this window wrote it. */
  readonly #writes = new Map<string, number>();
  /** Ids of goals that were read or written one by one while the job runs: what it reads may be older. */
  readonly #alone = new Set<string>();
  /** Ids of goals that no search has shown yet. */
  readonly #unlisted = new Set<string>();
  readonly #earlier = new EarlierStamps();
  #index = new GoalIndex();
  #state: LoadState = { kind: 'idle', loaded: 0, total: undefined };
  #syncPoint: SyncPoint | undefined;
  #firstLoad: FirstLoad | undefined;
  #job: Job | undefined;
  #growing: Growing | undefined;

  /** @param tell is called after each change, with what it was */
  constructor(client: Client, tell: (change: StoreChange) => void) {
    this.client = client;
    this.#tell = tell;
    this.details = new GoalDetails(client, this.#end.signal);
  }

  /** Aborted when the tenant is not connected any more. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  end(): void {
    this.#end.abort();
  }

  get index(): ReadableIndex {
    return this.#index;
  }

  get state(): LoadState {
    return this.#state;
  }

  /** Undefined until all goals were loaded once. */
  get syncPoint(): SyncPoint | undefined {
    return this.#syncPoint;
  }

  /** Undefined where none was begun, and once it has come to its end. */
  get firstLoad(): FirstLoad | undefined {
    return this.#firstLoad;
  }

  get job(): Job | undefined {
    return this.#job;
  }

  beginJob(job: Job): void {
    this.#job = job;
    this.#alone.clear();
  }

  endJob(): void {
    this.tellChanges();
    this.#job = undefined;
  }

  failJob(error: unknown, isAsked: boolean): void {
    this.tellChanges();
    this.#become({ kind: 'failed', error, isAsked, ...this.#extent() });
  }

  /** The goals were kept on this computer. Does nothing where a load has begun. */
  restore(index: GoalIndex, syncPoint: SyncPoint): void {
    if (this.#syncPoint !== undefined || this.#job !== undefined) return;
    // A form that was open at the start may have been quicker.
    for (const goal of this.#index.goals()) index.put(goal);
    this.#index = index;
    this.#syncPoint = syncPoint;
    this.#become({ kind: 'idle', ...this.#extent(), total: index.size }, everyChange);
  }

  beginLoading(): void {
    this.#become({ kind: 'loading', ...this.#extent() });
  }

  /** To be called with each page of a first load before its goals are put in. */
  markFirstLoad(firstLoad: FirstLoad): void {
    this.#firstLoad ??= firstLoad;
  }

  /** Goals of a first load; told with {@link tellGrowth}. */
  grow(goals: readonly Goal[]): void {
    this.#index.putAll(goals.map((found) => this.listed(found, this.#index.goal(found.Gsid))));
  }

  /** @param hasGrown whether any goal came */
  tellGrowth(total: number | undefined, hasGrown: boolean): void {
    this.#become({ kind: 'loading', loaded: this.#index.size, total }, hasGrown ? everyChange : noChange);
  }

  finishFirstLoad(syncPoint: SyncPoint): void {
    this.#firstLoad = undefined;
    this.#unlisted.clear();
    this.#finish(syncPoint, noChange);
  }

  /** Puts in what a refresh found, and drops what says nothing new; told with {@link tellChanges}. */
  change(goals: readonly Goal[]): void {
    this.#growing ??= { companiesBefore: this.#index.companies(), companies: new Set(), goals: new Map() };
    for (const found of goals) {
      const held = this.#index.goal(found.Gsid);
      const goal = this.listed(found, held);
      if (held !== undefined && saysTheSame(held, goal)) continue;
      this.#earlier.note(held, goal);
      for (const company of this.#index.put(goal)) this.#growing.companies.add(company);
      // The same goal may come twice: what was before the first time was before.
      const before = this.#growing.goals.has(goal.Gsid) ? this.#growing.goals.get(goal.Gsid)?.before : held;
      this.#growing.goals.set(goal.Gsid, goalChange(before, goal));
    }
  }

  tellChanges(): void {
    const growing = this.#growing;
    this.#growing = undefined;
    if (growing === undefined || growing.goals.size === 0) return;
    const { companiesBefore, companies, goals } = growing;
    const metrics = this.details.forgetMetrics(goals.keys());
    this.#tell({ companies: this.#companies(companiesBefore, companies), goals, metrics });
  }

  finishRefresh(syncPoint: SyncPoint): void {
    this.#finish(syncPoint, noChange);
  }

  /** The tenant's count is as it was. */
  noteCounted(): void {
    const point = this.#syncPoint;
    if (point !== undefined) this.#syncPoint = { ...point, countedAt: point.at };
  }

  /**
   * Another reading of all goals takes the place of what is known.
   * @param index what it met; it is the cache's from now on
   * @param differences between what is known and this index
   */
  replace(index: GoalIndex, differences: Differences, syncPoint: SyncPoint): void {
    for (const goalId of this.#alone) {
      const [held, met] = [this.#index.goal(goalId), index.goal(goalId)];
      const isGone = met === undefined && differences.goalIds.has(goalId);
      if (held !== undefined && !isGone) index.put(met === undefined ? held : this.listed(met, held));
    }
    const { companies, goals } = differences.change(index);
    const before = this.#index.companies();
    this.#index = index;
    const metrics = this.details.forgetMetrics(differences.goalIds);
    this.#finish(syncPoint, { companies: this.#companies(before, companies), goals, metrics });
  }

  /**
   * What holds of a goal that a search found: what is known, where the search lags behind that.
   * @param since what was modified before gives way to any version: so long no search lags, and a date may go backwards for good
   */
  listed(found: Goal, known: Goal | undefined, since = ''): Goal {
    this.#unlisted.delete(found.Gsid);
    if (known === undefined) return found;
    const isBehind = this.#alone.has(found.Gsid)
      ? !((found.ModifiedDate ?? '') > (known.ModifiedDate ?? ''))
      : isOlder(found, known) && (known.ModifiedDate ?? '') >= since;
    return isBehind ? known : found;
  }

  /** Whether a goal that a search of all did not show stays all the same: once, where none has shown it yet. */
  staysUnlisted(goalId: string): boolean {
    return this.#unlisted.delete(goalId);
  }

  /** The client for updates: no read of it is behind what is known. */
  updateClient(): Client {
    return newestClient(this.client, (goalId) => {
      const goal = this.#index.goal(goalId);
      return goal && { goal, earlier: this.#earlier.of(goalId) };
    });
  }

  /** Reads the goal with its description: again where the first answer is from before something that is known by then. */
  async read(goalId: string, signal?: AbortSignal): Promise<Goal> {
    const [writes, held] = [this.#writes.get(goalId), this.#index.goal(goalId)];
    const goal = await this.client.getGoal(goalId, signal);
    const now = this.#index.goal(goalId);
    const isGone = held !== undefined && now === undefined;
    // What was before a write is late whatever its date; what was older already is no later in another answer.
    const isLate = isGone || writes !== this.#writes.get(goalId) || (isOlder(goal, now) && !isOlder(goal, held));
    return isLate ? this.read(goalId, signal) : this.accept(goal);
  }

  wrote(stored: Goal): Goal {
    this.#writes.set(stored.Gsid, (this.#writes.get(stored.Gsid) ?? 0) + 1);
    return this.accept(stored, true);
  }

  /** Puts in one goal as the tenant answered it, unless a later version is known. Returns it with what the answer left out. */
  accept(answered: Goal, isOwn = false): Goal {
    this.tellChanges();
    const before = this.#index.goal(answered.Gsid);
    // It was read or written as a whole: one without a description has none.
    const goal = { Description: '', ...namesFrom(before, answered), ...answered };
    if (isOlder(goal, before)) return goal;
    const companiesBefore = this.#index.companies();
    this.#earlier.note(before, goal);
    const companies = this.#index.put(goal);
    if (this.#job !== undefined) this.#alone.add(goal.Gsid);
    if (before === undefined) this.#unlisted.add(goal.Gsid);
    const isMoved = before === undefined || before.CompanyId !== goal.CompanyId;
    this.#tell({
      companies: isMoved ? 'all' : this.#companies(companiesBefore, companies),
      goals: new Map([[goal.Gsid, goalChange(before, goal)]]),
      metrics: new Set(),
      ...(isOwn ? { isOwn } : {}),
    });
    return goal;
  }

  metricAdded(goalId: string): void {
    this.details.forgetMetrics([goalId]);
    this.#tell({ ...noChange, metrics: new Set([goalId]) });
  }

  /** Metrics and templates have no date of change. */
  forgetDetails(): void {
    const metrics = this.details.forgetAll();
    if (metrics.size > 0) this.#tell({ ...noChange, metrics });
  }

  #companies(before: readonly Company[], changed: StoreChange['companies']): StoreChange['companies'] {
    return isSameList(before, this.#index.companies()) ? changed : 'all';
  }

  #finish(syncPoint: SyncPoint, change: StoreChange): void {
    const { kind } = this.#state;
    this.#syncPoint = syncPoint;
    const at = new Date(syncPoint.at);
    this.#state =
      syncPoint.gap === 'none' ? { kind: 'loaded', at } : { kind: 'incomplete', at, loaded: this.#index.size };
    if (kind !== this.#state.kind || isChange(change)) this.#tell(change);
  }

  #become(state: LoadState, change = noChange): void {
    this.#state = state;
    this.#tell(change);
  }

  #extent(): Extent {
    return {
      loaded: this.#index.size,
      total: 'total' in this.#state ? this.#state.total : undefined,
      ...(this.#syncPoint === undefined ? {} : { asOf: new Date(this.#syncPoint.at) }),
    };
  }
}

/** An answer may leave the names out that go with unchanged ids. */
const namesFrom = (before: Goal | undefined, after: Goal): Partial<Goal> => ({
  ...(before?.CompanyName !== undefined && before.CompanyId === after.CompanyId
    ? { CompanyName: before.CompanyName }
    : {}),
  ...(before?.OwnerName !== undefined && before.OwnerId === after.OwnerId ? { OwnerName: before.OwnerName } : {}),
});
