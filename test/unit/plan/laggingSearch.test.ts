import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { applyPlan, type ApplyClient } from '../../../src/plan/applyPlan.ts';
import type { Step } from '../../../src/plan/plan.ts';
import { MemoryTenant } from './memoryTenant.ts';

/** Chance decides that nothing fails. */
const nothingFails = (): number => 0.65;

const goalOf = (number: number): GoalFields =>
  fieldsOf({
    Name: `N${number}`,
    CompanyId: 'C',
    Status: 'In Progress',
    OwnerId: 'U',
    TargetDate: '2031-03-01',
    TemplateId: 'T',
    Description: `<p>${'d'.repeat(number % 7)}</p>`,
  });

const theirs = { OwnerId: 'theirs', Description: '<p>What a colleague wrote.</p>' };

/** A plan that sets a status in each of the goals; a colleague wrote into some of them just before, which the searches do not show. */
const applied = async (size: number, written: readonly number[], searches: (tenant: MemoryTenant) => ApplyClient) => {
  const tenant = new MemoryTenant(
    Array.from({ length: size }, (_, number) => goalOf(number)),
    nothingFails,
  );
  const ids = [...tenant.goals.keys()];
  const client = searches(tenant);
  for (const at of written) tenant.write(ids[at % size] ?? '', theirs);
  const steps = ids.map((goalId): Step => {
    const changes = [{ field: 'Status', before: 'In Progress', after: 'Achieved' }] as const;
    return { kind: 'update', key: goalId, goalId, changes };
  });
  const requests: string[] = [];
  const counting: ApplyClient = {
    ...client,
    getGoal: (...args) => {
      requests.push('get');
      return client.getGoal(...args);
    },
  };
  await applyPlan(steps, { client: counting, journal: { append: async () => {} } });
  return { tenant, ids, requests };
};

/** Its searches show every goal as it was at first, for good. */
const frozen = (tenant: MemoryTenant): ApplyClient => {
  const then = new Map([...tenant.goals.keys()].map((id) => [id, tenant.goal(id)]));
  return {
    ...tenant.client,
    searchGoals: async (...args) => {
      const { records } = await tenant.client.searchGoals(...args);
      return { records: records.flatMap(({ Gsid }) => then.get(Gsid) ?? []) };
    },
  };
};

const withoutDate = (goal: Goal): Goal => {
  const { ModifiedDate: _date, ...others } = goal;
  return others;
};

describe('a plan whose searches are behind', () => {
  it('writes over nothing that a colleague wrote before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
        async (size, written) => {
          const { tenant, ids } = await applied(size, written, frozen);
          const touched = new Set(written.map((at) => ids[at % size]));
          for (const [id, { Status, OwnerId, Description }] of tenant.goals)
            expect({ Status, OwnerId, Description }).toEqual({
              Status: 'Achieved',
              ...(touched.has(id) ? theirs : { OwnerId: 'U', Description }),
            });
        },
      ),
    );
  });

  it('reads ten goals by themselves, and the others by searches once these are seen to be current', async () => {
    const { requests } = await applied(40, [], ({ client }) => client);
    expect(requests).toHaveLength(10);
  });

  it.each([true, false])(
    'reads each goal once beside its searches where a colleague wrote into the field that was written a moment before, dates: %s',
    async (hasDates) => {
      const { requests } = await applied(40, [], (tenant) => ({
        ...tenant.client,
        searchGoals: async (...args) => {
          const { records } = await tenant.client.searchGoals(...args);
          return { records: hasDates ? records : records.map((goal) => withoutDate(goal)) };
        },
        updateGoal: async (id, ...args) => {
          const answer = await tenant.client.updateGoal(id, ...args);
          tenant.write(id, { Status: 'Theirs' });
          return answer;
        },
      }));
      expect(requests).toHaveLength(40);
    },
  );
});
