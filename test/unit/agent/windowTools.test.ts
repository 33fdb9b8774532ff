import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WindowTools } from '../../../src/agent/vscode/windowTools.ts';
import { newStore } from '../model/newStore.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { connect } from '../api/connectedClient.ts';
import { withoutEditor } from './agentTenants.ts';

const never = new AbortController().signal;

const open = async () => {
  const { client, tenant } = await connect({ tenant: { goals: 20 } });
  const store = newStore(() => new Date());
  store.use(client);
  const folder = mkdtempSync(join(tmpdir(), 'window-tools-'));
  type Connection = { tenant: string; client: typeof client } | undefined;
  const connections: { connected: Connection; whenIdle(): Promise<void> } = {
    connected: { tenant: 'sample', client },
    whenIdle: () => Promise.resolve(),
  };
  const tools = new WindowTools({
    ...withoutEditor,
    store,
    rows: new LiveRows(store),
    connections,
    folder,
    activityFolder: folder,
  });
  onTestFinished(() => {
    tools.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  await store.load();
  const [company] = store.companies();
  const create = [{ company: company?.Gsid, name: 'From a chat' }];
  const { text } = await tools.call('plan_changes', { create }, never);
  const [, plan, digest] = /plan (plan-\S+) and digest (\w{64})/.exec(text) ?? [];
  const made = (): number => tenant.requests.filter(({ operationId }) => operationId === 'createGoal').length;
  return { tools, connections, input: { plan, digest }, made };
};

it('sends only what the person was asked about', async () => {
  const { tools, input, made } = await open();
  expect((await tools.call('apply_plan', input, never)).ask).toBeDefined();
  expect(made()).toBe(0);
  const { ask } = await tools.prepare('apply_plan', input, never);
  expect([ask?.table, made()]).toEqual([expect.stringContaining('From a chat | new goal'), 0]);
  expect((await tools.call('apply_plan', input, never)).text).toContain('1 of 1 change is in the tenant.');
  expect((await tools.call('apply_plan', input, never)).text).toContain('It was applied before.');
  expect(made()).toBe(1);
});

it('sends nothing that a person declined, where it could not be shown again', async () => {
  const { tools, input, made } = await open();
  expect((await tools.prepare('apply_plan', input, never)).ask).toBeDefined();
  expect((await tools.prepare('apply_plan', input, AbortSignal.abort())).ask).toBeUndefined();
  expect((await tools.call('apply_plan', input, never)).ask).toBeDefined();
  expect(made()).toBe(0);
});

it('asks nothing about a plan that cannot be sent', async () => {
  const { tools, input, made } = await open();
  const other = { ...input, digest: '0'.repeat(64) };
  expect((await tools.prepare('apply_plan', other, never)).ask).toBeUndefined();
  expect((await tools.call('apply_plan', other, never)).isError).toBe(true);
  expect(made()).toBe(0);
});

it('waits until it is known which tenant the window comes back to', async () => {
  const { tools, connections } = await open();
  const { connected } = connections;
  connections.connected = undefined;
  connections.whenIdle = async () => void (connections.connected = connected);
  expect((await tools.call('list_owners', {}, never)).text).toContain('owners.');
});

it('says so where no tenant is connected', async () => {
  const { tools, connections } = await open();
  connections.connected = undefined;
  const { isError, text } = await tools.call('list_owners', {}, never);
  expect([isError, text]).toEqual([true, expect.stringContaining('No tenant is connected.')]);
});
