import { ApiError } from '../api/errors.ts';
import { SearchCursor, type Search } from '../api/paging.ts';
import { compare } from '../api/query.ts';
import { Differences } from './differences.ts';
import { GoalIndex } from './goalIndex.ts';
import { listedFields } from './goalSlice.ts';
import { Job } from './job.ts';
import { StampClock, type Beginning } from '../api/stampClock.ts';
import type { SyncPoint } from './syncPoint.ts';
import type { TenantCache } from './tenantCache.ts';
import { pause } from './pause.ts';

/** The most that a tenant answers at a time: the fewer requests, the more of its minute is left to others. */
const pageSize = 5000;

/** How often a refresh that nobody asked for looks for deleted goals. */
const countEveryMs = 30 * 60_000;

/** How often a refresh reads every goal: a company that is renamed changes no goal's ModifiedDate. */
const readEveryMs = 24 * 3_600_000;

/** `isOffBy`: how many goals more the tenant counts than are known. */
type Reason = { readonly isOffBy?: number };

export type Clocks = {
  readonly now: () => Date;
  /** Milliseconds that passed on this computer since any fixed moment, whatever becomes of its clock. */
  readonly elapsedMs: () => number;
};

/** Brings the cache of a tenant up to date. Its promises never reject: a failure is the `failed` state. */
export class GoalLoader {
  readonly #cache: TenantCache;
  readonly #clocks: Clocks;
  readonly #stamps = new StampClock();

  constructor(cache: TenantCache, clocks: Clocks) {
    this.#cache = cache;
    this.#clocks = clocks;
  }

  /** Every goal. Where not all were there yet, they come page by page; else what is shown stays until all are there. */
  all(): Promise<void> {
    return this.#run(true, (_, signal) => this.#loadAll(signal));
  }

  /**
   * What changed since the last time; every goal where there was none.
   * @param isAsked whether a person asked: then deleted goals are looked for too, and metrics and templates fetched anew
   */
  refresh(isAsked: boolean): Promise<void> {
    return this.#run(isAsked, async (job, signal) => {
      const { syncPoint } = this.#cache;
      if (syncPoint === undefined) return this.#loadAll(signal);
      if (this.#cache.state.kind === 'idle') this.#cache.beginLoading();
      await this.#loadChanges(syncPoint, signal);
      job.passAsking();
      if (job.isAsked) this.#cache.forgetDetails();
      const reason = await this.#reasonToReadAll(job.isAsked, signal);
      if (reason !== undefined) await this.#readAll(signal, reason.isOffBy);
    });
  }

  /** A second call while a job runs joins it; where a person asks for more than it still has to do, that is done after it. */
  #run(isAsked: boolean, work: (job: Job, signal: AbortSignal) => Promise<void>): Promise<void> {
    const cache = this.#cache;
    if (cache.job !== undefined) return cache.job.join(isAsked, () => this.#run(true, work));
    const job = new Job(isAsked);
    cache.beginJob(job);
    void work(job, AbortSignal.any([cache.ended, job.stopped]))
      .catch((error: unknown) => cache.failJob(error, job.isAsked))
      .finally(() => {
        cache.endJob();
        job.end();
      });
    return job.done;
  }

  #loadAll(signal: AbortSignal): Promise<void> {
    return this.#cache.syncPoint === undefined ? this.#loadFirst(signal) : this.#readAll(signal);
  }

  /** Every goal, shown page by page. Goes on where an earlier try broke off. */
  async #loadFirst(signal: AbortSignal): Promise<void> {
    const cache = this.#cache;
    const { cursor, beginning } = cache.firstLoad ?? { cursor: new SearchCursor(), beginning: undefined };
    const begin = this.#beginner(beginning);
    cache.beginLoading();
    let count: number | undefined;
    for await (const { goals, totalCount } of this.#search({ cursor }, begin, signal)) {
      cache.markFirstLoad({ cursor, beginning: begin() });
      count ??= totalCount;
      for await (const slice of slicesOf(goals)) cache.grow(slice);
      cache.tellGrowth(count, goals.length > 0);
    }
    cache.finishFirstLoad(this.#syncPoint(this.#stamps.since(begin()), { gap: cursor.isSure ? 'none' : 'goals' }));
  }

  /**
   * Every goal, beside those that are shown, which stay until all are there.
   * @param isOffBy what the tenant's count was off by before; what it is off by all the same is how the tenant counts
   */
  async #readAll(signal: AbortSignal, isOffBy = 0): Promise<void> {
    const cache = this.#cache;
    const begin = this.#beginner();
    const index = new GoalIndex();
    const differences = new Differences({ goal: (goalId) => cache.index.goal(goalId) });
    const cursor = new SearchCursor();
    let count: number | undefined;
    for await (const { goals, totalCount } of this.#search({ cursor }, begin, signal)) {
      count ??= totalCount;
      const since = this.#stamps.since(begin());
      for await (const slice of slicesOf(goals))
        index.putAll(
          slice.map((found) => {
            const held = cache.index.goal(found.Gsid);
            const goal = cache.listed(found, index.goal(found.Gsid) ?? held, since);
            differences.note(goal.Gsid, held, goal);
            return goal;
          }),
        );
    }
    const since = this.#stamps.since(begin());
    const isOffByNow = count === undefined ? 0 : count - index.size;
    for await (const slice of slicesOf([...cache.index.ids()]))
      for (const goalId of slice) {
        const held = index.has(goalId) ? undefined : cache.index.goal(goalId);
        if (held === undefined) continue;
        if (cursor.isSure && !cache.staysUnlisted(goalId)) differences.note(goalId, held, undefined);
        else index.put(held);
      }
    const miscount = cursor.isSure && isOffByNow === isOffBy ? isOffBy : (cache.syncPoint?.miscount ?? 0);
    // Nothing may come in between: what is written from now on goes into the new index.
    cache.replace(index, differences, this.#syncPoint(since, { miscount, gap: cursor.isSure ? 'none' : 'goals' }));
  }

  #syncPoint(since: string, { miscount = 0, gap }: Partial<SyncPoint> & Pick<SyncPoint, 'gap'>): SyncPoint {
    const at = this.#clocks.now().getTime();
    return { at, since, countedAt: at, readAt: at, miscount, gap };
  }

  async #loadChanges(before: SyncPoint, signal: AbortSignal): Promise<void> {
    const cache = this.#cache;
    const begin = this.#beginner();
    const cursor = new SearchCursor();
    const filter = compare('ModifiedDate', 'GTE', before.since);
    for await (const { goals } of this.#search({ filter, cursor }, begin, signal)) {
      for await (const slice of slicesOf(goals)) cache.change(slice);
      cache.tellChanges();
    }
    const since = this.#stamps.since(begin());
    cache.finishRefresh({
      ...before,
      at: this.#clocks.now().getTime(),
      // What was not met is asked for again; and what was met once need not be, whatever a clock says meanwhile.
      since: cursor.isSure && since > before.since ? since : before.since,
      gap: before.gap === 'goals' ? 'goals' : cursor.isSure ? 'none' : 'changes',
    });
  }

  /** Why every goal has to be read, if so. Nobody tells of a goal that was deleted: the tenant's count does. */
  async #reasonToReadAll(isAsked: boolean, signal: AbortSignal): Promise<Reason | undefined> {
    const { syncPoint, client, index } = this.#cache;
    if (syncPoint === undefined || isLongFrom(syncPoint.readAt, readEveryMs, syncPoint)) return {};
    if (isAsked && syncPoint.gap !== 'none') return {};
    if (!isAsked && !isLongFrom(syncPoint.countedAt, countEveryMs, syncPoint)) return undefined;
    const search = { select: listedFields, pageSize: 1, isQuiet: this.#isQuiet() };
    for await (const { totalCount } of client.searchAllGoals(search, signal)) {
      if (totalCount === undefined) return isAsked ? {} : undefined;
      const isOffBy = totalCount - index.size;
      if (isOffBy !== syncPoint.miscount) return { isOffBy };
      this.#cache.noteCounted();
      return undefined;
    }
    return undefined;
  }

  /** Whoever gets a batch takes all of it: a search that is taken up again goes on behind it. */
  async *#search(of: Pick<Search, 'filter' | 'cursor'>, begin: () => Beginning, signal: AbortSignal) {
    const search = { select: listedFields, pageSize, isQuiet: this.#isQuiet(), ...of };
    for await (const { records, changed, totalCount } of this.#cache.client.searchAllGoals(search, signal)) {
      begin();
      const goals = changed.length === 0 ? records : [...records, ...changed];
      this.#stamps.note(goals, this.#moment());
      yield { goals, totalCount };
      // Pages that were fetched ahead come though nobody wants them any more.
      if (signal.aborted) throw new ApiError('aborted', 'searchGoals');
    }
  }

  /** Says when this began. To be asked first just after an answer, which tells the tenant's time. */
  #beginner(earlier?: Beginning): () => Beginning {
    const { elapsedMs } = this.#moment();
    let beginning = earlier;
    return () => (beginning ??= { ...this.#moment(), elapsedMs });
  }

  #moment(): Beginning {
    return { elapsedMs: this.#clocks.elapsedMs(), tenantTime: this.#cache.client.tenantTime() };
  }

  /** Whether nobody waits for what is asked now. */
  #isQuiet(): boolean {
    return this.#cache.syncPoint !== undefined && this.#cache.job?.isAsked !== true;
  }
}

/** In either direction: a clock may have been ahead when that was noted, and is never reached again. */
const isLongFrom = (moment: number, longMs: number, { at }: Pick<SyncPoint, 'at'>): boolean =>
  Math.abs(at - moment) >= longMs;

/** Work between two looks at what else there is to do: a few milliseconds. */
const sliceSize = 2500;

/** The same, some at a time, with pauses in which others may work. */
async function* slicesOf<T>(all: readonly T[]): AsyncGenerator<readonly T[], void, undefined> {
  for (let start = 0; start < all.length; start += sliceSize) {
    // Reading a page kept the window waiting already; a small one did not.
    if (all.length > sliceSize) await pause();
    yield all.slice(start, start + sliceSize);
  }
}
