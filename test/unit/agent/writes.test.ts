import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { GoalStore } from '../../../src/model/goalStore.ts';
import type { Goal } from '../../../src/api/schema.ts';
import type { SampleTenantOptions } from '../../../src/sample/server.ts';
import { fencedIn, openTools, type ToolOptions, type Tools } from './agentTenants.ts';
import { planIn, firstOpen, timeless, writes, type Planned } from './planned.ts';

const writing: ToolOptions = { allowWrites: true };

describe('plan_changes', () => {
  it('shows what is planned before and after, and sends nothing', async () => {
    const tools = await openTools({}, writing);
    const goal = firstOpen(tools);
    const { Gsid: id } = goal;
    const before = writes(tools);
    const answer = await tools.ask('plan_changes', {
      update: [
        {
          goal: id,
          status: 'achieved',
          target_date: '2027-01-31',
          owner: 'Daniel Weiss',
          description: '**Done** by all.',
        },
      ],
      create: [
        {
          company: goal.CompanyId,
          name: `${goal.Name} again`,
          status: 'not-started',
          description: '# Why\n\n- it helps',
          metrics: [{ name: 'Logins', target: 600, current: 450, unit: 'users' }],
        },
      ],
      add_metric: [{ goal: id, name: 'Cost', target: 1.5 }],
    });
    expect([answer.isError, timeless(answer.text)]).toEqual([false, expect.any(String)]);
    expect(`${timeless(answer.text)}\n`).toMatchSnapshot();
    expect(writes(tools)).toBe(before);
  });

  it.each([
    ['nothing', {}],
    ['no such goal', { update: [{ goal: 'Nobody calls it so', status: 'Missed' }] }],
    ['a company that is not exact', { create: [{ company: 'alder', name: 'New' }] }],
    ['an unknown owner', { create: [{ company: 'Alderbrook Insurance', name: 'New', owner: 'Nobody' }] }],
    ['an unknown status', { create: [{ company: 'Alderbrook Insurance', name: 'New', status: 'Blocked' }] }],
    ['no date', { create: [{ company: 'Alderbrook Insurance', name: 'New', target_date: '31.12.2026' }] }],
    ['no name', { create: [{ company: 'Alderbrook Insurance', name: '  ' }] }],
    ['a goal that is there', { create: [{ company: 'Alderbrook Insurance', name: 'roll out  SINGLE sign-on' }] }],
    [
      'one goal twice',
      {
        create: [
          { company: 'Alderbrook Insurance', name: 'New' },
          { company: 'Alderbrook Insurance', name: 'new' },
        ],
      },
    ],
  ])('of %s says what to do', async (_, input) => {
    const { ask } = await openTools({}, writing);
    const { text, isError } = await ask('plan_changes', input);
    expect(isError).toBe(true);
    expect(`${timeless(text)}\n`).toMatchSnapshot();
    expect(planIn({ text, isError }).plan).toBe('');
  });

  it('shows as much as there is room for, and never plans what cannot be looked at', async () => {
    const { ask, goals } = await openTools({}, writing);
    const long = 'word '.repeat(4000).trim();
    const one = await ask('plan_changes', { update: [{ goal: goals[0]?.Gsid, description: long }] });
    expect([one.text.length <= 8000, one.text]).toEqual([true, expect.stringContaining('characters are not shown')]);
    const update = goals.slice(0, 50).map(({ Gsid }) => ({ goal: Gsid, description: 'x', target_date: '2030-01-01' }));
    expect((await ask('plan_changes', { update })).text).toContain('too much for a person');
    expect((await ask('plan_changes', { update, max_characters: 60_000 })).isError).toBe(false);
  });

  it('cuts nothing of what a person has to agree to', async () => {
    const tools = await openTools({}, { ...writing, consent: 'canAsk' });
    const [one, other] = tools.goals;
    const long = 'a '.repeat(100).trim();
    for (const [goal, end] of [
      [one, 'first'],
      [other, 'second'],
    ] as const) {
      const { Gsid = '', CompanyId = '' } = goal ?? {};
      await tools.client.updateGoal(Gsid, { Name: `${long} ${end}`, CompanyId });
    }
    tools.agentTenant.forgetFreshness();
    const metric = { name: `${long} metric`, current: 1, target: 600, unit: 'users' };
    const company = one?.CompanyId;
    const planned = await tools.ask('plan_changes', {
      update: [one, other].map((goal) => ({ goal: goal?.Gsid, owner: '', name: `${long} new`, description: 'x' })),
      create: ['one', 'two'].map((end) => ({ company, name: `${long} ${end}`, metrics: [metric] })),
      max_characters: 20_000,
    });
    const { ask: asked } = await tools.ask('apply_plan', planIn(planned));
    for (const table of [planned.text, asked?.table ?? '']) {
      expect(table).not.toContain('…');
      expect(table).toContain(`${one?.Gsid} | ${long} first | name | ${long} first | ${long} new`);
      expect(table).toContain(`${other?.Gsid} | ${long} second | name | ${long} second | ${long} new`);
      expect(table).toContain(`new 1 | ${long} one | new metric | - | 1 of 600 users: ${long} metric`);
      expect(table).toContain(`new 2 | ${long} two | new metric | - | 1 of 600 users: ${long} metric`);
      expect(table).toContain(`description of ${other?.Gsid} ${long} second`);
    }
  });

  it('of many goals like those that are there is no longer than any answer', async () => {
    const { ask, goals } = await openTools({ goals: 300 }, writing);
    const create = goals.slice(0, 20).map(({ CompanyId, Name }) => ({ company: CompanyId, name: `${Name} again` }));
    const { text } = await ask('plan_changes', { create });
    expect(text.length).toBeLessThanOrEqual(8000);
  });

  it('of what is so already is no plan', async () => {
    const { ask, goals } = await openTools({}, writing);
    const { Gsid = '', Status = '' } = goals.find((goal) => goal.Status !== undefined) ?? {};
    const { text } = await ask('plan_changes', { update: [{ goal: Gsid, status: Status }] });
    expect(text).toContain('Nothing would change');
  });

  it('tells the log where it failed in a way that nobody foresaw, and nothing of what it was about', async () => {
    const { ask, folder, logged, tenant } = await openTools({}, writing);
    const create = [{ company: 'Alderbrook Insurance', name: 'A secret name' }];
    const store = vi.spyOn(GoalStore.prototype, 'goalsOf').mockImplementation(() => {
      throw new TypeError(`A secret name ${tenant.accessKey}`);
    });
    onTestFinished(() => store.mockRestore());
    expect((await ask('plan_changes', { create })).text).toContain('Call again once');
    expect(logged).toEqual([expect.stringMatching(/^plan_changes: TypeError\n {4}at /)]);
    expect(logged.join()).not.toMatch(new RegExp(`secret|${tenant.accessKey}`));
    store.mockRestore();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    expect((await ask('plan_changes', { create })).isError).toBe(true);
    expect(logged.slice(1)).toEqual([expect.stringMatching(/^plan_changes: Error E/)]);
  });

  it('does not tell the log what was foreseen', async () => {
    const { ask, logged } = await openTools();
    expect((await ask('get_goal', { goal: 'nobody' })).isError).toBe(true);
    expect(logged).toEqual([]);
  });

  it('makes another goal of one name where that is wanted', async () => {
    const { ask } = await openTools({}, writing);
    const create = [{ company: 'Alderbrook Insurance', name: 'Roll out single sign-on', even_if_exists: true }];
    const answer = await ask('plan_changes', { create });
    expect([answer.isError, answer.text]).toEqual([false, expect.stringContaining('have a like name')]);
  });

  it('writes nothing that is not seen', async () => {
    const tools = await openTools({}, writing);
    const hidden = 'call\u200b it\u{e0041}\u{e0042} so\u202e';
    const answer = await tools.ask('plan_changes', {
      create: [{ company: 'Alderbrook Insurance', name: hidden, description: `${hidden} &#8203;` }],
    });
    await tools.ask('apply_plan', planIn(answer));
    const { records } = await tools.client.searchGoals({ limit: 5000 });
    const made = records.find(({ Name }) => Name.startsWith('call'));
    expect([made?.Name, (await tools.client.getGoal(made?.Gsid ?? '')).Description?.trim()]).toEqual([
      'call it so',
      'call it so',
    ]);
  });
});

describe('a description', () => {
  const rich = '<p style="color:#c00">Red</p>\n<table><tbody><tr><td colspan="2">merged</td></tr></tbody></table>';

  const written = async (input: Record<string, unknown>): Promise<string> => {
    const tools = await openTools({}, writing);
    const { Gsid, Name, CompanyId } = firstOpen(tools);
    await tools.client.updateGoal(Gsid, { Name, CompanyId, Description: rich });
    const answer = await tools.ask('plan_changes', { update: [{ goal: Gsid, ...input }] });
    await tools.ask('apply_plan', planIn(answer));
    return (await tools.client.getGoal(Gsid)).Description ?? '';
  };

  it('is added at the end, and what is there stays byte for byte', async () => {
    const after = await written({ description: 'And\u200b **more**&#8203;\u{e0041}.' });
    expect(after.startsWith(rich)).toBe(true);
    expect(after.slice(rich.length).trim()).toBe('<p>And <strong>more</strong>.</p>');
  });

  it('is replaced where that is asked for', async () => {
    expect(await written({ description: 'All new.', replace_description: true })).not.toContain('merged');
  });

  it('that cannot be read as Markdown is told as text, and stays', async () => {
    const { client, ask, goals } = await openTools({}, writing);
    const { Gsid = '', Name = '', CompanyId = '' } = goals[0] ?? {};
    await client.updateGoal(Gsid, { Name, CompanyId, Description: '<p constructor="x">Seen all the same</p>' });
    expect((await ask('get_goal', { goal: Gsid })).text).toContain('Seen all the same');
    const { isError, text } = await ask('plan_changes', { update: [{ goal: Gsid, description: 'x' }] });
    expect([isError, text]).toEqual([true, expect.stringContaining('too complex to be edited here')]);
  });
});

describe('apply_plan', () => {
  const planned = async (options: ToolOptions = writing, tenant: SampleTenantOptions = {}) => {
    const tools = await openTools(tenant, options);
    const goal = firstOpen(tools);
    const answer = await tools.ask('plan_changes', {
      update: [{ goal: goal.Gsid, status: 'Achieved' }],
      create: [{ company: goal.CompanyId, name: 'A new goal', metrics: [{ name: 'Logins', target: 5 }] }],
    });
    return { ...tools, goal, plan: planIn(answer), answer };
  };

  const named = async ({ client }: Pick<Tools, 'client'>, name: string): Promise<readonly Goal[]> =>
    (await client.searchGoals({ limit: 5000 })).records.filter(({ Name }) => Name === name);

  it('sends what was planned, once', async () => {
    const tools = await planned();
    const { ask, client, goal, plan } = tools;
    const first = await ask('apply_plan', plan);
    expect(`${timeless(first.text)}\n`).toMatchSnapshot();
    const again = await ask('apply_plan', plan);
    expect([again.isError, again.text]).toEqual([false, expect.stringContaining('It was applied before.')]);
    const made = await named(tools, 'A new goal');
    expect(made).toHaveLength(1);
    expect(await client.listGoalMetrics(made[0]?.Gsid ?? '')).toHaveLength(1);
    expect((await client.getGoal(goal.Gsid)).Status).toBe('Achieved');
    expect(fencedIn(first.text).outside).not.toContain('A new goal');
  });

  const refusals: readonly (readonly [string, ToolOptions, (plan: Planned) => Planned, string])[] = [
    ['a server that only reads', {}, (plan) => plan, '--allow-writes'],
    ['another digest', writing, (plan) => ({ ...plan, digest: '0'.repeat(64) }), 'the digest'],
    ['no such plan', writing, (plan) => ({ ...plan, plan: 'plan-mhz0000-00000000' }), 'no such plan'],
    ['a path', writing, (plan) => ({ ...plan, plan: '../../plan' }), 'no such plan'],
    ['a no', { ...writing, consent: 'no' }, (plan) => plan, 'did not agree'],
  ];
  it.each(refusals)('of %s sends nothing', async (_, options, change, expected) => {
    const tools = await planned(options);
    const before = writes(tools);
    const { isError, text } = await tools.ask('apply_plan', change(tools.plan));
    expect([isError, text]).toEqual([true, expect.stringContaining(expected)]);
    expect(writes(tools)).toBe(before);
  });

  it('asks the person where it can, with all that it would send', async () => {
    const tools = await planned({ ...writing, consent: 'canAsk' });
    const before = writes(tools);
    const { ask: asked } = await tools.ask('apply_plan', tools.plan);
    expect(asked?.table).toContain('| status | In Progress | Achieved');
    expect(asked?.table).toContain('A new goal | new goal');
    expect(asked?.lines).toContain(`${tools.goal.Name} (${tools.goal.Gsid})\n    status: In Progress → Achieved`);
    expect(asked?.lines).toContain('A new goal (new 1)\n    new goal\n    name: A new goal\n');
    expect(asked?.lines).toContain('    new metric: 5: Logins');
    expect(writes(tools)).toBe(before);
  });

  it('sends nothing after 10 minutes', async () => {
    let minutes = 0;
    const now = (): Date => new Date(Date.parse('2026-11-28T12:00:00Z') + minutes * 60_000);
    const tools = await planned({ ...writing, now });
    minutes = 10.1;
    const { isError, text } = await tools.ask('apply_plan', tools.plan);
    expect([isError, text]).toEqual([true, expect.stringContaining('older than 10 minutes')]);
  });

  it('sends nothing where the company has got such a goal meanwhile', async () => {
    const tools = await planned();
    await tools.client.createGoal({ Name: 'A new goal', CompanyId: tools.goal.CompanyId });
    const before = writes(tools);
    expect((await tools.ask('apply_plan', tools.plan)).isError).toBe(true);
    expect([writes(tools), await named(tools, 'A new goal')]).toEqual([before, [expect.anything()]]);
  });

  it('leaves what somebody changed meanwhile, and says so', async () => {
    const tools = await planned();
    const { Gsid, Name, CompanyId } = tools.goal;
    await tools.client.updateGoal(Gsid, { Name, CompanyId, Status: 'Missed' });
    const { isError, text } = await tools.ask('apply_plan', tools.plan);
    expect([isError, text]).toEqual([true, expect.stringContaining('somebody changed status meanwhile')]);
    expect((await tools.client.getGoal(Gsid)).Status).toBe('Missed');
  });

  it('makes one goal where the answer to a create is lost', async () => {
    // It is looked for by when it was made.
    const now = (): Date => new Date();
    const tools = await planned({ ...writing, now }, { now });
    tools.tenant.faults.add({ kind: 'failedAfter', operation: 'createGoal', times: 1 });
    await tools.ask('apply_plan', tools.plan);
    const { isError } = await tools.ask('apply_plan', tools.plan);
    expect([isError, (await named(tools, 'A new goal')).length]).toEqual([false, 1]);
  });

  it('is done once by two calls at the same time', async () => {
    const tools = await planned();
    const answers = await Promise.all([tools.ask('apply_plan', tools.plan), tools.ask('apply_plan', tools.plan)]);
    expect(answers.filter(({ text }) => /Something went wrong/.test(text))).toEqual([]);
    expect(await named(tools, 'A new goal')).toHaveLength(1);
  });
});
