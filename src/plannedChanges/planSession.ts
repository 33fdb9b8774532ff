import type { Client } from '../api/client.ts';
import type { Goal, GoalTemplate } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { createEmitter } from '../model/emitter.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { LoadState } from '../model/loadState.ts';
import type { TenantId } from '../model/tenant.ts';
import { causeOf, type Log } from '../log.ts';
import type { Applied } from '../plan/applyPlan.ts';
import type { Intent } from '../plan/intent.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';
import type { Progress } from '../plan/ledger.ts';
import { goalsToRead, rowsOf } from '../plan/makePlan.ts';
import { stepsOf, type Plan, type PlanRow, type Step } from '../plan/plan.ts';
import type { PlanFiles } from '../plan/planFiles.ts';
import type { StepState } from '../plan/stepState.ts';
import { undoOf } from '../plan/undo.ts';
import { asSeen } from './asSeen.ts';
import { begunRows } from './begunRows.ts';
import { isSettledIn, newest, newId, plannedOf, type Planned } from './planned.ts';

export type PlanSessionDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  /** The disk; loaded on first use. */
  readonly files: () => Promise<PlanFiles>;
  readonly log: Log;
};

/** The plan of the connected tenant, in memory and on disk. One at a time: more changes are added to it as long as nothing was sent. */
export class PlanSession {
  readonly #deps: PlanSessionDeps;
  readonly #changes = createEmitter<undefined>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: { dispose(): void };
  #disk: Promise<PlanFiles> | undefined;
  #planned: Planned | undefined;
  #rows: readonly PlanRow[] | undefined;
  #templates: readonly GoalTemplate[] = [];
  #hasAskedForTemplates = false;
  #isApplying = false;

  constructor(deps: PlanSessionDeps) {
    this.#deps = deps;
    this.#subscription = deps.store.onDidChange(() => this.#follow());
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  get planned(): Planned | undefined {
    return this.#planned;
  }

  get isApplying(): boolean {
    return this.#isApplying;
  }

  /** Whether the goals are known that the plan is about; else its rows are still to come. */
  get isReady(): boolean {
    return isKnown(this.#deps.store.state);
  }

  /** How many steps may be tried again; 0 where nothing was sent yet. */
  get unsettled(): number {
    const { steps = [], states } = this.#planned ?? { states: new Map<string, StepState>() };
    return steps.filter(({ key }) => !isSettledIn(states, key)).length;
  }

  get templates(): readonly GoalTemplate[] {
    return this.#templates;
  }

  /** Empty as long as {@link isReady} is not. */
  rows(): readonly PlanRow[] {
    const planned = this.#planned;
    if (planned === undefined || !this.isReady) return [];
    this.#rows ??= begunRows(rowsOf(planned.plan, this.#known()), planned.steps, (id) => this.#deps.store.goal(id));
    return this.#rows;
  }

  /** Reads what the disk has for the tenant that is connected now. Never rejects. */
  async load(): Promise<void> {
    const tenant = this.#deps.tenant();
    if (this.#isApplying) return;
    try {
      const stored = tenant === undefined ? undefined : newest((await this.#files()).list(tenant));
      if (this.#deps.tenant() !== tenant || this.#isApplying) return;
      this.#templates = [];
      this.#hasAskedForTemplates = false;
      this.#show(stored && plannedOf(stored));
    } catch (error) {
      this.#deps.log.warn(`plans: they could not be listed: ${causeOf(error)}`);
    }
  }

  /** Adds to the plan, or begins a new one in the place of one that was begun. @throws NotConnected, ApiError where a text cannot be read */
  async add(intents: readonly Intent[], signal?: AbortSignal): Promise<void> {
    const tenant = this.#connected();
    const before = this.#planned;
    const isOpen = before !== undefined && before.steps === undefined;
    await this.#readTemplates();
    const fresh = { intents, answers: {} };
    for (const id of goalsToRead(fresh, this.#known())) await this.#deps.store.fetchGoal(id, signal);
    const seen = intents.map((intent) => asSeen(intent, (id) => this.#deps.store.goal(id)));
    const plan: Plan = isOpen
      ? { ...before.plan, intents: [...before.plan.intents, ...seen] }
      : { id: newId(), tenant, intents: seen, answers: {}, leftOut: [] };
    const files = await this.#files();
    await this.#save(files, plan);
    if (before !== undefined && !isOpen) this.#forget(files, before.plan);
    if (this.#deps.tenant() === tenant) this.#show({ plan, states: new Map() });
  }

  async #save(files: PlanFiles, plan: Plan): Promise<void> {
    try {
      await files.save(plan);
    } catch (error) {
      await this.load();
      throw asFailure(error);
    }
  }

  /** Answers a question or leaves out a part. Shown at once, and on disk when it resolves. */
  async change(change: (plan: Plan) => Plan): Promise<void> {
    const planned = this.#planned;
    if (planned === undefined || planned.steps !== undefined) return;
    const plan = change(planned.plan);
    this.#show({ ...planned, plan });
    await this.#save(await this.#files(), plan);
  }

  /**
   * Sends what is not settled. Where it was begun before, that goes on.
   * @throws Failure where another window applies it or it cannot be read, NotConnected, and whatever the disk says
   */
  async apply(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Applied | undefined> {
    const planned = this.#planned;
    if (planned === undefined || this.#isApplying) return undefined;
    const writer = this.#deps.store.writer();
    const steps = planned.steps ?? stepsOf(this.rows(), planned.plan.leftOut);
    this.#isApplying = true;
    this.#changes.fire(undefined);
    try {
      return await this.#send(planned.plan, steps, writer, onProgress, signal);
    } catch (error) {
      throw asFailure(error);
    } finally {
      this.#isApplying = false;
      this.#changes.fire(undefined);
      if (this.#deps.tenant() !== planned.plan.tenant) await this.load();
    }
  }

  async #send(
    plan: Plan,
    planned: readonly Step[],
    writer: Writer,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Applied> {
    const [files, { applyPlan }] = [await this.#files(), await import('../plan/applyPlan.ts')];
    const open = await files.open(plan.tenant, plan.id);
    try {
      const steps = await open.begin(planned, writer.client.tenantTime());
      const states = new Map(open.stored.entries.map(({ step, state }) => [step, state]));
      this.#show({ plan, steps, states });
      const { client, stored } = writer;
      const applied = await applyPlan(
        steps,
        {
          client,
          journal: open,
          before: open.stored.entries,
          stored,
          metricAdded: (goalId) => writer.metricAdded(goalId),
          onProgress: (progress) => {
            this.#planned = { plan, steps, states: progress.states };
            this.#changes.fire(undefined);
            onProgress(progress);
          },
        },
        signal,
      );
      this.#show({ plan, steps, states: applied.states });
      return applied;
    } finally {
      await open.close();
    }
  }

  /** Puts the plan that takes back what was done in the place of this one. */
  async undo(signal?: AbortSignal): Promise<void> {
    const { steps, states } = this.#planned ?? {};
    if (steps === undefined || states === undefined) return;
    await this.add(
      undoOf(steps, states, (id) => this.#deps.store.goal(id)),
      signal,
    );
  }

  /** @throws Failure where another window applies it */
  async discard(): Promise<void> {
    const planned = this.#planned;
    if (planned === undefined || this.#isApplying) return;
    const files = await this.#files();
    try {
      files.remove(planned.plan.tenant, planned.plan.id);
    } catch (error) {
      throw asFailure(error);
    }
    await this.load();
  }

  #forget(files: PlanFiles, { tenant, id }: Plan): void {
    try {
      files.remove(tenant, id);
    } catch (error) {
      this.#deps.log.warn(`plans: an old one was not removed: ${causeOf(error)}`);
    }
  }

  /** One for all: it puts saves in their order. */
  #files(): Promise<PlanFiles> {
    this.#disk ??= this.#deps.files();
    return this.#disk;
  }

  #follow(): void {
    if (this.#planned === undefined || !this.isReady) return;
    if (!this.#hasAskedForTemplates) void this.#readTemplates().then(() => this.#follow());
    // What was sent stays as it was planned then.
    if (this.#planned.steps !== undefined && this.#rows !== undefined) return;
    this.#rows = undefined;
    this.#changes.fire(undefined);
  }

  #show(planned: Planned | undefined): void {
    this.#planned = planned;
    this.#rows = undefined;
    this.#changes.fire(undefined);
  }

  /** Without them their names are asked for, and ids stand for them. */
  async #readTemplates(): Promise<void> {
    this.#hasAskedForTemplates = true;
    try {
      this.#templates = await this.#deps.store.templates();
    } catch (error) {
      this.#deps.log.warn(`plans: templates were not read: ${causeOf(error)}`);
    }
  }

  #connected(): TenantId {
    const tenant = this.#deps.tenant();
    if (tenant === undefined) throw new NotConnected();
    return tenant;
  }

  #known(): KnownTenant {
    const { store } = this.#deps;
    return {
      goal: (id) => store.goal(id),
      goalsOf: (companyId) => store.goalsOf(companyId),
      companies: () => store.companies(),
      owners: () => store.owners(),
      templates: () => this.#templates,
    };
  }
}

/** What the disk of the plans throws, which is loaded on first use, by its name. */
const asFailure = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (error.name === 'PlanTaken' || error.name === 'PlanBegun') return new Failure('planTaken');
  return error.name === 'PlanDamaged' ? new Failure('planDamaged') : error;
};

type Writer = {
  readonly client: Client;
  readonly stored: (goal: Goal) => void;
  readonly metricAdded: (goalId: string) => void;
};

const isKnown = (state: LoadState): boolean => {
  if (state.kind === 'disconnected') return false;
  return state.kind === 'loaded' || state.kind === 'incomplete' || state.asOf !== undefined;
};
