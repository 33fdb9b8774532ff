import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectFolder } from '../../scripts/folders.ts';
import { toolsOutsideEditor } from '../../src/agent/toolTable.ts';
import { isRecord, parseJson } from '../../src/json.ts';
import { advice, inputsOf } from '../unit/agent/fuzzedInput.ts';
import { builtServer, connectAgent, environmentOf, protocols, run, startTenant } from './agentProcess.ts';

const { file } = builtServer();

/** As it arrives: what JSON cannot say is left out, and an input is an object. */
const asSent = (value: unknown): Record<string, unknown> => {
  const sent = parseJson(JSON.stringify(value) ?? '');
  return isRecord(sent) ? sent : { sent };
};

const recordIn = (json: unknown, key: string): Record<string, unknown> => {
  const value = isRecord(json) ? json[key] : undefined;
  return isRecord(value) ? value : {};
};

describe.each(protocols)('bad inputs by the protocol of %s', (protocol) => {
  it('have answers that help, 100 of each tool', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-fuzzed-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const tenant = await startTenant(20);
    const args = ['--allow-writes', '--state-folder', folder];
    const { ask, errors } = await connectAgent(file(), { protocol, args, env: environmentOf(tenant) });
    for (const { name, input } of toolsOutsideEditor)
      await fc.assert(
        fc.asyncProperty(inputsOf(input), async (given) => {
          const text = await ask(name, asSent(given));
          expect(text).not.toMatch(/Something went wrong|TypeError|RangeError/);
          expect(!text.startsWith('error: ') || advice.test(text)).toBe(true);
        }),
        { numRuns: 100 },
      );
    expect(tenant.requests.filter(({ operationId = '' }) => /^(create|update|add)/.test(operationId))).toEqual([]);
    expect(errors()).toBe('');
  });
});

describe('README.md', () => {
  const text = readFileSync(join(projectFolder, 'README.md'), 'utf8');
  const section = text.slice(text.indexOf('## Agents and scripts elsewhere'), text.indexOf('## Goals as text'));
  const blocks = [...section.matchAll(/```(\w*)\n([^`]*)```/g)].map(([, language, block = '']) => ({
    language,
    block,
  }));
  const there = (arg: string): string => arg.replace(/^.*mcp\.js$/, file());

  it('has what an agent’s client is to be given', async () => {
    const configurations = blocks.filter(({ language }) => language === 'json').map(({ block }) => parseJson(block));
    const servers = configurations.map((json) => recordIn(recordIn(json, 'mcpServers'), 'customer-goals'));
    expect(servers.map(({ command }) => command)).toEqual(['node', 'node']);
    const [sample, tenant] = servers.map(({ args }) => (Array.isArray(args) ? args.map(String) : []));
    const [script = '', ...options] = (sample ?? []).map(there);
    const agent = await connectAgent(script, { args: options, env: {} });
    expect(await agent.ask('list_companies', { limit: 1 })).toContain('companies');
    expect(tenant?.slice(1)).toEqual(['--key-file', expect.any(String)]);
    expect(servers[1]?.['env']).toEqual({ CUSTOMER_GOALS_ORIGIN: 'https://acme.gainsightcloud.com' });
  });

  it('has a command line that works', async () => {
    const [line = ''] = blocks.filter(({ language }) => language === '').map(({ block }) => block.trim());
    const [, script = '', ...args] = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll(/^'|'$/g, ''));
    const { code, stdout } = await run(there(script), args);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+ goals matching "status:open due:overdue"/)]);
  });
});
