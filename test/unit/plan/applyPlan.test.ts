import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf, goalFieldNames, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import { applyPlan, type Applied } from '../../../src/plan/applyPlan.ts';
import type { Entry } from '../../../src/plan/ledger.ts';
import type { Step } from '../../../src/plan/plan.ts';
import { MemoryTenant } from './memoryTenant.ts';

const before = (at: number): GoalFields =>
  fieldsOf({
    Name: `Goal ${at}`,
    CompanyId: 'C',
    Status: 'In Progress',
    OwnerId: 'U',
    Description: 'd'.repeat(at * 3),
  });

type Story = {
  readonly chances: readonly number[];
  readonly fields: readonly (readonly GoalField[])[];
  readonly refused: readonly number[];
  readonly creates: number;
};

const field = fc.constantFrom<GoalField>('Name', 'Status', 'OwnerId', 'Description', 'TargetDate');
const story: fc.Arbitrary<Story> = fc.record({
  chances: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 150, maxLength: 150 }),
  fields: fc.array(fc.uniqueArray(field, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 14 }),
  refused: fc.array(fc.nat({ max: 13 }), { maxLength: 2 }),
  creates: fc.nat({ max: 3 }),
});

const wanted = (id: string, name: GoalField): string => (name === 'TargetDate' ? '2031-12-24' : `my ${name} of ${id}`);

const stepsOf = ({ fields, creates }: Story): readonly Step[] => [
  ...fields.map((names, at): Step => {
    const goalId = `G${at + 1}`;
    const held = before(at);
    const changes = names.map((name) => ({ field: name, before: held[name], after: wanted(goalId, name) }));
    return { kind: 'update', key: goalId, goalId, changes };
  }),
  ...Array.from({ length: creates }, (_, at): readonly Step[] => [
    { kind: 'create', key: `N${at}`, fields: fieldsOf({ Name: `New ${at}`, CompanyId: 'C' }) },
    {
      kind: 'addMetric',
      key: `N${at}.0`,
      goal: { createdBy: `N${at}` },
      metric: { Name: 'M', TargetValue: '1', CurrentValue: '', Unit: '' },
    },
  ]).flat(),
];

/** A journal that ends with the process after so many lines; what was written stays. */
const endingAfter = (entries: Entry[], lines: number) => ({
  append: async (more: readonly Entry[]): Promise<void> => {
    if (entries.length >= lines) throw new Error('the process ended');
    entries.push(...more);
  },
});

const open = (of: Story): { readonly tenant: MemoryTenant; readonly steps: readonly Step[] } => {
  const left = [...of.chances];
  const tenant = new MemoryTenant(
    of.fields.map((_, at) => before(at)),
    () => left.shift() ?? 0.65,
  );
  for (const at of of.refused) tenant.refused.add(`G${at + 1}`);
  return { tenant, steps: stepsOf(of) };
};

/** What a colleague wrote last is there, or named. */
const expectNoneOverwritten = (tenant: MemoryTenant, { states }: Pick<Applied, 'states'>): void => {
  for (const [id, theirs] of tenant.theirs) {
    const state = states.get(id);
    const named = state?.kind === 'notPutBack' ? state.lost : {};
    expect({ ...tenant.goals.get(id), ...named }).toMatchObject(theirs);
  }
};

const expectAsSaid = (tenant: MemoryTenant, steps: readonly Step[], { states }: Pick<Applied, 'states'>): void => {
  for (const step of steps) {
    const state = states.get(step.key);
    expect(state?.kind).not.toBe('sending');
    if (step.kind !== 'update') continue;
    const held = tenant.goals.get(step.goalId);
    const base = before(Number(step.goalId.slice(1)) - 1);
    for (const name of goalFieldNames) {
      const value = held?.[name] ?? '';
      if (tenant.everWritten.has(`${step.goalId} ${name} ${value}`)) continue;
      const mine = step.changes.find((each) => each.field === name)?.after;
      const isDone = state?.kind === 'done' && mine !== undefined;
      expect(isDone ? [mine] : [mine, base[name]], `${step.key} ${name} after ${state?.kind}`).toContain(value);
    }
    if (state?.kind === 'failed' && state.error.outcome === 'notStored')
      for (const { field: name, after } of step.changes) expect(held?.[name]).not.toBe(after);
  }
};

const expectNoneTwice = (tenant: MemoryTenant, steps: readonly Step[], { states }: Pick<Applied, 'states'>): void => {
  for (const step of steps) {
    if (step.kind !== 'create') continue;
    const made = [...tenant.goals].filter(([, { Name }]) => Name === step.fields.Name);
    expect(made.length).toBeLessThanOrEqual(1);
    if (states.get(step.key)?.kind === 'done') expect(made).toHaveLength(1);
    for (const [id] of made) expect(tenant.metrics.get(id)?.length ?? 0).toBeLessThanOrEqual(1);
  }
};

describe('whatever happens on the way', () => {
  it('no change of a colleague is lost, nothing is made twice, and what is said is so', async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(story, async (of) => {
        const { tenant, steps } = open(of);
        const journal: Entry[] = [];
        const applied = await applyPlan(steps, { client: tenant.client, journal: endingAfter(journal, 10_000) });
        for (const { kind } of applied.states.values()) seen[kind] = (seen[kind] ?? 0) + 1;
        expectNoneOverwritten(tenant, applied);
        expectAsSaid(tenant, steps, applied);
        expectNoneTwice(tenant, steps, applied);
      }),
      { numRuns: 600 },
    );
    for (const kind of ['done', 'conflict', 'failed', 'inDoubt', 'notPutBack'])
      expect(Object.keys(seen), 'otherwise it was not tried').toContain(kind);
  });

  it('a process that ends anywhere is gone on from, and each goal is made once', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.nat({ max: 40 }), async (of, lines) => {
        const { tenant, steps } = open({ ...of, refused: [] });
        const journal: Entry[] = [];
        await applyPlan(steps, { client: tenant.client, journal: endingAfter(journal, lines) }).catch(() => undefined);
        let applied: Applied | undefined;
        for (let tries = 0; tries < 300 && (applied === undefined || applied.settled < applied.total); tries += 1)
          applied = await applyPlan(steps, {
            client: tenant.client,
            journal: endingAfter(journal, 10_000),
            before: [...journal],
          });
        if (applied === undefined) throw new Error('it was never applied');
        expect(applied.settled).toBe(applied.total);
        expectNoneTwice(tenant, steps, applied);
      }),
      { numRuns: 150 },
    );
  });
});

describe('of two new goals that are alike', () => {
  it('the one that is in doubt is not taken for the one that is there', async () => {
    const fields = fieldsOf({ Name: 'Twin', CompanyId: 'C' });
    const tenant = new MemoryTenant([fields], () => 0.65);
    const steps = ['a', 'b'].map((key): Step => ({ kind: 'create', key, fields }));
    const since = '2031-01-01T00:00:00.000Z';
    const made: Entry = { step: 'a', state: { kind: 'done', goalId: 'G1', changes: [], mismatches: [] } };
    const earlier: readonly Entry[] = [made, { step: 'b', state: { kind: 'sending', since } }];
    const { states } = await applyPlan(steps, {
      client: tenant.client,
      journal: endingAfter([], 100),
      before: earlier,
    });
    expect(states.get('b')).toEqual({ kind: 'inDoubt', since });
    expect(tenant.goals.size).toBe(1);
  });
});
