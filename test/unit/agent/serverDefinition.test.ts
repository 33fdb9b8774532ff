import { expect, it } from 'vitest';
import { AllowedTenants } from '../../../src/agent/vscode/allowedTenants.ts';
import { listedServer, startedServer } from '../../../src/agent/vscode/serverDefinition.ts';
import { parsedThresholds, usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { MemoryMemento } from '../connection/memory.ts';

const start = {
  file: '/ext/dist/mcp.js',
  historyFolder: '/kept/history',
  stateFolder: '/kept/agents',
  tenant: 'acme.gainsightcloud.com',
  risk: usualThresholds,
};
const access = { origin: 'https://acme.gainsightcloud.com', accessKey: 'key-7f3a9c51' };

it('a server gets the key in its environment, when it starts and not before', () => {
  expect(JSON.stringify(listedServer(start))).not.toMatch(/KEY|ORIGIN/);
  const { args, env } = startedServer(start, access);
  expect(JSON.stringify(args)).not.toContain(access.accessKey);
  expect(env).toMatchObject({ CUSTOMER_GOALS_ORIGIN: access.origin, CUSTOMER_GOALS_ACCESS_KEY: access.accessKey });
});

it('only reads', () => {
  expect(startedServer(start, access).args).not.toContain('--allow-writes');
});

it('of the sample tenant has no key', () => {
  const { args, env } = startedServer({ ...start, tenant: 'sample' }, access);
  expect(args).toEqual(['/ext/dist/mcp.js', '--sample']);
  expect(Object.keys(env)).toEqual(['ELECTRON_RUN_AS_NODE']);
});

it('keeps its plans where they go with the key of their tenant', () => {
  const { args } = startedServer(start, access);
  expect(args[args.indexOf('--state-folder') + 1]).toBe('/kept/agents');
});

it('is told from when on a goal is at risk, where that is not as usual', () => {
  const risk = { ...usualThresholds, staleDays: 40, off: new Set(['noOwner'] as const) };
  expect(listedServer(start).args).not.toContain('--risk');
  for (const tenant of ['sample', start.tenant]) {
    const { args } = startedServer({ ...start, tenant, risk }, access);
    expect(parsedThresholds(JSON.parse(args[args.indexOf('--risk') + 1] ?? ''))).toEqual(risk);
  }
});

it('is allowed for a tenant as long as its key is kept', async () => {
  const memory = new MemoryMemento();
  const allowed = new AllowedTenants(memory);
  await allowed.add('acme.gainsightcloud.com');
  await allowed.add('globex.us2.gainsightcloud.com');
  await new AllowedTenants(memory).keepOnly(['globex.us2.gainsightcloud.com', 'other.gainsightcloud.com']);
  expect(allowed.has('acme.gainsightcloud.com')).toBe(false);
  expect(allowed.has('globex.us2.gainsightcloud.com')).toBe(true);
  expect(allowed.has('other.gainsightcloud.com')).toBe(false);
});

it('is allowed for none where what is stored is no list', async () => {
  const memory = new MemoryMemento();
  await memory.update('agentServerTenants', { 'acme.gainsightcloud.com': true });
  expect(new AllowedTenants(memory).has('acme.gainsightcloud.com')).toBe(false);
});
