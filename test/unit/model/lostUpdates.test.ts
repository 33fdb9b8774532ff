import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../../../src/api/errors.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import { NotPutBack, sendUpdate } from '../../../src/model/sendUpdate.ts';

/** A tenant in memory, and a colleague who changes a field now and then before the goal is read. */
const inMemory = (base: GoalFields, chances: () => number) => {
  let version = 1;
  let held = base;
  const theirs: Partial<Record<GoalField, string>> = {};
  const goal = (): Goal => ({
    ...inputOf(held),
    Gsid: 'G',
    ModifiedDate: new Date(Date.UTC(2031, 0, 1) + version).toISOString(),
  });
  const put = (fields: GoalFields): void => {
    held = fields;
    version += 1;
  };
  const theirFields = ['Status', 'OwnerId', 'TargetDate', 'Description'] as const;
  const colleague = (): void => {
    if (chances() < 0.6) return;
    const name = theirFields[Math.floor(chances() * theirFields.length)] ?? 'Status';
    theirs[name] = name === 'TargetDate' ? `2031-01-${10 + (version % 20)}` : `${name} ${version}`;
    put({ ...held, [name]: theirs[name] });
  };
  const fail = (kind: ApiErrorKind, facts: ApiErrorFacts = {}): never => {
    throw new ApiError(kind, 'updateGoal', facts);
  };
  const client: Pick<Client, 'getGoal' | 'updateGoal'> = {
    getGoal: async () => {
      colleague();
      return goal();
    },
    updateGoal: async (_, input) => {
      const chance = chances();
      if (chance < 0.15) return fail('throttled', { answeredBy: 'tenant', status: 429 });
      if (chance < 0.3) return fail('throttled', { outcome: 'notStored' });
      if (chance < 0.4) return fail('server', { answeredBy: 'gateway', status: 503 });
      if (chance < 0.5) return fail('invalid', { answeredBy: 'tenant', status: 400 });
      put(fieldsOf({ ...input, TargetDate: String(input.TargetDate ?? '') }));
      if (chance < 0.65) return fail('network');
      if (chance < 0.75) return fail('gateway', { answeredBy: 'gateway', status: 413 });
      return goal();
    },
  };
  return { client, theirs, held: () => held };
};

describe('whatever happens on the way', () => {
  it('a colleague’s change stays or is named, in 3,000 stories', async () => {
    const seen = { stored: 0, failed: 0 };
    const base = fieldsOf({ Name: 'Before', CompanyId: 'C', Status: 'In Progress', Description: 'x' });
    const story = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(story, async (chances) => {
        const left = [...chances];
        const { client, theirs, held } = inMemory(base, () => left.shift() ?? 0.9);
        const end = await sendUpdate(client, 'G', base, { ...base, Name: 'Mine' }).catch((error: unknown) => error);
        seen[end instanceof Error ? 'failed' : 'stored'] += 1;
        const named = end instanceof NotPutBack ? end.lost : {};
        expect({ ...held(), ...named }).toMatchObject(theirs);
        const isGivenBack = end instanceof ApiError && end.kind === 'throttled' && end.answeredBy === undefined;
        expect(isGivenBack).toBe(false);
        const isTold = end instanceof ApiError && end.outcome === 'notStored' && held().Name === 'Mine';
        expect(isTold).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(seen.stored, seen.failed)).toBeGreaterThan(300);
  });
});
