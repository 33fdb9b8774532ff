import type { Client, Looking, Sighting } from '../api/client.ts';
import { ApiError, isNotStored } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { inputOf } from '../model/goalFields.ts';
import { metricInputOf } from '../model/goalRules.ts';
import { heldAfter, metricMismatches, newGoalMismatches } from '../model/mismatches.ts';
import type { Ledger } from './ledger.ts';
import type { Step } from './plan.ts';
import { factsOf, type Done, type StepState } from './stepState.ts';

export type CreateClient = Pick<
  Client,
  'createGoal' | 'findCreatedGoal' | 'addGoalMetric' | 'findAddedMetric' | 'getGoal' | 'tenantTime'
>;

/** Told before each pause while a step in doubt is looked for. */
export type OnLookFor = (step: string, looking: Looking) => void;

type CreateDeps = {
  readonly client: CreateClient;
  readonly ledger: Ledger;
  readonly stored: (goal: Goal) => void;
  readonly onLook: OnLookFor;
};

/** One create of a goal or a metric, whatever it makes. */
type Making = {
  readonly find: (since: string) => Promise<Sighting<{ readonly Gsid: string }>>;
  readonly send: () => Promise<Done>;
  readonly found: (id: string) => Done;
};

/** Makes goals and metrics, each once: one in doubt is looked for, and sent again only where it is known not to be there. */
export class Creates {
  readonly #deps: CreateDeps;

  constructor(deps: CreateDeps) {
    this.#deps = deps;
  }

  /** Never sends what is in doubt. @throws ApiError where the access key is not taken */
  async make(step: Exclude<Step, { readonly kind: 'update' }>, signal?: AbortSignal): Promise<void> {
    const making = step.kind === 'create' ? this.#goal(step, signal) : this.#metric(step, signal);
    if (making === undefined || (await this.#isFound(step.key, making))) return;
    if (signal?.aborted === true) return;
    const since = this.#deps.client.tenantTime();
    await this.#note(step.key, { kind: 'sending', since });
    try {
      await this.#note(step.key, await making.send());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await this.#note(step.key, failedState(error, since));
      if (error.kind === 'unauthorized') throw error;
    }
  }

  /** Whether the tenant has it from an earlier try, or may have it. */
  async #isFound(key: string, { find, found }: Making): Promise<boolean> {
    const state = this.#deps.ledger.state(key);
    const since = state.kind === 'sending' || state.kind === 'inDoubt' ? state.since : undefined;
    if (since === undefined) return false;
    const sighting = await find(since);
    if (sighting === 'absent') return false;
    // Of two that are alike, one is the other's.
    const isOwn = sighting !== 'unclear' && !this.#deps.ledger.isTaken(sighting.found.Gsid, key);
    await this.#note(key, isOwn ? found(sighting.found.Gsid) : { kind: 'inDoubt', since });
    return true;
  }

  #goal({ key, fields }: Extract<Step, { readonly kind: 'create' }>, signal: AbortSignal | undefined): Making {
    const { client, stored } = this.#deps;
    const input = inputOf(fields);
    return {
      find: async (since) => {
        const sighting = await client.findCreatedGoal(input, since, signal, this.#lookOf(key));
        if (typeof sighting === 'object') stored(sighting.found);
        return sighting;
      },
      send: async () => {
        const answered = await client.createGoal(input, signal, this.#lookOf(key));
        const { goal, mismatches } = await heldAfter(client, answered, fields, newGoalMismatches, signal);
        stored(goal);
        return made(
          goal.Gsid,
          mismatches.map(({ field }) => field),
        );
      },
      found: (id) => made(id),
    };
  }

  /** Undefined where its goal is not there yet. */
  #metric(
    { key, goal, metric }: Extract<Step, { readonly kind: 'addMetric' }>,
    signal: AbortSignal | undefined,
  ): Making | undefined {
    const { client, ledger } = this.#deps;
    const goalId = 'id' in goal ? goal.id : ledger.goalOf(goal.createdBy);
    if (goalId === undefined) return undefined;
    const input = metricInputOf(metric);
    return {
      find: (since) => client.findAddedMetric(goalId, input, since, signal, this.#lookOf(key)),
      send: async () => {
        const added = await client.addGoalMetric(goalId, input, signal, this.#lookOf(key));
        return made(
          goalId,
          metricMismatches(input, added).map(({ field }) => field),
        );
      },
      found: () => made(goalId),
    };
  }

  #lookOf(key: string): (looking: Looking) => void {
    return (looking) => this.#deps.onLook(key, looking);
  }

  #note(step: string, state: StepState): Promise<void> {
    return this.#deps.ledger.note({ step, state });
  }
}

const made = (goalId: string, mismatches: readonly string[] = []): Done => ({
  kind: 'done',
  goalId,
  changes: [],
  mismatches,
});

const failedState = (error: ApiError, since: string): StepState => {
  if (!isNotStored(error)) return { kind: 'inDoubt', since, error: factsOf(error) };
  return error.kind === 'aborted' ? { kind: 'waiting' } : { kind: 'failed', error: factsOf(error) };
};
