import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { parseGoal } from '../../../src/api/parse.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { NotPutBack, sendUpdate } from '../../../src/model/sendUpdate.ts';
import { applyPlan } from '../../../src/plan/applyPlan.ts';
import type { Step } from '../../../src/plan/plan.ts';

type Row = Record<string, unknown>;

const first: Row = {
  Gsid: 'G1',
  Name: 'Goal',
  CompanyId: 'C',
  Status: 'Not Started',
  OwnerId: 'U',
  TargetDate: '2031-05-01',
  TemplateId: 'T',
  Description: '<p>d</p>',
};

/**
 * A tenant with one goal.
 * @param read what its reads say of it, by how many there were and whether an update was stored
 */
const tenantOf = (read: (row: Row, reads: number, isStored: boolean) => Row, answer: () => void = () => {}) => {
  let [row, time, reads, isStored] = [first, 0, 0, false];
  const stamp = (): string => new Date(Date.UTC(2031, 0, 1) + (time += 1000)).toISOString();
  row = { ...row, ModifiedDate: stamp() };
  const puts: Row[] = [];
  const now = (): Goal => {
    reads += 1;
    const seen = read(row, reads, isStored);
    // Whatever is another row now was changed by somebody.
    if (seen !== row && !isStored) row = { ...seen, ModifiedDate: stamp() };
    return parseGoal(seen === row || isStored ? seen : row);
  };
  const client = {
    getGoal: async () => now(),
    searchGoals: async () => ({ records: [now()] }),
    updateGoal: async (_, input) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      puts.push({ ...input });
      row = { Gsid: 'G1', ...input, ModifiedDate: stamp() };
      isStored = true;
      answer();
      return parseGoal(row);
    },
    tenantTime: stamp,
  } satisfies Partial<Client>;
  return { client, puts, row: () => row };
};

const base = fieldsOf(parseGoal(first));
const mine = { ...base, Status: 'Achieved' };
const steps: readonly Step[] = [
  { kind: 'update', key: 'k', goalId: 'G1', changes: [{ field: 'Status', before: 'Not Started', after: 'Achieved' }] },
];

const unreadable: readonly (readonly [string, Row])[] = [
  ['a description', { Description: {} }],
  ['an owner', { OwnerId: 4711 }],
  ['a date', { TargetDate: '31.12.2031' }],
  ['a template', { TemplateId: ['T'] }],
];

describe('what a read beside an update cannot read', () => {
  it.each(unreadable)('is not put back as none: %s', async (_, odd) => {
    // The third read is beside the update.
    const { client, puts } = tenantOf((row, reads) => (reads === 3 ? { ...row, ...odd } : row));
    await sendUpdate(client, 'G1', base, mine);
    const cleared = puts.filter((put) => Object.keys(odd).some((field) => (put[field] ?? '') === ''));
    expect(cleared).toEqual([]);
    expect(puts).toHaveLength(1);
  });

  it.each(unreadable)('is not put back as none by a plan: %s', async (_, odd) => {
    let searches = 0;
    const { client, puts } = tenantOf((row) => row);
    const beside = {
      ...client,
      searchGoals: async () => {
        searches += 1;
        const page = await client.searchGoals();
        const later = { ModifiedDate: '2031-02-01T00:00:00.000Z' };
        const seen = searches === 2 ? { ...first, ...odd, ...later } : undefined;
        return seen === undefined ? page : { records: [parseGoal(seen)] };
      },
    };
    await applyPlan(steps, { client: { ...unused, ...beside }, journal: { append: async () => {} } });
    expect(puts.map((put) => ({ Gsid: 'G1', ...put }))).toEqual([{ ...first, Status: 'Achieved' }]);
  });
});

describe('an update whose answer is lost', () => {
  const lose = (): never => {
    throw new ApiError('timeout', 'updateGoal');
  };
  const oddAfter = (row: Row, _: number, isStored: boolean): Row => (isStored ? { ...row, TargetDate: '31.12.' } : row);

  it('is in doubt where the goal cannot be read after it', async () => {
    const { client } = tenantOf(oddAfter, lose);
    await expect(sendUpdate(client, 'G1', base, mine)).rejects.toMatchObject({ outcome: 'unknown', kind: 'timeout' });
  });

  it('is in doubt in a plan, too', async () => {
    const { client } = tenantOf(oddAfter, lose);
    const { states } = await applyPlan(steps, {
      client: { ...unused, ...client },
      journal: { append: async () => {} },
    });
    expect(states.get('k')).toMatchObject({
      kind: 'failed',
      error: { outcome: 'unknown' },
      changes: [{ field: 'Status', after: 'Achieved' }],
    });
  });
});

it('an update is stored, whatever becomes of reads after somebody went on from what is put back', async () => {
  let isDown = false;
  const { client, row } = tenantOf((held, reads) => {
    if (isDown) throw new ApiError('network', 'getGoal');
    return reads === 3 ? { ...held, OwnerId: 'colleague' } : held;
  });
  let reads = 0;
  const failing = {
    ...client,
    getGoal: async () => {
      reads += 1;
      const goal = await client.getGoal();
      if (reads !== 4) return goal;
      isDown = true;
      return { ...goal, OwnerId: 'a third' };
    },
  };
  const saved = await sendUpdate(failing, 'G1', base, mine).catch((error: unknown) => error);
  expect(saved instanceof NotPutBack ? saved.stored : saved).toMatchObject({ goal: { OwnerId: 'a third' } });
  expect(row()['Status']).toBe('Achieved');
});

const never = (): never => {
  throw new Error('not of an update');
};
const unused = {
  createGoal: never,
  findCreatedGoal: never,
  addGoalMetric: never,
  findAddedMetric: never,
  listGoalMetrics: never,
};
