import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toolsOutsideEditor } from '../../src/agent/toolTable.ts';
import { prompts } from '../../src/agent/prompts.ts';
import {
  accessKey,
  builtServer,
  connectAgent,
  environmentOf,
  protocols,
  run,
  sharedState,
  startTenant,
  timeless,
  type Agent,
  type Ended,
} from './agentProcess.ts';

const { file } = builtServer();

/** A guard and no measure. */
const patience = { timeout: 30_000 };

const failureOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    return `no failure: ${JSON.stringify(await act)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** One of everything that the server has, in one text. */
const transcriptOf = async ({ client, ask }: Agent): Promise<string> => {
  const { tools: listed } = await client.listTools();
  const { resourceTemplates } = await client.listResourceTemplates();
  const listedPrompts = (await client.listPrompts()).prompts;
  const goals = await ask('search_goals', { query: 'company:alder', sort: 'name', limit: 2 });
  const id = /^(1S0G\w+) /m.exec(goals)?.[1] ?? '';
  const companies = await ask('list_companies', { name: 'alder' });
  const companyId = /^(1P02\w+) /m.exec(companies)?.[1] ?? '';
  const resource = async (uri: string): Promise<string> =>
    (await client.readResource({ uri })).contents.map((part) => ('text' in part ? part.text : '')).join('\n');
  const parts: readonly (readonly [string, string])[] = [
    ['server', JSON.stringify(client.getServerCapabilities())],
    ['tools', listed.map(({ name, annotations }) => `${name} ${JSON.stringify(annotations)}`).join('\n')],
    [
      'resources',
      `${(await client.listResources()).resources.length}, ${resourceTemplates.map((each) => each.uriTemplate).join(' ')}`,
    ],
    ['prompts', listedPrompts.map(({ name }) => name).join(' ')],
    ['search_goals', goals],
    ['get_goal', await ask('get_goal', { goal: id })],
    ['list_companies', companies],
    ['list_templates', await ask('list_templates', { limit: 2 })],
    ['list_owners', await ask('list_owners', { limit: 2 })],
    ['goals_at_risk', await ask('goals_at_risk', { limit: 3 })],
    ['what_changed', await ask('what_changed', { since: '2026-11-20', limit: 2 })],
    ['bad input', await ask('get_goal', { goal: 5, colour: 'red' })],
    ['no such tool', await ask('delete_goal')],
    ['goal://', await resource(`goal://${id}`)],
    ['company://', await resource(`company://${companyId}`)],
    ['no such resource', await failureOf(resource('goal://'))],
    ['no such goal', await failureOf(resource('goal://1S0G'))],
    [
      'business_review',
      JSON.stringify(
        await client.getPrompt({ name: 'business_review', arguments: { company: 'Alder\u200b" ' } }),
        undefined,
        1,
      ),
    ],
    ['without its argument', await failureOf(client.getPrompt({ name: 'hand_over' }))],
    ['no such prompt', await failureOf(client.getPrompt({ name: 'x' }))],
  ];
  return parts.map(([title, text]) => `--- ${title}\n${timeless(text)}\n`).join('\n');
};

describe.each(protocols)('the server, by the protocol of %s', (protocol) => {
  it('has tools, resources and prompts', async () => {
    // By the rules alone that are not about the day.
    const reasons = { overdue: false, behind: false, dueSoon: false, stale: false };
    const args = ['--risk', JSON.stringify({ reasons })];
    const agent = await connectAgent(file(), { protocol, args, env: environmentOf(await startTenant()) });
    expect(agent.client.getNegotiatedProtocolVersion()).toBe(protocol);
    const transcript = await transcriptOf(agent);
    expect(transcript).toMatchSnapshot();
    expect(agent.errors()).not.toContain('Alder');
  });

  it('lists its tools as the table has them', async () => {
    const { client } = await connectAgent(file(), { protocol, args: ['--sample'], env: {} });
    const { tools: listed } = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(toolsOutsideEditor.map(({ name }) => name));
    expect(listed.map(({ inputSchema: { properties = {} } }) => Object.keys(properties))).toEqual(
      toolsOutsideEditor.map(({ input }) => Object.keys(input.properties)),
    );
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(prompts.map(({ name }) => name));
  });

  it('answers 100 calls at once', async () => {
    const tenant = await startTenant();
    const { ask } = await connectAgent(file(), { protocol, env: environmentOf(tenant) });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) => ask('search_goals', { limit: 1, offset: at % 50 })),
    );
    expect(answers.filter((text) => !text.startsWith('60 goals in all'))).toEqual([]);
    expect(tenant.requests.length).toBeLessThan(5);
  });

  it('ends what is canceled', async () => {
    const tenant = await startTenant();
    tenant.faults.add({ kind: 'silent', operation: 'searchGoals', times: 1 });
    const { ask } = await connectAgent(file(), { protocol, env: environmentOf(tenant) });
    const controller = new AbortController();
    const asked = failureOf(ask('search_goals', {}, controller.signal));
    await expect.poll(() => tenant.requests.length, patience).toBe(1);
    controller.abort();
    expect(await asked).not.toContain('no failure');
    await expect.poll(() => tenant.requests[0]?.aborted, patience).toBe(true);
    expect(await ask('search_goals', { limit: 1 })).toContain('60 goals in all');
  });
});

describe('the command line', () => {
  it('prints the same answer', async () => {
    const env = environmentOf(await startTenant());
    const { ask } = await connectAgent(file(), { env });
    const input = { query: 'status:open', limit: 3 };
    const { stdout, code } = await run(file(), ['call', 'search_goals', JSON.stringify(input)], env);
    expect([code, stdout]).toEqual([0, `${await ask('search_goals', input)}\n`]);
    const piped = await run(file(), ['call', 'search_goals', '-'], env, JSON.stringify(input));
    expect(piped.stdout).toBe(stdout);
  });

  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [['--sample', 'call', 'list_templates'], 0],
    [['--sample', 'call', 'get_goal', '{"goal":"Nobody calls it so"}'], 1],
    [['--sample', 'call', 'no_such_tool'], 2],
    [['--sample', 'call', 'AKeyWithoutAnyDigit'], 2],
    [['--sample', 'call', 'get_goal', 'no JSON'], 2],
    [['--sample', 'call'], 2],
    [['--sample', 'call', 'a', '{}', 'b'], 2],
    [['serve'], 2],
    [['--sample', 'call', 'goals_at_risk', '{"limit":1}', '--risk', '{"staleDays":30}'], 0],
    [['--sample', '--risk', '{"staleDays":0}'], 2],
    [['--sample', '--risk', 'staleDays=30'], 2],
    [['--sampel'], 2],
    [['--sample=1'], 2],
    [['--key-file'], 2],
    [['--key-file', '/nowhere/at/all'], 2],
    [[], 2],
    [['--key', accessKey], 2],
    [[`--access-key=${accessKey}`], 2],
    [['--token', accessKey], 2],
    [[accessKey], 2],
    [['call', accessKey], 2],
    [['call', 'get_goal', accessKey], 2],
    [['call', 'get_goal', `accessKey:${accessKey}`], 2],
  ])('of %j ends with %d, and says why', async (args, expected) => {
    const { code, stdout, stderr } = await run(file(), args);
    expect(code).toBe(expected);
    expect(`${stdout}${stderr}`.trim()).not.toBe('');
    expect(`${stdout}${stderr}`).not.toContain(accessKey);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(2);
  });

  it.each([
    [{ CUSTOMER_GOALS_ORIGIN: 'http://acme.example' }, 'HTTPS'],
    [{ CUSTOMER_GOALS_ORIGIN: 'https://acme.gainsightcloud.com' }, 'holds no access key'],
    [{ CUSTOMER_GOALS_ORIGIN: 'https://a.gainsightcloud.com', CUSTOMER_GOALS_ACCESS_KEY: 'a b' }, 'no spaces'],
  ])('with %j says what is wrong', async (env: Record<string, string>, expected) => {
    const { code, stderr } = await run(file(), [], env);
    expect([code, stderr]).toEqual([2, expect.stringContaining(expected)]);
  });
});

describe('the access key', () => {
  it.runIf(platform !== 'win32')('is read from a file that nobody else can read', async () => {
    const { url } = await startTenant();
    const folder = mkdtempSync(join(tmpdir(), 'agent-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const keyFile = join(folder, 'key');
    const listed = (): Promise<Ended> =>
      run(file(), ['call', 'list_templates', '--key-file', keyFile], { CUSTOMER_GOALS_ORIGIN: url });
    writeFileSync(keyFile, `${accessKey}\n`, { mode: 0o600 });
    expect((await listed()).code).toBe(0);
    chmodSync(keyFile, 0o644);
    expect(await listed()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('chmod 600') });
  });

  it('is refused wherever it stands in an argument', async () => {
    const env = environmentOf(await startTenant());
    const { code, stdout, stderr } = await run(file(), ['call', 'get_goal', `{"goal":"x ${accessKey}"}`], env);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('not taken as an argument')]);
    expect(stderr).not.toContain(accessKey);
  });

  it('is in no answer, resource, message or argument', async () => {
    const tenant = await startTenant();
    const args = ['--allow-writes'];
    const { client, ask, errors, pid } = await connectAgent(file(), { args, env: environmentOf(tenant) });
    const said: unknown[] = [await client.listTools(), await client.listPrompts()];
    const planned = await ask('plan_changes', { create: [{ company: 'Alderbrook Insurance', name: 'Planned' }] });
    const [, plan, digest] = /plan (plan-\S+) and digest (\w{64})/.exec(planned) ?? [];
    const applied = await ask('apply_plan', { plan, digest });
    expect(applied).toContain('1 of 1 change is in the tenant.');
    said.push(planned, applied);
    tenant.faults.add(
      {
        kind: 'refused',
        errorCode: 'GSOBJ_1006',
        errorDesc: `no ${accessKey}`,
        operation: 'listGoalTemplates',
        times: 2,
      },
      { kind: 'plain', body: `<p>${accessKey}</p>`, operation: 'listGoalMetrics', times: 9 },
    );
    for (const { name } of toolsOutsideEditor)
      said.push(await ask(name, name === 'get_goal' ? { goal: accessKey } : {}));
    said.push(
      await ask('search_goals', { query: 'template:x' }),
      await failureOf(client.readResource({ uri: 'goal://X' })),
    );
    await run(file(), ['call', 'search_goals'], environmentOf(tenant));
    const written = readdirSync(sharedState, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    // What agents did, the pace of both processes, the plan.
    expect(written.length).toBeGreaterThanOrEqual(4);
    expect(written.some((text) => text.includes(String(plan)))).toBe(true);
    expect(written.filter((text) => text.includes(accessKey))).toEqual([]);
    expect(written.some((text) => /"via":"server"[^]*"via":"commandLine"/.test(text))).toBe(true);
    const ours = platform === 'linux' ? readFileSync(`/proc/${pid()}/cmdline`, 'utf8') : '';
    // An agent that knows the key and says it is answered in its own words.
    const text = JSON.stringify(said).replaceAll(`is called \\"${accessKey}\\"`, '');
    expect([text.includes(accessKey), errors().includes(accessKey), ours.includes(accessKey)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
