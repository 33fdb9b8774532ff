import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { ApiError } from '../../src/api/errors.ts';
import type { Goal } from '../../src/api/schema.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import type { StepState } from '../../src/plan/stepState.ts';
import type { Fault } from '../../src/sample/server.ts';
import { another, held, memory, open, stepOf, tally } from './planTenant.ts';

describe('under faults', () => {
  it.each<readonly [Fault, Readonly<Record<string, number>>]>([
    [{ kind: 'cutAfter', operation: 'updateGoal', times: 4 }, { done: 12 }],
    [{ kind: 'cutBefore', operation: 'updateGoal', times: 4 }, { done: 12 }],
    [{ kind: 'serverError', operation: 'updateGoal', times: 4 }, { done: 12 }],
    [{ kind: 'throttled', operation: 'updateGoal', times: 4, retryAfter: 0 }, { done: 12 }],
    [{ kind: 'emptyBody', operation: 'updateGoal', times: 4 }, { done: 12 }],
    [{ kind: 'nullData', operation: 'updateGoal', times: 4 }, { done: 12 }],
    [
      { kind: 'refused', operation: 'updateGoal', times: 1, errorCode: 'GSOBJ_1006' },
      { done: 11, failed: 1 },
    ],
    [{ kind: 'serverError', operation: 'searchGoals', times: 2 }, { done: 12 }],
  ])('%j ends well', async (fault, expected) => {
    const { client, colleague, tenant, goals, ids } = await open(12);
    tenant.faults.add(fault);
    const applied = await applyPlan(
      goals.map((goal) => stepOf(goal, 'Status', another(goal))),
      { client, journal: memory() },
    );
    expect(tally(applied)).toEqual(expected);
    tenant.faults.clear();
    const after = await held(colleague, ids);
    const isDone = ({ Gsid }: Goal): boolean => applied.states.get(Gsid)?.kind === 'done';
    expect(goals.map(({ Gsid }) => after.get(Gsid)?.Status)).toEqual(
      goals.map((goal) => (isDone(goal) ? another(goal) : goal.Status)),
    );
  });

  it('a key that is not taken any more ends it: what is left waits', async () => {
    const { client, goals } = await open(20);
    const unauthorized = new ApiError('unauthorized', 'updateGoal', { status: 401, answeredBy: 'tenant' });
    let left = 7;
    const ending: Client = {
      ...client,
      updateGoal: async (...update) => {
        left -= 1;
        if (left < 0) throw unauthorized;
        return client.updateGoal(...update);
      },
    };
    const applied = await applyPlan(
      goals.map((goal) => stepOf(goal, 'Status', another(goal))),
      { client: ending, journal: memory() },
    );
    expect(applied.stopped).toMatchObject({ kind: 'unauthorized' });
    expect(applied.settled).toBeGreaterThanOrEqual(5);
    expect(applied.settled).toBeLessThanOrEqual(7);
    const isWaiting = ({ Gsid }: Goal): boolean => (applied.states.get(Gsid)?.kind ?? 'waiting') === 'waiting';
    expect(goals.filter(isWaiting).length).toBeGreaterThanOrEqual(10);
    const kinds = new Set([...applied.states.values()].map(({ kind }: StepState) => kind));
    expect(kinds.has('sending')).toBe(false);
  });

  it('cancelled, what is left waits, and another try ends it', async () => {
    const { client, colleague, goals, ids } = await open(20);
    const cancel = new AbortController();
    const steps = goals.map((goal) => stepOf(goal, 'Status', another(goal)));
    const journal = memory();
    const onProgress = ({ settled }: { readonly settled: number }): void => {
      if (settled >= 6) cancel.abort();
    };
    const applied = await applyPlan(steps, { client, journal, onProgress }, cancel.signal);
    expect(applied.stopped).toBe('cancelled');
    expect(applied.settled).toBeLessThan(20);
    const rest = await applyPlan(steps, { client, journal: memory(), before: journal.entries });
    expect(tally(rest)).toEqual({ done: 20 });
    const after = await held(colleague, ids);
    expect(ids.map((id) => after.get(id)?.Status)).toEqual(goals.map((goal) => another(goal)));
  });
});
