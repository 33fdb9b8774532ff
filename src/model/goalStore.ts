import type { Client } from '../api/client.ts';
import { and, compare, whereOf } from '../api/query.ts';
import type { Goal, GoalMetric, GoalMetricInput, GoalTemplate } from '../api/schema.ts';
import { createEmitter, type Event } from './emitter.ts';
import { inputOf, type GoalFields } from './goalFields.ts';
import { numberFields, sharedFields } from './goalSlice.ts';
import { GoalIndex, type Company, type CompanyStats, type Owner } from './goalIndex.ts';
import { sendUpdate } from './sendUpdate.ts';

export type LoadState =
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'loading'; readonly loaded: number; readonly total: number | undefined }
  | { readonly kind: 'loaded'; readonly at: Date }
  /** What was known before, or came before the failure, is still there. */
  | { readonly kind: 'failed'; readonly error: unknown };

export type StoreChange = {
  /** Ids of the companies that look different; 'all' where the list of companies itself may have changed. */
  readonly companies: ReadonlySet<string> | 'all';
  /** Ids of goals whose fields or metrics changed, where they are few enough to name. */
  readonly goals: ReadonlySet<string>;
};

/** All that is known of one tenant. Replaced as a whole with the connection, so that late answers land in a dead one. */
type Known = {
  readonly client: Client;
  readonly ended: AbortController;
  readonly metrics: Map<string, Promise<readonly GoalMetric[]>>;
  index: GoalIndex;
  state: LoadState;
  templates?: Promise<readonly GoalTemplate[]>;
  loading?: Promise<void>;
  /** Goals written or read one by one while a load runs: the load's pages may be older. */
  readonly touched: Map<string, Goal>;
};

/** Every field but the description, which is fetched with the goal that is looked at. */
const listedFields = ['Gsid', 'Name', ...sharedFields, ...numberFields] as const;

/** The most that a tenant answers at a time: the fewer requests, the more of its minute is left to others. */
const pageSize = 5000;

/** What is known of the connected tenant. The one place that talks to the client; everything else watches `onDidChange`. */
export class GoalStore {
  readonly #now: () => Date;
  readonly #changes = createEmitter<StoreChange>();
  readonly onDidChange: Event<StoreChange> = this.#changes.event;
  #known: Known | undefined;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Forgets everything and starts anew with this tenant's client, or with none. Nothing is fetched yet. */
  use(client: Client | undefined): void {
    this.#known?.ended.abort();
    this.#known =
      client === undefined
        ? undefined
        : {
            client,
            ended: new AbortController(),
            metrics: new Map(),
            touched: new Map(),
            index: new GoalIndex(),
            state: { kind: 'loading', loaded: 0, total: undefined },
          };
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

  /** Loads all goals; a second call while one runs joins it. Never rejects: a failure is the `failed` state. */
  load(): Promise<void> {
    const known = this.#known;
    if (known === undefined) return Promise.resolve();
    known.loading ??= this.#loadAll(known).finally(() => delete known.loading);
    return known.loading;
  }

  async #loadAll(known: Known): Promise<void> {
    const fresh = new GoalIndex();
    if (known.index.size === 0) known.index = fresh;
    known.touched.clear();
    known.metrics.clear();
    delete known.templates;
    this.#setState(known, { kind: 'loading', loaded: 0, total: undefined });
    try {
      for await (const batch of known.client.searchAllGoals({ select: listedFields, pageSize }, known.ended.signal)) {
        await putInSlices(fresh, batch.records);
        await putInSlices(fresh, batch.changed);
        this.#setState(known, { kind: 'loading', loaded: fresh.size, total: batch.totalCount });
      }
      for (const goal of known.touched.values()) fresh.put(goal);
      known.index = fresh;
      this.#setState(known, { kind: 'loaded', at: this.#now() });
    } catch (error) {
      this.#setState(known, { kind: 'failed', error });
    }
  }

  #setState(known: Known, state: LoadState): void {
    known.state = state;
    if (known === this.#known) this.#changes.fire({ companies: 'all', goals: new Set() });
  }

  /** Fetches the goal with its description. */
  async fetchGoal(goalId: string, signal?: AbortSignal): Promise<Goal> {
    const known = this.#connected();
    return this.#keep(known, await known.client.getGoal(goalId, signal));
  }

  /** Fetched once, until the next load; a failure is not kept. */
  metrics(goalId: string): Promise<readonly GoalMetric[]> {
    const { client, metrics, ended } = this.#connected();
    return cached(metrics, goalId, () => client.listGoalMetrics(goalId, ended.signal));
  }

  /** Fetched once, until the next load; a failure is not kept. */
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
    return this.#keep(known, await known.client.createGoal(inputOf({ ...fields, Name: fields.Name.trim() }), signal));
  }

  /** Whether the tenant holds such a goal now; asked of the tenant, not of what is loaded. */
  async hasGoalNamed(companyId: string, name: string, signal?: AbortSignal): Promise<boolean> {
    const where = whereOf(and(compare('CompanyId', 'EQ', companyId), compare('Name', 'EQ', name)));
    return (await this.#connected().client.searchGoals({ where, limit: 1, offset: 0 }, signal)).records.length > 0;
  }

  /**
   * Sends what `mine` changes since `base`, on top of what the tenant holds now.
   * @throws GoalConflict when the tenant changed the same fields meanwhile; nothing was sent then.
   */
  async updateGoal(goalId: string, base: GoalFields, mine: GoalFields, signal?: AbortSignal): Promise<Goal> {
    const known = this.#connected();
    return this.#keep(known, await sendUpdate(known.client, goalId, base, mine, signal));
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

  #keep(known: Known, answered: Goal): Goal {
    const before = known.index.goal(answered.Gsid);
    const goal = { ...namesFrom(before, answered), ...answered };
    const companies = known.index.put(goal);
    if (known.loading !== undefined) known.touched.set(goal.Gsid, goal);
    this.#tell(known, before === undefined || before.CompanyId !== goal.CompanyId ? 'all' : companies, goal.Gsid);
    return goal;
  }

  #tell(known: Known, companies: StoreChange['companies'], goalId: string): void {
    if (known === this.#known) this.#changes.fire({ companies, goals: new Set([goalId]) });
  }
}

/** Something was asked of a tenant while none is connected. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/** Goals put between two looks at what else there is to do: a few milliseconds of work. */
const sliceSize = 2500;

const putInSlices = async (index: GoalIndex, goals: readonly Goal[]): Promise<void> => {
  for (let start = 0; start < goals.length; start += sliceSize) {
    // Reading the page kept the window waiting already; a small one did not.
    if (goals.length > sliceSize) await new Promise((resolve) => setTimeout(resolve, 0));
    index.putAll(goals.slice(start, start + sliceSize));
  }
};

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
