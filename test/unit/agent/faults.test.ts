import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { Fault } from '../../../src/sample/server.ts';
import { openTools, type Tools } from './agentTenants.ts';
import { firstOpen, planIn } from './planned.ts';

/** What is made in a tenant is looked for by when it was made. */
const now = (): Date => new Date();

const open = (): Promise<Tools> => openTools({ now }, { allowWrites: true, now });

const named = async ({ client }: Tools, name: string): Promise<readonly Goal[]> =>
  (await client.searchGoals({ limit: 5000 })).records.filter(({ Name }) => Name === name);

const faults: readonly Omit<Fault, 'operation' | 'times'>[] = [
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
  { kind: 'failedAfter' },
  { kind: 'failedAfter', status: 400 },
  { kind: 'serverError' },
  { kind: 'serverError', status: 503 },
  { kind: 'throttled' },
  { kind: 'refused' },
  { kind: 'nullData' },
  { kind: 'plain' },
  { kind: 'plain', status: 504 },
  { kind: 'halfBody' },
  { kind: 'tornJson' },
  { kind: 'emptyBody' },
  { kind: 'html' },
  { kind: 'otherGoal' },
  { kind: 'redirect' },
  { kind: 'wrongTypes' },
  { kind: 'switching' },
];

describe.each(faults)('where the tenant answers a write with $kind $status', (fault) => {
  it.each([1, 3])('%d times, a plan makes one goal at most, and says so only where it did', async (times) => {
    const tools = await open();
    const { CompanyId } = firstOpen(tools);
    const create = [{ company: CompanyId, name: 'Made once' }];
    const plan = planIn(await tools.ask('plan_changes', { create }));
    tools.tenant.faults.add({ ...fault, operation: 'createGoal', times });
    for (let call = 0; call < 3; call += 1) {
      const { text, isError } = await tools.ask('apply_plan', plan);
      const { length } = await named(tools, 'Made once');
      expect(length).toBeLessThanOrEqual(1);
      const said = text.includes('1 of 1 change is in the tenant') || !isError;
      expect([said, length]).not.toEqual([true, 0]);
    }
  });

  it('a plan keeps what a colleague changed in the same goal', async () => {
    const tools = await open();
    const goal = firstOpen(tools);
    const plan = planIn(await tools.ask('plan_changes', { update: [{ goal: goal.Gsid, status: 'Achieved' }] }));
    const { Name, CompanyId } = goal;
    await tools.client.updateGoal(goal.Gsid, { Name, CompanyId, TargetDate: '2031-03-31' });
    tools.tenant.faults.add({ ...fault, operation: 'updateGoal', times: 1 });
    const { isError } = await tools.ask('apply_plan', plan);
    const held = await tools.client.getGoal(goal.Gsid);
    expect(held.TargetDate).toBe('2031-03-31');
    expect(isError ? 'Achieved' : held.Status).toBe('Achieved');
  });
});
