import { expect, it } from 'vitest';
import { listedServer, startedServer } from '../../../src/agent/vscode/serverDefinition.ts';

const start = { file: '/ext/dist/mcp.js', historyFolder: '/kept/history', tenant: 'acme.gainsightcloud.com' };
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
