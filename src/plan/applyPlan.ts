import { ApiError } from '../api/errors.ts';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { Creates, type CreateClient, type OnLookFor } from './creates.ts';
import { Ledger, type Entry, type Journal, type ApplyProgress } from './ledger.ts';
import type { Step } from './plan.ts';
import { factsOf, isSettled, type ErrorFacts } from './stepState.ts';
import { Updates } from './updates.ts';
import type { UpdateClient } from './updateSender.ts';

export type ApplyClient = CreateClient & UpdateClient;

export type ApplyDeps = {
  readonly client: ApplyClient;
  readonly journal: Journal;
  /** What the journal says of earlier tries. */
  readonly before?: Iterable<Entry>;
  readonly onProgress?: (progress: ApplyProgress) => void;
  readonly onLook?: OnLookFor;
  /** A goal as the tenant holds it now. */
  readonly stored?: (goal: Goal) => void;
  readonly metricAdded?: (goalId: string, metric: GoalMetric) => void;
};

export type Applied = ApplyProgress & {
  /** Why it ended before its end; absent where each step had its try. */
  readonly stopped?: 'cancelled' | ErrorFacts;
};

/**
 * Sends what is not settled yet. The journal says of each step that it is on its way before it is, and how it ended after.
 * @throws whatever the journal throws: nothing is sent then
 */
export const applyPlan = async (steps: readonly Step[], deps: ApplyDeps, signal?: AbortSignal): Promise<Applied> => {
  const { client, journal, before = [], onProgress = () => {}, onLook = () => {} } = deps;
  const { stored = () => {}, metricAdded = () => {} } = deps;
  const ledger = new Ledger(steps, before, journal, onProgress);
  const open = steps.filter(({ key }) => !isSettled(ledger.state(key)));
  const creates = new Creates({ client, ledger, stored, metricAdded, onLook });
  const updates = new Updates(client, ledger, stored);
  try {
    await creates.make(
      open.filter((step) => step.kind === 'create'),
      signal,
    );
    await updates.send(
      open.filter((step) => step.kind === 'update'),
      signal,
    );
    await creates.make(
      open.filter((step) => step.kind === 'addMetric'),
      signal,
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await noteUnended(ledger, factsOf(error));
    return { ...ledger.progress, stopped: signal?.aborted === true ? 'cancelled' : factsOf(error) };
  }
  await noteUnended(ledger, { kind: 'aborted' });
  return signal?.aborted === true ? { ...ledger.progress, stopped: 'cancelled' } : ledger.progress;
};

/** An update of which nobody knows how it ended is read again at the next try; a create keeps the time since when to look for it. */
const noteUnended = async (ledger: Ledger, error: ErrorFacts): Promise<void> => {
  const unended = ledger.steps.filter(({ key }) => ledger.state(key).kind === 'sending');
  await ledger.note(
    ...unended.map(({ key, kind }): Entry => {
      const state = ledger.state(key);
      const { since, changes } = state.kind === 'sending' ? state : {};
      if (kind !== 'update' && since !== undefined) return { step: key, state: { kind: 'inDoubt', since, error } };
      const facts: ErrorFacts = { ...error, outcome: 'unknown' };
      return { step: key, state: { kind: 'failed', error: facts, ...(changes && { changes }) } };
    }),
  );
};
