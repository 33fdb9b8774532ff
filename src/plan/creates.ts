import type { Client, Looking, Sighting } from '../api/client.ts';
import { ApiError, isNotStored } from '../api/errors.ts';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { inputOf } from '../model/goalFields.ts';
import { metricInputOf } from '../model/goalRules.ts';
import { heldAfter, metricHeldAfter, metricMismatches, newGoalMismatches, type Mismatch } from '../model/mismatches.ts';
import { Claims, type MakingStep } from './claims.ts';
import { inGroups } from './inGroups.ts';
import type { Ledger } from './ledger.ts';
import { factsOf, toldMismatches, type Done, type StepState } from './stepState.ts';

export type CreateClient = Pick<
  Client,
  'createGoal' | 'findCreatedGoal' | 'addGoalMetric' | 'findAddedMetric' | 'getGoal' | 'listGoalMetrics' | 'tenantTime'
>;

/** Told before each pause while a step in doubt is looked for. */
export type OnLookFor = (step: string, looking: Looking) => void;

type CreateDeps = {
  readonly client: CreateClient;
  readonly ledger: Ledger;
  readonly stored: (goal: Goal) => void;
  readonly metricAdded: (goalId: string, metric: GoalMetric) => void;
  readonly onLook: OnLookFor;
};

/** One create of a goal or a metric, whatever it makes. */
type Making = {
  /** How the step ends unsent, if so: the tenant may hold it already. @throws ApiError */
  readonly before?: () => Promise<StepState | undefined>;
  readonly find: (since: string) => Promise<Done | 'absent' | 'unclear'>;
  /** Undefined where the answer is about a record that another step made. */
  readonly send: () => Promise<Done | undefined>;
};

/** Different ones that are on their way together. */
const atOnce = 4;

/** Makes goals and metrics, each once: one in doubt is looked for, and sent again only where it is known not to be there. */
export class Creates {
  readonly #deps: CreateDeps;
  readonly #claims: Claims;

  constructor(deps: CreateDeps) {
    this.#deps = deps;
    this.#claims = new Claims(deps.ledger.steps, (key) => deps.ledger.state(key));
  }

  /**
   * Looks for what is in doubt before anything is sent: what is sent now is not taken for what was sent before. Of those that are called
   * the same, one after another.
   * @throws ApiError where the access key is not taken, or a search failed
   */
  async make(steps: readonly MakingStep[], signal?: AbortSignal): Promise<void> {
    const toSend = new Set(steps.filter(({ key }) => this.#since(key) === undefined));
    const inDoubt = steps.filter((step) => !toSend.has(step));
    const look = async (step: MakingStep): Promise<void> => {
      if (await this.#isAbsent(step, signal)) toSend.add(step);
    };
    await this.#eachOf(inDoubt, look, signal);
    await this.#eachOf(
      steps.filter((step) => toSend.has(step)),
      (step) => this.#send(step, signal),
      signal,
    );
  }

  async #eachOf(
    steps: readonly MakingStep[],
    act: (step: MakingStep) => Promise<void>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const namesakes = [...Map.groupBy(steps, nameOf).values()];
    const oneByOne = (same: readonly MakingStep[]): Promise<void> => inGroups(same, 1, act, signal);
    await inGroups(namesakes, atOnce, oneByOne, signal);
  }

  /** When it was sent, where nobody knows what became of it. */
  #since(key: string): string | undefined {
    const state = this.#deps.ledger.state(key);
    return state.kind === 'sending' || state.kind === 'inDoubt' ? state.since : undefined;
  }

  async #isAbsent(step: MakingStep, signal: AbortSignal | undefined): Promise<boolean> {
    const since = this.#since(step.key);
    const making = this.#making(step, signal);
    if (since === undefined || making === undefined) return false;
    const found = await making.find(since);
    if (found === 'absent') return true;
    await this.#note(step.key, found === 'unclear' ? { kind: 'inDoubt', since } : found);
    return false;
  }

  async #send(step: MakingStep, signal: AbortSignal | undefined): Promise<void> {
    const making = this.#making(step, signal);
    if (making === undefined) return;
    const end = await making.before?.().catch(asUnsent);
    if (end instanceof ApiError) return this.#failed(step, end, '');
    if (end !== undefined) return this.#note(step.key, end);
    const since = this.#deps.client.tenantTime();
    await this.#note(step.key, { kind: 'sending', since });
    try {
      await this.#note(step.key, (await making.send()) ?? { kind: 'inDoubt', since });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await this.#failed(step, error, since);
    }
  }

  /** @throws ApiError where the access key is not taken */
  async #failed({ key }: MakingStep, error: ApiError, since: string): Promise<void> {
    await this.#note(key, failedState(error, since));
    if (error.kind === 'unauthorized') throw error;
  }

  /** Undefined for a metric whose goal is not there yet. */
  #making(step: MakingStep, signal: AbortSignal | undefined): Making | undefined {
    if (step.kind === 'create') return this.#goal(step, signal);
    const { goal } = step;
    const goalId = 'id' in goal ? goal.id : this.#deps.ledger.goalOf(goal.createdBy);
    return goalId === undefined ? undefined : this.#metric(goalId, step, signal);
  }

  #goal(step: Extract<MakingStep, { readonly kind: 'create' }>, signal: AbortSignal | undefined): Making {
    const { client, stored } = this.#deps;
    const input = inputOf(step.fields);
    const onLook = this.#lookOf(step.key);
    const doneWith = (goal: Goal, mismatches: readonly Mismatch<string>[] = []): Done => {
      stored(goal);
      return { kind: 'done', goalId: goal.Gsid, changes: [], ...toldMismatches(mismatches) };
    };
    return {
      find: async (since) => {
        const sighting = await client.findCreatedGoal(input, since, signal, onLook);
        return this.#ownOf(step, sighting, doneWith);
      },
      send: async () => {
        const answered = await client.createGoal(input, signal, onLook);
        if (!this.#claims.take(step, answered.Gsid)) return undefined;
        const { goal, mismatches } = await heldAfter(
          client,
          answered,
          { meant: step.fields },
          newGoalMismatches,
          signal,
        );
        return doneWith(goal, mismatches);
      },
    };
  }

  #metric(
    goalId: string,
    step: Extract<MakingStep, { readonly kind: 'addMetric' }>,
    signal: AbortSignal | undefined,
  ): Making {
    const { client, metricAdded } = this.#deps;
    const input = metricInputOf(step.metric);
    const onLook = this.#lookOf(step.key);
    const doneWith = (metric: GoalMetric, mismatches: readonly Mismatch<string>[] = []): Done => {
      metricAdded(goalId, metric);
      return { kind: 'done', goalId, metricId: metric.Gsid, changes: [], ...toldMismatches(mismatches) };
    };
    return {
      before: async () => {
        if (!('id' in step.goal)) return undefined;
        const held = await client.listGoalMetrics(goalId, signal);
        const namesakes = held.filter(
          ({ Gsid, Name }) => Name === input.Name && !this.#claims.isTaken(step.kind, Gsid),
        );
        if (namesakes.length === 0) return undefined;
        const isThere = namesakes.some((metric) => metricMismatches(input, metric).length === 0);
        return isThere ? { kind: 'unchanged' } : { kind: 'failed', error: factsOf(hasNamesake()) };
      },
      find: async (since) => {
        const sighting = await client.findAddedMetric(goalId, input, since, signal, onLook);
        return this.#ownOf(step, sighting, doneWith);
      },
      send: async () => {
        const answered = await client.addGoalMetric(goalId, input, signal, onLook);
        if (!this.#claims.take(step, answered.Gsid)) return undefined;
        const { metric, mismatches } = await metricHeldAfter(
          () => client.listGoalMetrics(goalId, signal),
          answered,
          input,
        );
        return doneWith(metric, mismatches);
      },
    };
  }

  /** Of two that are alike, one that is there is the other's. */
  #ownOf<T extends { readonly Gsid: string }>(
    step: MakingStep,
    sighting: Sighting<T>,
    doneWith: (found: T) => Done,
  ): Done | 'absent' | 'unclear' {
    if (typeof sighting === 'string') return sighting;
    return this.#claims.take(step, sighting.found.Gsid) ? doneWith(sighting.found) : 'unclear';
  }

  #lookOf(key: string): (looking: Looking) => void {
    return (looking) => this.#deps.onLook(key, looking);
  }

  #note(step: string, state: StepState): Promise<void> {
    return this.#deps.ledger.note({ step, state });
  }
}

/** The same for steps one of which may be taken for the other. */
const nameOf = (step: MakingStep): string =>
  step.kind === 'create'
    ? JSON.stringify([step.fields.CompanyId, step.fields.Name])
    : JSON.stringify([step.goal, step.metric.Name]);

const asUnsent = (error: unknown): ApiError => {
  if (!(error instanceof ApiError)) throw error;
  return error.with({ outcome: 'notStored' });
};

/** Nobody can remove a metric: a second one of that name is a person's choice. */
const hasNamesake = (): ApiError => {
  const cause = Object.assign(new Error('the goal has a metric of this name'), { code: 'namesake' });
  return new ApiError('invalid', 'addGoalMetric', { outcome: 'notStored', cause });
};

const failedState = (error: ApiError, since: string): StepState => {
  if (!isNotStored(error)) return { kind: 'inDoubt', since, error: factsOf(error) };
  return error.kind === 'aborted' ? { kind: 'waiting' } : { kind: 'failed', error: factsOf(error) };
};
