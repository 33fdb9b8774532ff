import { createClient } from '../../../src/api/createClient.ts';
import { Pacer, type Wait } from '../../../src/api/pace.ts';
import type { Goal } from '../../../src/api/schema.ts';
import type { GoalStore, StoreChange } from '../../../src/model/goalStore.ts';
import { newStore } from './newStore.ts';
import { allGoals } from './allGoals.ts';

export type Row = Goal & { readonly ModifiedDate: string };

/** A list of goals that a test changes as it likes, deletions included, behind a real client. */
export class ListedTenant {
  rows: Row[];
  /** What was asked: `all`, `changes`, `count`, or the path of another call. */
  requests: string[] = [];
  /** From when on changes were asked for, one for each `changes`. */
  readonly since: string[] = [];
  /** The status of each coming answer, in order; 200 when there is none. */
  statuses: number[] = [];
  /** How many goals more than there are it counts. */
  miscount = 0;
  /** The most rows that it answers at a time. */
  mostRows = Number.POSITIVE_INFINITY;
  /** Every look at all goals finds all of them modified, and not this one. */
  restlessBut: string | undefined;
  /** Every look at what changed finds all of that modified again. */
  isRestlessAboutChanges = false;
  /** By how many minutes its `Date` header is ahead of the clock that stamps its goals. */
  headerAhead = -1;
  #now = Date.UTC(2031, 0, 1);
  #held: { readonly what: 'searches' | 'answers' | 'calls'; readonly promise: Promise<void> } | undefined;
  /** The paths of the requests that were cancelled while they were on their way. */
  readonly cancelled: string[] = [];

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, i) => this.#row(`goal-${i}`, `company-${i % 10}`, `Goal ${i}`));
  }

  /** By itself later than every modification so far by more than any margin for the clock. */
  later(minutes = 10): void {
    this.#now += minutes * 60_000;
  }

  #row(Gsid: string, CompanyId: string, Name: string): Row {
    const ModifiedDate = new Date(this.#now).toISOString();
    return { Gsid, Name, CompanyId, CompanyName: `Name of ${CompanyId}`, ModifiedDate };
  }

  /** From now on searches, their answers, or all other calls are on their way until the returned function is called. */
  hold(what: 'searches' | 'answers' | 'calls' = 'answers'): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = { what, promise };
    return () => {
      this.#held = undefined;
      resolve();
    };
  }

  put(Gsid: string, CompanyId: string, Name: string): void {
    const row = this.#row(Gsid, CompanyId, Name);
    const at = this.rows.findIndex((other) => other.Gsid === Gsid);
    if (at === -1) this.rows.push(row);
    else this.rows[at] = row;
  }

  delete(gsid: string): void {
    this.rows = this.rows.filter(({ Gsid }) => Gsid !== gsid);
  }

  open(requestsAMinute = 1_000_000): {
    readonly store: GoalStore;
    readonly changes: StoreChange[];
    readonly waits: (Wait | undefined)[];
  } {
    const store = newStore(() => new Date(this.#now));
    const changes: StoreChange[] = [];
    const waits: (Wait | undefined)[] = [];
    const pacer = new Pacer({ requestsAMinute, atOnce: 4 }, (wait) => waits.push(wait));
    const sleep = (): Promise<void> => Promise.resolve();
    const clock = Object.assign(Object.create(null), {
      note: () => {},
      skewMs: 0,
      now: () => this.#now,
      earliest: () => new Date(this.#now + this.headerAhead * 60_000).toISOString(),
      latestMs: () => this.#now + this.headerAhead * 60_000,
    });
    const options = { origin: 'https://a.example', accessKey: 'k', pacer, random: () => 0, sleep, clock };
    store.use(
      createClient({ ...options, maxAttempts: 1, fetch: (url, { body, signal }) => this.#answer(url, body, signal) }),
    );
    store.onDidChange((change) => changes.push(change));
    return { store, changes, waits };
  }

  #restless(): void {
    this.#now += 1;
    this.rows = this.rows.map((row) => ({ ...row, ModifiedDate: new Date(this.#now).toISOString() }));
  }

  async #answer(url: string, body: string | undefined, signal: AbortSignal) {
    const path = new URL(url).pathname;
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    cancelled.catch(() => this.cancelled.push(path));
    const cancel = (): void => reject(new Error('it was cancelled'));
    signal.addEventListener('abort', cancel);
    const { where, select, limit = 100, offset = 0 } = JSON.parse(body ?? '{}');
    const since = where?.conditions[0].value ?? '';
    const isSearch = url.endsWith('/search');
    this.requests.push(isSearch ? (since === '' ? (limit === 1 ? 'count' : 'all') : 'changes') : path);
    if (since !== '') this.since.push(since);
    if (isSearch && this.#held?.what === 'searches') await this.#held.promise;
    const isRestless = this.restlessBut !== undefined && since === '' && limit > 1;
    if (isRestless || (this.isRestlessAboutChanges && since !== '')) this.#restless();
    const matching = this.rows.filter(
      ({ ModifiedDate, Gsid }) => ModifiedDate >= since && !(isRestless && Gsid === this.restlessBut),
    );
    const to = offset + Math.min(limit, this.mostRows);
    const records = matching.slice(offset, to).map((row) => chosen(row, select));
    const page = { records, totalCount: matching.length + this.miscount };
    const goal = this.rows.find(({ Gsid }) => url.endsWith(`/goals/${Gsid}`));
    const isMissing = goal === undefined && /\/goals\/[^/]+$/.test(path) && !isSearch;
    const text = JSON.stringify({ result: !isMissing, data: isSearch ? page : (goal ?? []) });
    if (isSearch ? this.#held?.what === 'answers' : this.#held?.what === 'calls')
      await Promise.race([this.#held?.promise, cancelled]);
    signal.removeEventListener('abort', cancel);
    return {
      status: this.statuses.shift() ?? (isMissing ? 404 : 200),
      headers: { get: () => null },
      body: (async function* () {
        yield text;
      })(),
    };
  }
}

const chosen = (row: Row, select: readonly string[] = Object.keys(row)): unknown =>
  Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name)));

type Opened = { readonly tenant: ListedTenant; readonly store: GoalStore; readonly changes: StoreChange[] };

/** A loaded store, a while after the tenant changed last. */
export const loaded = async (count = 60): Promise<Opened> => {
  const tenant = new ListedTenant(count);
  tenant.later();
  const { store, changes } = tenant.open();
  await store.load();
  tenant.later();
  tenant.requests = [];
  changes.length = 0;
  return { tenant, store, changes };
};

export const tenMinutesIn = new Date(Date.UTC(2031, 0, 1, 0, 10));
export const names = (store: GoalStore): readonly string[] =>
  allGoals(store)
    .map(({ Name }) => Name)
    .toSorted();
export const namesIn = ({ rows }: ListedTenant): readonly string[] => rows.map(({ Name }) => Name).toSorted();

/** A change in words. */
export const told = ({ companies, goals, metrics }: StoreChange) => ({
  companies: companies === 'all' ? companies : [...companies].toSorted(),
  goals:
    goals === 'all' ? goals : [...goals].map(([id, { before, after }]) => `${id}: ${brief(before)} → ${brief(after)}`),
  metrics: [...metrics],
});

const brief = (goal: Goal | undefined): string => (goal === undefined ? 'gone' : `${goal.Name} in ${goal.CompanyId}`);
