import type { Client } from '../api/client.ts';
import { and, compare, whereOf } from '../api/query.ts';
import type { Goal, GoalMetric, GoalMetricInput, GoalTemplate } from '../api/schema.ts';
import { byName } from './byName.ts';
import { createEmitter, type Event } from './emitter.ts';
import { inputOf, type GoalFields } from './goalFields.ts';
import { GoalIndex, type Company, type CompanyStats, type FoundGoals, type Owner } from './goalIndex.ts';
import type { GoalSlice } from './goalSlice.ts';
import { isOlder } from './goalVersion.ts';
import { newlyKnown, type Known, type LoadState, type StoreChange, type Whole } from './known.ts';
import { Loading } from './loading.ts';
import { NotPutBack, sendUpdate } from './sendUpdate.ts';

export type { LoadState, StoreChange } from './known.ts';

/** What says of goals that are kept until the next start when they were so, and from when a refresh has to ask for changes. */
export type Kept = Pick<Whole, 'at' | 'since' | 'readAt'>;

/** Goals of a slice: a few milliseconds of work. */
const goalsASlice = 2000;

/** What is known of the connected tenant. The one place that talks to the client; everything else watches `onDidChange`. */
export class GoalStore {
  readonly #now: () => Date;
  readonly #changes = createEmitter<StoreChange>();
  readonly onDidChange: Event<StoreChange> = this.#changes.event;
  readonly #loading: Loading;
  #known: Known | undefined;

  constructor(now: () => Date) {
    this.#now = now;
    this.#loading = new Loading((known, change) => this.#fire(known, change), now);
  }

  /** Forgets everything and starts anew with this tenant's client, or with none. Nothing is fetched yet. */
  use(client: Client | undefined): void {
    this.#known?.ended.abort();
    this.#known = client === undefined ? undefined : newlyKnown(client);
    this.#changes.fire({ companies: 'all', goals: new Set() });
  }

  get state(): LoadState {
    return this.#known?.state ?? { kind: 'disconnected' };
  }

  companies(): readonly Company[] {
    return this.#known?.index.companies() ?? [];
  }

  company(companyId: string): Company | undefined {
    return this.#known?.index.company(companyId);
  }

  goalsOf(companyId: string): readonly Goal[] {
    return this.#known?.index.goalsOf(companyId) ?? [];
  }

  goal(goalId: string): Goal | undefined {
    return this.#known?.index.goal(goalId);
  }

  goals(): Iterable<Goal> {
    return this.#known?.index.goals() ?? [];
  }

  owners(): readonly Owner[] {
    return this.#known?.index.owners() ?? [];
  }

  stats(companyId: string): CompanyStats {
    return this.#known?.index.stats(companyId, this.#now()) ?? { goals: 0, achieved: 0, missed: 0, overdue: 0 };
  }

  /** As {@link GoalIndex.find}: the goals that have each of these words in their names, their companies' or their owners'. */
  find(query: string, limit: number): FoundGoals {
    return this.#known?.index.find(query, limit) ?? { goals: [], total: 0 };
  }

  /** Makes {@link find} fast, letting others work in between. */
  async prepareFind(): Promise<void> {
    while (this.#known?.index.prepareFind() === true) await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }

  /** Loads all goals; a second call while a load or refresh runs joins it. Never rejects: a failure is the `failed` state. */
  async load(): Promise<void> {
    if (this.#known !== undefined) await this.#loading.all(this.#known);
  }

  /**
   * As {@link load}, for what changed since the last time.
   * @param isAsked whether a person asked: then deleted goals are looked for too, and metrics and templates fetched anew
   */
  async refresh({ isAsked }: { readonly isAsked: boolean }): Promise<void> {
    if (this.#known !== undefined) await this.#loading.refresh(this.#known, isAsked);
  }

  /** Ends the load or refresh that runs; what came stays. */
  stop(): void {
    this.#known?.job?.stop.abort();
  }

  /**
   * Shows goals as they were kept, until a refresh brings them up to date. Does nothing where a load has begun.
   * @param read hands over the slices in their order; undefined says that they are worth nothing
   */
  async restore(read: (take: (slice: GoalSlice) => void) => Promise<Kept | undefined>): Promise<void> {
    const known = this.#known;
    if (known === undefined) return;
    const index = new GoalIndex();
    const kept = await read((slice) => index.append(slice));
    if (kept === undefined || known.whole !== undefined || known.job !== undefined) return;
    // A form that was open at the start may have been quicker.
    for (const goal of known.index.goals()) index.put(goal);
    const { at } = kept;
    known.index = index;
    known.whole = { ...kept, countedAt: 0, miscount: 0 };
    known.state = { kind: 'loading', loaded: index.size, total: index.size, asOf: new Date(at) };
    this.#fire(known, { companies: 'all', goals: new Set() });
  }

  /** All goals, for keeping; undefined as long as not all are there. */
  kept(): (Kept & { readonly slices: Iterable<GoalSlice> }) | undefined {
    const { whole, index } = this.#known ?? {};
    if (whole === undefined || index === undefined) return undefined;
    return { at: whole.at, since: whole.since, readAt: whole.readAt, slices: index.slices(goalsASlice) };
  }

  /** Fetches the goal with its description. */
  async fetchGoal(goalId: string, signal?: AbortSignal): Promise<Goal> {
    const known = this.#connected();
    const written = known.written.get(goalId);
    const goal = await known.client.getGoal(goalId, signal);
    // One that was asked for before a write says what was before it, whatever its date.
    if (written !== known.written.get(goalId)) return known.index.goal(goalId) ?? goal;
    return this.#keep(known, goal);
  }

  /** Fetched once, until its goal changes, a person refreshes, or those of many other goals were; a failure is not kept. */
  metrics(goalId: string): Promise<readonly GoalMetric[]> {
    const { client, metrics, units, ended } = this.#connected();
    return cached(metrics, goalId, async () => {
      const listed = await client.listGoalMetrics(goalId, ended.signal);
      for (const { Unit } of listed) if (Unit !== undefined && Unit !== '') units.add(Unit);
      return listed;
    });
  }

  /** The units of all metrics that were seen of this tenant, sorted. */
  units(): readonly string[] {
    return [...(this.#known?.units ?? [])].toSorted(byName);
  }

  /** Fetched once, until a person refreshes; a failure is not kept. */
  templates(): Promise<readonly GoalTemplate[]> {
    const known = this.#connected();
    known.templates ??= known.client.listGoalTemplates(known.ended.signal).catch((error: unknown) => {
      delete known.templates;
      throw error;
    });
    return known.templates;
  }

  async createGoal(fields: GoalFields, signal?: AbortSignal): Promise<Goal> {
    const known = this.#connected();
    return this.#wrote(known, await known.client.createGoal(inputOf({ ...fields, Name: fields.Name.trim() }), signal));
  }

  /** Whether the tenant holds such a goal now; asked of the tenant, not of what is loaded. */
  async hasGoalNamed(companyId: string, name: string, signal?: AbortSignal): Promise<boolean> {
    const where = whereOf(and(compare('CompanyId', 'EQ', companyId), compare('Name', 'EQ', name)));
    return (await this.#connected().client.searchGoals({ where, limit: 1, offset: 0 }, signal)).records.length > 0;
  }

  /**
   * Sends what `mine` changes since `base`, on top of what the tenant holds now.
   * @throws GoalConflict when the tenant changed the same fields meanwhile; nothing was sent then.
   * @throws NotPutBack when it is stored and a colleague's change was written over
   */
  async updateGoal(goalId: string, base: GoalFields, mine: GoalFields, signal?: AbortSignal): Promise<Goal> {
    const known = this.#connected();
    try {
      return this.#wrote(known, await sendUpdate(known.client, goalId, base, mine, signal));
    } catch (error) {
      if (error instanceof NotPutBack) this.#wrote(known, error.stored);
      throw error;
    }
  }

  async addMetric(goalId: string, input: GoalMetricInput, signal?: AbortSignal): Promise<GoalMetric> {
    const known = this.#connected();
    const metric = await known.client.addGoalMetric(goalId, input, signal);
    known.metrics.delete(goalId);
    const goal = known.index.goal(goalId);
    this.#tell(known, new Set(goal === undefined ? [] : [goal.CompanyId]), goalId);
    return metric;
  }

  #connected(): Known {
    if (this.#known === undefined) throw new NotConnected();
    return this.#known;
  }

  #wrote(known: Known, stored: Goal): Goal {
    known.written.set(stored.Gsid, (known.written.get(stored.Gsid) ?? 0) + 1);
    return this.#keep(known, stored);
  }

  #keep(known: Known, answered: Goal): Goal {
    const before = known.index.goal(answered.Gsid);
    const goal = { ...namesFrom(before, answered), ...answered };
    if (isOlder(goal, before)) return goal;
    const companies = known.index.put(goal);
    if (known.job !== undefined) known.touched.set(goal.Gsid, goal);
    this.#tell(known, before === undefined || before.CompanyId !== goal.CompanyId ? 'all' : companies, goal.Gsid);
    return goal;
  }

  #tell(known: Known, companies: StoreChange['companies'], goalId: string): void {
    this.#fire(known, { companies, goals: new Set([goalId]) });
  }

  #fire(known: Known, change: StoreChange): void {
    if (known === this.#known) this.#changes.fire(change);
  }
}

/** Something was asked of a tenant while none is connected. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** An answer may leave the names out that go with unchanged ids. */
const namesFrom = (before: Goal | undefined, after: Goal): Partial<Goal> => ({
  ...(before?.CompanyName !== undefined && before.CompanyId === after.CompanyId
    ? { CompanyName: before.CompanyName }
    : {}),
  ...(before?.OwnerName !== undefined && before.OwnerId === after.OwnerId ? { OwnerName: before.OwnerName } : {}),
});

const cached = <T>(cache: Map<string, Promise<T>>, key: string, fetch: () => Promise<T>): Promise<T> => {
  const existing = cache.get(key);
  if (existing !== undefined) return existing;
  const promise = fetch().catch((error: unknown) => {
    if (cache.get(key) === promise) cache.delete(key);
    throw error;
  });
  cache.set(key, promise);
  return promise;
};
