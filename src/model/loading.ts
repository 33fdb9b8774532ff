import { ApiError } from '../api/errors.ts';
import { SearchCursor, type Search } from '../api/paging.ts';
import { compare } from '../api/query.ts';
import type { Goal } from '../api/schema.ts';
import { Changes, listedFields } from './changes.ts';
import { GoalIndex } from './goalIndex.ts';
import { isOlder } from './goalVersion.ts';
import type { Extent, Job, Known, LoadState, StoreChange, Whole } from './known.ts';

/** The most that a tenant answers at a time: the fewer requests, the more of its minute is left to others. */
const pageSize = 5000;

/** A change may be stamped so long before a search finds it: a request takes its time, and clocks differ. */
const overlapMs = 60_000;

/** How often a refresh that nobody asked for looks for deleted goals. */
const countEveryMs = 30 * 60_000;

/** How often a refresh reads every goal: a company that is renamed changes no goal's ModifiedDate. */
const readEveryMs = 24 * 3_600_000;

/** `isOffBy`: how many goals more the tenant counts than are known. */
type Reason = { readonly isOffBy?: number };

const nothing: StoreChange = { companies: new Set(), goals: new Set() };

/** Brings what is known of a tenant up to date. Its promises never reject: a failure is the `failed` state. */
export class Loading {
  readonly #tell: (known: Known, change: StoreChange) => void;
  readonly #now: () => Date;

  constructor(tell: (known: Known, change: StoreChange) => void, now: () => Date) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Every goal. Where not all were there yet, they come page by page; else what is shown stays until all are there. */
  all(known: Known): Promise<void> {
    return this.#doing(known, true, (_, signal) => this.#loadAll(known, signal));
  }

  /**
   * What changed since the last time; every goal where there was none.
   * @param isAsked whether a person asked: then deleted goals are looked for too, and metrics and templates fetched anew
   */
  refresh(known: Known, isAsked: boolean): Promise<void> {
    return this.#doing(known, isAsked, async (job, signal) => {
      const { whole } = known;
      if (whole === undefined) return this.#loadAll(known, signal);
      await this.#loadChanges(known, whole, signal);
      if (job.isAsked) this.#forgetDetails(known);
      else job.isPastAsking = true;
      const reason = await this.#reasonToReadAnew(known, job.isAsked, signal);
      if (reason !== undefined) await this.#readAnew(known, signal, reason.isOffBy);
    });
  }

  /** A second call while a job runs joins it; where a person asks for more than it still has to do, that is done after it. */
  #doing(known: Known, isAsked: boolean, work: (job: Job, signal: AbortSignal) => Promise<void>): Promise<void> {
    const running = known.job;
    if (running !== undefined) {
      running.isAsked ||= isAsked;
      if (!isAsked || running.isPastAsking !== true) return running.done;
      const again = (): Promise<void> | undefined =>
        running.stop.signal.aborted ? undefined : this.#doing(known, true, work);
      return (running.next ??= running.done.then(again));
    }
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const job: Job = { stop: new AbortController(), done, isAsked };
    known.job = job;
    known.touched.clear();
    void work(job, AbortSignal.any([known.ended.signal, job.stop.signal]))
      .catch((error: unknown) => this.#fail(known, job, error))
      .finally(() => {
        delete known.job;
        resolve();
      });
    return done;
  }

  #fail(known: Known, { isAsked }: Job, error: unknown): void {
    this.#setState(known, { kind: 'failed', error, isAsked, ...extentOf(known) });
  }

  #setState(known: Known, state: LoadState, change = nothing): void {
    known.state = state;
    this.#tell(known, change);
  }

  #becomeWhole(known: Known, whole: Whole, change: StoreChange): void {
    const wasLoaded = known.state.kind === 'loaded';
    known.whole = whole;
    known.state = { kind: 'loaded', at: new Date(whole.at) };
    if (!wasLoaded || change.companies === 'all' || change.companies.size > 0) this.#tell(known, change);
  }

  #loadAll(known: Known, signal: AbortSignal): Promise<void> {
    return known.whole === undefined ? this.#loadFirst(known, signal) : this.#readAnew(known, signal);
  }

  /** Every goal, shown page by page. Goes on where an earlier try broke off. */
  async #loadFirst(known: Known, signal: AbortSignal): Promise<void> {
    const { index } = known;
    const everything: StoreChange = { companies: 'all', goals: new Set() };
    const cursor = known.partial?.cursor ?? new SearchCursor();
    this.#setState(known, { kind: 'loading', ...extentOf(known) });
    let count: number | undefined;
    for await (const batch of this.#search(known, { cursor }, signal)) {
      known.partial ??= { cursor, since: sinceOf(known) };
      count ??= batch.totalCount;
      for await (const goals of slicesOf([...batch.records, ...batch.changed])) index.putAll(fresh(goals, known));
      this.#setState(known, { kind: 'loading', loaded: index.size, total: count }, everything);
    }
    this.#becomeWhole(known, this.#wholeNow(known.partial?.since ?? sinceOf(known)), everything);
    delete known.partial;
  }

  /**
   * Every goal, beside those that are shown, which stay until all are there.
   * @param isOffBy what the tenant's count was off by before; what it is off by all the same is how the tenant counts
   */
  async #readAnew(known: Known, signal: AbortSignal, isOffBy = 0): Promise<void> {
    const index = new GoalIndex();
    const changes = new Changes(known.index);
    let since: string | undefined;
    let count: number | undefined;
    const cursor = new SearchCursor();
    for await (const batch of this.#search(known, { cursor }, signal)) {
      since ??= sinceOf(known);
      count ??= batch.totalCount;
      for await (const slice of slicesOf([...batch.records, ...batch.changed])) {
        const goals = fresh(slice, known);
        for (const goal of goals) if (changes.note(goal)) known.metrics.delete(goal.Gsid);
        index.putAll(goals);
      }
    }
    for await (const slice of slicesOf([...known.index.ids()]))
      for (const goalId of slice) {
        if (index.has(goalId)) continue;
        const goal = cursor.isSure ? undefined : known.index.goal(goalId);
        if (goal === undefined) changes.noteGone(goalId);
        else index.put(goal);
      }
    // Nothing may come in between: what is written from now on goes into the new index.
    index.putAll([...known.touched.values()].filter((goal) => isBehind(index.goal(goal.Gsid), goal)));
    known.index = index;
    const isStillOffBy = count === undefined ? 0 : count - index.size;
    const whole = this.#wholeNow(since ?? sinceOf(known), cursor.isSure && isStillOffBy === isOffBy ? isOffBy : 0);
    this.#becomeWhole(known, whole, changes.in(index));
  }

  #wholeNow(since: string, miscount = 0): Whole {
    const at = this.#now().getTime();
    return { at, since, countedAt: at, readAt: at, miscount };
  }

  async #loadChanges(known: Known, whole: Whole, signal: AbortSignal): Promise<void> {
    let since: string | undefined;
    const filter = compare('ModifiedDate', 'GTE', whole.since);
    for await (const batch of this.#search(known, { filter }, signal)) {
      since ??= sinceOf(known);
      const changes = new Changes(known.index);
      for await (const slice of slicesOf([...batch.records, ...batch.changed]))
        for (const goal of fresh(slice, known))
          if (!isOlder(goal, known.index.goal(goal.Gsid)) && changes.note(goal)) known.index.put(goal);
      for (const goalId of changes.goals) known.metrics.delete(goalId);
      if (changes.goals.size > 0) this.#tell(known, changes.in(known.index));
    }
    this.#becomeWhole(known, { ...whole, at: this.#now().getTime(), since: since ?? whole.since }, nothing);
  }

  /** Metrics and templates have no date of change. */
  #forgetDetails(known: Known): void {
    const goals = new Set(known.metrics.keys());
    known.metrics.clear();
    delete known.templates;
    if (goals.size > 0) this.#tell(known, { companies: new Set(), goals });
  }

  /** Why every goal has to be read, if so. Nobody tells of a goal that was deleted: the tenant's count does. */
  async #reasonToReadAnew(known: Known, isAsked: boolean, signal: AbortSignal): Promise<Reason | undefined> {
    const { whole, index, client } = known;
    if (whole === undefined || whole.at - whole.readAt >= readEveryMs) return {};
    if (!isAsked && whole.at - whole.countedAt < countEveryMs) return undefined;
    const search = { select: listedFields, pageSize: 1, isQuiet: isQuiet(known) };
    for await (const { totalCount } of client.searchAllGoals(search, signal)) {
      if (totalCount === undefined) return isAsked ? {} : undefined;
      const isOffBy = totalCount - index.size;
      if (isOffBy !== whole.miscount) return { isOffBy };
      known.whole = { ...whole, countedAt: whole.at };
      return undefined;
    }
    return undefined;
  }

  /** Whoever gets a batch takes all of it: a search that is taken up again goes on behind it. */
  async *#search(known: Known, of: Pick<Search, 'filter' | 'cursor'>, signal: AbortSignal) {
    const search = { select: listedFields, pageSize, isQuiet: isQuiet(known), ...of };
    for await (const batch of known.client.searchAllGoals(search, signal)) {
      yield batch;
      // Pages that were fetched ahead come though nobody wants them any more.
      if (signal.aborted) throw new ApiError('aborted', 'searchGoals');
    }
  }
}

const extentOf = ({ index, state, whole }: Known): Extent => ({
  loaded: index.size,
  total: 'total' in state ? state.total : undefined,
  ...(whole === undefined ? {} : { asOf: new Date(whole.at) }),
});

/** Whether nobody waits for what is asked now. */
const isQuiet = ({ whole, job }: Known): boolean => whole !== undefined && job?.isAsked !== true;

/** To be called just after an answer: it told the tenant's time, whatever became of this computer's clock meanwhile. */
const sinceOf = ({ client }: Known): string => new Date(Date.parse(client.tenantTime()) - overlapMs).toISOString();

/** Whether what a search found of a goal is no newer than what was read or written of it alone. */
const isBehind = (found: Goal | undefined, touched: Goal | undefined): boolean =>
  touched !== undefined && !((found?.ModifiedDate ?? '') > (touched.ModifiedDate ?? ''));

const fresh = (goals: readonly Goal[], { touched }: Known): readonly Goal[] =>
  touched.size === 0 ? goals : goals.filter((goal) => !isBehind(goal, touched.get(goal.Gsid)));

/** Work between two looks at what else there is to do: a few milliseconds. */
const sliceSize = 2500;

/** The same, some at a time, with pauses in which others may work. */
async function* slicesOf<T>(all: readonly T[]): AsyncGenerator<readonly T[], void, undefined> {
  for (let start = 0; start < all.length; start += sliceSize) {
    // Reading a page kept the window waiting already; a small one did not.
    if (all.length > sliceSize) await new Promise<void>((resolve) => setTimeout(resolve, 0));
    yield all.slice(start, start + sliceSize);
  }
}
