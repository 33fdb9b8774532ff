import type { Client } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import type { Applied } from '../plan/applyPlan.ts';
import type { Entry, ApplyProgress } from '../plan/ledger.ts';
import type { Plan, Step } from '../plan/plan.ts';
import type { PlanFiles } from '../plan/planFiles.ts';
import type { StoredPlan } from '../plan/planText.ts';
import type { StepState } from '../plan/stepState.ts';

/** What a person agreed to: the plan as it was shown then, and what of it is sent. */
export type Agreed = {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  /** Whether some of it was sent before. */
  readonly isBegun: boolean;
  /** What a person found to be there already, of a plan that was begun. */
  readonly there?: readonly Entry[];
};

export type Writer = {
  readonly client: Client;
  readonly stored: (goal: Goal) => void;
  readonly metricAdded: (goalId: string) => void;
};

type SendDeps = {
  readonly files: PlanFiles;
  /** Of the plan's tenant. */
  readonly writer: Writer;
  /** @throws where another tenant is connected by now */
  readonly mustBeConnected: () => void;
  readonly onStates: (states: ReadonlyMap<string, StepState>) => void;
  readonly onProgress: (progress: ApplyProgress) => void;
};

/**
 * Sends what was agreed to and is not settled.
 * @throws Failure where the disk has another plan than that by now, whatever the disk says, and whatever `mustBeConnected` throws
 */
export const sendPlan = async (agreed: Agreed, deps: SendDeps, signal: AbortSignal): Promise<Applied> => {
  const { plan, steps } = agreed;
  const { writer, onStates, onProgress } = deps;
  const { applyPlan } = await import('../plan/applyPlan.ts');
  const open = await deps.files.open(plan.tenant, plan.id);
  try {
    deps.mustBeConnected();
    const { stored } = open;
    if (!isAsAgreed(stored, agreed)) throw new Failure('planChanged');
    await open.begin(steps, writer.client.tenantTime());
    const { there = [] } = agreed;
    if (there.length > 0) await open.append(there);
    const before = [...stored.entries, ...there];
    onStates(new Map(before.map(({ step, state }) => [step, state])));
    const applied = await applyPlan(
      steps,
      {
        ...writer,
        metricAdded: (goalId) => writer.metricAdded(goalId),
        journal: open,
        before,
        onProgress: (progress) => {
          onStates(progress.states);
          onProgress(progress);
        },
      },
      signal,
    );
    onStates(applied.states);
    return applied;
  } finally {
    await open.close();
  }
};

/** Never throws: where the disk or another window is in the way, a later window offers it once more. */
export const noteOffered = async (files: PlanFiles, plan: Plan, entry: Entry, log: Log): Promise<void> => {
  try {
    const open = await files.open(plan.tenant, plan.id);
    try {
      await open.append([entry]);
    } finally {
      await open.close();
    }
  } catch (error) {
    log.warn(`plans: what was shown was not noted: ${causeOf(error)}`);
  }
};

/** Another window may have changed the plan, or begun it with other parts left out. */
const isAsAgreed = ({ plan, begun }: StoredPlan, agreed: Agreed): boolean =>
  isSame(plan, agreed.plan) && (agreed.isBegun ? isSame(begun?.steps, agreed.steps) : begun === undefined);

/** As both are kept. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What the disk of the plans throws, which is loaded on first use, by its name. */
export const asFailure = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (error.name === 'PlanTaken' || error.name === 'PlanBegun') return new Failure('planTaken');
  if (error.name === 'PlanChanged') return new Failure('planChanged');
  return error.name === 'PlanDamaged' ? new Failure('planDamaged') : error;
};

/** Whether another window has gone on with the plan. */
export const isElsewhere = (error: unknown): boolean =>
  error instanceof Failure && (error.kind === 'planTaken' || error.kind === 'planChanged');
