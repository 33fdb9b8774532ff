import type { GoalTemplate } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { createEmitter } from '../model/emitter.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { isKnown } from '../model/loadState.ts';
import type { TenantId } from '../model/tenant.ts';
import { causeOf, type Log } from '../log.ts';
import type { Applied } from '../plan/applyPlan.ts';
import type { Intent } from '../plan/intent.ts';
import { knownIn, type KnownTenant } from '../plan/knownTenant.ts';
import type { Entry, ApplyProgress } from '../plan/ledger.ts';
import { goalsToRead, rowsOf } from '../plan/makePlan.ts';
import { stepsOf, type Plan, type PlanRow } from '../plan/plan.ts';
import type { PlanFiles } from '../plan/planFiles.ts';
import type { StepState } from '../plan/stepState.ts';
import { undoOf } from '../plan/undo.ts';
import { asSeen } from './asSeen.ts';
import { begunRows } from './begunRows.ts';
import { discardPlan, forgetPlan } from './discardPlan.ts';
import { heldTexts, isUndoable, newest, plannedOf, planWith, unsettledSteps, type Planned } from './planned.ts';
import { PlanTemplates } from './planTemplates.ts';
import { asFailure, isElsewhere, noteOffered, sendPlan, type Agreed } from './sendPlan.ts';

export type PlanSessionDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  /** The disk; loaded on first use. One for all: it puts saves in their order. */
  readonly files: () => Promise<PlanFiles>;
  readonly log: Log;
};

export type AddOptions = {
  /** For which the changes were thought of; without it the one that is connected. */
  readonly tenant?: TenantId | undefined;
  /** The plan that a person agreed to lose, although not all of it is settled. */
  readonly replaced?: string | undefined;
  /** A file's address: these changes take the place of what it planned before, as long as nothing of that was sent. */
  readonly file?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** The plan of the connected tenant, in memory and on disk. One at a time: more changes are added to it as long as nothing was sent. */
export class PlanSession {
  readonly #deps: PlanSessionDeps;
  readonly #changes = createEmitter<undefined>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: { dispose(): void };
  #planned: Planned | undefined;
  #rows: readonly PlanRow[] | undefined;
  readonly #templates: PlanTemplates;
  #isApplying = false;
  /** The last {@link load}. */
  #loaded: Promise<void> = Promise.resolve();

  constructor(deps: PlanSessionDeps) {
    this.#deps = deps;
    this.#templates = new PlanTemplates(deps);
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

  /** Texts of colleagues that are nowhere but in this plan. */
  get held(): number {
    return this.#planned === undefined ? 0 : heldTexts(this.#planned);
  }

  /** How many steps may be tried again; 0 where nothing was sent yet. */
  get unsettled(): number {
    return this.#planned === undefined ? 0 : unsettledSteps(this.#planned);
  }

  get templates(): readonly GoalTemplate[] {
    return this.#templates.list;
  }

  /** Empty as long as {@link isReady} is not. */
  rows(): readonly PlanRow[] {
    const planned = this.#planned;
    if (planned === undefined || !this.isReady) return [];
    this.#rows ??= begunRows(rowsOf(planned.plan, this.#known()), planned.steps, (id) => this.#deps.store.goal(id));
    return this.#rows;
  }

  /** The connected tenant. */
  get tenant(): TenantId | undefined {
    return this.#deps.tenant();
  }

  /** Reads what the disk has for the tenant that is connected now. Never rejects. */
  load(): Promise<void> {
    this.#loaded = this.#load();
    return this.#loaded;
  }

  /** Resolves once what was read last is shown. Never rejects. */
  whenIdle(): Promise<void> {
    return this.#loaded;
  }

  async #load(): Promise<void> {
    const tenant = this.#deps.tenant();
    if (this.#isApplying) return;
    // A plan of another tenant is not to be seen, and not to be applied, whatever the disk says.
    if (this.#planned !== undefined && this.#planned.plan.tenant !== tenant) this.#show(undefined);
    try {
      const files = await this.#deps.files();
      await files.whenIdle();
      const stored = tenant === undefined ? undefined : newest(files.list(tenant));
      if (this.#deps.tenant() !== tenant || this.#isApplying) return;
      this.#templates.forget();
      this.#show(stored && plannedOf(stored));
    } catch (error) {
      this.#deps.log.warn(`plans: they could not be listed: ${causeOf(error)}`);
    }
  }

  /**
   * Adds to the plan, or begins a new one in the place of one that was begun.
   * @throws NotConnected where another tenant is connected by now, ApiError where a text cannot be read, Failure where another window has
   *   the plan, or where it was begun meanwhile and is not through
   */
  async add(intents: readonly Intent[], options: AddOptions = {}): Promise<void> {
    const { tenant = this.#deps.tenant(), signal, file } = options;
    // That a file plans nothing any more takes away what it planned before.
    if (intents.length === 0 && file === undefined) return;
    this.#mustBe(tenant);
    await (this.#planned === undefined ? this.load() : this.#loaded);
    await this.#templates.read();
    const texts = new Map<string, string>();
    for (const id of goalsToRead({ intents, answers: {} }, this.#known())) {
      this.#mustBe(tenant);
      texts.set(id, (await this.#deps.store.fetchGoal(id, signal)).Description ?? '');
    }
    const seen = intents.map((intent) => asSeen(intent, (id) => this.#deps.store.goal(id), texts));
    const files = await this.#deps.files();
    try {
      await this.#append(files, seen, { ...options, tenant });
    } catch (error) {
      if (!isElsewhere(error)) throw error;
      // What another window made of the plan is shown by now, and added to.
      await this.#append(files, seen, { ...options, tenant });
    }
  }

  /** From what is shown to what is shown then nobody gets a turn: else one of two changes would be lost. */
  async #append(files: PlanFiles, intents: readonly Intent[], { tenant, replaced, file }: AddOptions): Promise<void> {
    this.#mustBe(tenant);
    const before = this.#planned;
    if (this.#isApplying) throw new Failure('planTaken');
    if (this.unsettled + this.held > 0 && before?.plan.id !== replaced) throw new Failure('planChanged');
    const plan = planWith(before, intents, { tenant, file });
    this.#show({ plan, states: new Map() });
    await this.#save(files, plan);
    if (before !== undefined && before.plan.id !== plan.id) forgetPlan(files, before.plan, this.#deps.log);
  }

  async #save(files: PlanFiles, plan: Plan): Promise<void> {
    try {
      await files.save(plan);
    } catch (error) {
      await this.load();
      throw asFailure(error);
    }
  }

  /**
   * Answers a question or leaves out a part. Shown at once, and on disk when it resolves.
   * @param id of the plan that is meant, where another may be shown by now
   */
  async change(change: (plan: Plan) => Plan, id = this.#planned?.plan.id): Promise<void> {
    const planned = this.#planned;
    // What is agreed to, and on its way, is sent as it was then.
    if (this.#isApplying || planned === undefined || planned.steps !== undefined || planned.plan.id !== id) return;
    const plan = change(planned.plan);
    this.#show({ ...planned, plan });
    await this.#save(await this.#deps.files(), plan);
  }

  /** What a person is asked to agree to. */
  toApply(): Agreed | undefined {
    const planned = this.#planned;
    if (planned === undefined) return undefined;
    const { plan, steps = stepsOf(this.rows(), plan.leftOut) } = planned;
    return { plan, steps, isBegun: planned.steps !== undefined };
  }

  /**
   * Sends what is not settled of what was agreed to. Where it was begun before, that goes on.
   * @throws Failure where another window applies it or changed it, or it cannot be read, NotConnected where another tenant is connected by
   *   now, and whatever the disk says
   */
  async apply(
    agreed: Agreed | undefined,
    onProgress: (progress: ApplyProgress) => void,
    signal: AbortSignal,
  ): Promise<Applied | undefined> {
    if (agreed === undefined || this.#isApplying) return undefined;
    const { plan } = agreed;
    this.#mustBe(plan.tenant);
    // In the same turn: the client is the one of that tenant, whatever is connected later.
    const writer = this.#deps.store.writer();
    this.#isApplying = true;
    this.#changes.fire(undefined);
    let isStale = false;
    try {
      const files = await this.#deps.files();
      const mustBeConnected = (): void => this.#mustBe(plan.tenant);
      const onStates = (states: ReadonlyMap<string, StepState>): void => this.#sent(agreed, states);
      return await sendPlan(agreed, { files, writer, mustBeConnected, onStates, onProgress }, signal);
    } catch (error) {
      const failure = asFailure(error);
      isStale = isElsewhere(failure);
      throw failure;
    } finally {
      this.#isApplying = false;
      this.#changes.fire(undefined);
      if (isStale || this.#deps.tenant() !== plan.tenant) await this.load();
    }
  }

  #sent({ plan, steps }: Agreed, states: ReadonlyMap<string, StepState>): void {
    const isFirst = this.#planned?.plan !== plan || this.#planned.steps !== steps;
    this.#planned = { plan, steps, states };
    if (isFirst) this.#rows = undefined;
    this.#changes.fire(undefined);
  }

  /** Notes, for this window and later ones, that a person was shown both versions. */
  async offered({ plan }: Planned, key: string): Promise<void> {
    const { steps, states } = this.#planned ?? {};
    const state = states?.get(key);
    const isOffer = state?.kind === 'conflict' || state?.kind === 'notPutBack';
    if (!isOffer || steps === undefined || this.#planned?.plan.id !== plan.id) return;
    const entry: Entry = { step: key, state: { ...state, isOffered: true } };
    this.#sent({ plan, steps, isBegun: true }, new Map([...(states ?? []), [key, entry.state]]));
    await noteOffered(await this.#deps.files(), plan, entry, this.#deps.log);
  }

  /** Puts the plan that takes back what was done in the place of this one. */
  async undo(planned: Planned, signal?: AbortSignal): Promise<void> {
    const { plan, steps, states } = planned;
    if (steps === undefined || !isUndoable(planned)) return;
    if (this.#isApplying || this.#planned?.plan.id !== plan.id) return;
    const intents = undoOf(steps, states, (id) => this.#deps.store.goal(id));
    await this.add(intents, { tenant: plan.tenant, replaced: plan.id, signal });
  }

  /** @throws Failure where another window applies it, or has begun it */
  async discard(planned: Planned): Promise<void> {
    if (this.#isApplying) return;
    const files = await this.#deps.files();
    try {
      await discardPlan(files, planned);
    } finally {
      await this.load();
    }
  }

  #follow(): void {
    if (this.#planned === undefined || !this.isReady) return;
    if (!this.#templates.isAsked) void this.#templates.read().then(() => this.#follow());
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

  /** @throws NotConnected where another tenant is connected than the one that something is meant for */
  #mustBe(tenant: TenantId | undefined): asserts tenant is TenantId {
    if (tenant === undefined || this.#deps.tenant() !== tenant) throw new NotConnected();
  }

  #known(): KnownTenant {
    return knownIn(this.#deps.store, () => this.#templates.list);
  }
}
