import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ActivityFiles } from '../../src/agent/disk/activityFiles.ts';
import { appliedPlan } from '../../src/agent/disk/appliedPlan.ts';
import { readTenantAddress } from '../../src/connection/tenantAddress.ts';
import type { SampleTenant } from '../../src/sample/server.ts';
import {
  builtServer,
  connectAgent,
  environmentOf,
  protocols,
  run,
  sharedState,
  startTenant,
  timeless,
  type Agent,
} from './agentProcess.ts';

const { file } = builtServer();

const stateFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'agent-state-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const change = {
  create: [{ company: 'Alderbrook Insurance', name: 'A new goal', metrics: [{ name: 'Logins', target: 5 }] }],
};

const planIn = (text: string): { readonly plan: string; readonly digest: string } => {
  const [, plan = '', digest = ''] = /\b[Pp]lan (plan-\S+?),? (?:and )?digest (\w{64})/.exec(text) ?? [];
  return { plan, digest };
};

const writes = (tenant: SampleTenant): readonly string[] =>
  tenant.requests.flatMap(({ operationId = '' }) => (/^(create|update|add)/.test(operationId) ? [operationId] : []));

const planAndApply = async ({ ask }: Agent): Promise<string> =>
  ask('apply_plan', planIn(await ask('plan_changes', change)));

describe.each(protocols)('a plan, by the protocol of %s', (protocol) => {
  const open = async (
    onAsk?: (message: string) => ReturnType<typeof yes>,
    args: readonly string[] = ['--allow-writes'],
  ) => {
    const tenant = await startTenant();
    const options = { protocol, args: [...args, '--state-folder', stateFolder()], env: environmentOf(tenant) };
    const agent = await connectAgent(file(), { ...options, ...(onAsk && { onAsk }) });
    return { ...agent, tenant };
  };
  const yes = () => ({ action: 'accept' as 'accept' | 'decline' | 'cancel', content: { apply: true } });

  it('is applied after the person agreed to all of it', async () => {
    const asked: string[] = [];
    const agent = await open((message) => {
      asked.push(message);
      return yes();
    });
    const planned = await agent.ask('plan_changes', change);
    expect(writes(agent.tenant)).toEqual([]);
    const applied = await agent.ask('apply_plan', planIn(planned));
    expect(writes(agent.tenant)).toEqual(['createGoal', 'addGoalMetric']);
    expect(
      `${[planned, ...asked, applied].map((text) => timeless(text).replace(/1S0G\w{32}/g, '(id)')).join('\n---\n')}\n`,
    ).toMatchSnapshot();
  });

  it.each([
    ['declined', () => ({ ...yes(), action: 'decline' as const })],
    ['canceled', () => ({ ...yes(), action: 'cancel' as const })],
    ['not ticked', () => ({ ...yes(), content: { apply: false } })],
  ])('is not sent where it was %s', async (_, onAsk) => {
    const agent = await open(onAsk);
    expect(await planAndApply(agent)).toContain('error: The person did not agree. Nothing was sent');
    expect(writes(agent.tenant)).toEqual([]);
  });

  it('is applied by its digest where the client cannot ask', async () => {
    const agent = await open();
    expect(await planAndApply(agent)).toContain('2 of 2 changes are in the tenant.');
  });

  it('is never sent by a server that only reads', async () => {
    const agent = await open(yes, []);
    expect(await planAndApply(agent)).toContain('error: Nothing was sent: this server only reads.');
    expect(writes(agent.tenant)).toEqual([]);
  });
});

describe('the command line', () => {
  it('plans in one process and applies in another, once', async () => {
    const tenant = await startTenant();
    const args = ['--allow-writes', '--state-folder', stateFolder()];
    const call = (name: string, input: unknown) =>
      run(file(), ['call', name, JSON.stringify(input), ...args], environmentOf(tenant));
    const plan = planIn((await call('plan_changes', change)).stdout);
    const applied = await call('apply_plan', plan);
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('2 of 2 changes are in the tenant.')]);
    expect((await call('apply_plan', plan)).stdout).toContain('It was applied before.');
    expect(writes(tenant)).toEqual(['createGoal', 'addGoalMetric']);
    const other = await call('apply_plan', { ...plan, digest: 'a'.repeat(64) });
    expect(other.code).toBe(1);
  });
});

describe('what a server with a folder of its own applied', () => {
  it('is found by what was written down of it, and can be undone', async () => {
    const tenant = await startTenant();
    const own = stateFolder();
    const args = ['--allow-writes', '--state-folder', own];
    const agent = await connectAgent(file(), { args, env: environmentOf(tenant) });
    expect(await planAndApply(agent)).toContain('2 of 2 changes are in the tenant.');
    const address = readTenantAddress(tenant.url);
    const id = 'address' in address ? address.address.id : '';
    const [applied] = new ActivityFiles(join(sharedState, 'customer-goals', 'activity')).read(id);
    expect(applied).toMatchObject({ tool: 'apply_plan', planFolder: own });
    if (applied === undefined) return;
    expect(appliedPlan(applied, id, [])?.begun.steps.length).toBeGreaterThan(0);
    rmSync(own, { recursive: true });
    expect(appliedPlan(applied, id, [stateFolder()])).toBeUndefined();
  });
});
