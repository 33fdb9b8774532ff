import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WindowTools } from '../../../src/agent/vscode/windowTools.ts';
import type { Fetch } from '../../../src/api/transport.ts';
import { newStore } from '../model/newStore.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { keepAliveFetch } from '../../../src/tenantClient.ts';
import { withoutEditor } from './agentTenants.ts';
import { connect } from '../api/connectedClient.ts';

const never = new AbortController().signal;

/** A sender that tells just before each request and just after each answer. */
const telling = (tell: () => void): Fetch => {
  const fetch = keepAliveFetch();
  return async (url, init) => {
    tell();
    init.signal?.throwIfAborted();
    const answer = await fetch(url, init);
    tell();
    return answer;
  };
};

/** A window on one of two tenants, which hold companies of the same ids. It connects to the other one at a moment. */
const openTwo = async () => {
  let left = Number.POSITIVE_INFINITY;
  let elsewhere = (): void => {};
  const fetch = telling(() => {
    left -= 1;
    if (left === 0) elsewhere();
  });
  const one = await connect({ tenant: { goals: 20 }, client: { fetch } });
  const other = await connect({ tenant: { goals: 50 } });
  const store = newStore(() => new Date());
  const shownIn: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'window-switch-'));
  const connections = { connected: { tenant: 'one', client: one.client }, whenIdle: () => Promise.resolve() };
  store.use(one.client);
  const tools = new WindowTools({
    ...withoutEditor,
    store,
    rows: new LiveRows(store),
    connections,
    folder,
    activityFolder: folder,
    show: async () => void shownIn.push(connections.connected.tenant),
  });
  onTestFinished(() => {
    tools.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  elsewhere = () => {
    connections.connected = { tenant: 'other', client: other.client };
    store.use(other.client);
  };
  const made = ({ tenant }: Pick<typeof one, 'tenant'>): number =>
    tenant.requests.filter(({ operationId = '' }) => /^(create|update|add)/.test(operationId)).length;
  return {
    one,
    tools,
    store,
    /** On which tenant the window was when a form was opened, each time. */
    shownIn,
    /** @param moment a number of requests and answers from now */
    switchAt: (moment: number) => void (left = moment),
    isSwitched: () => left <= 0,
    madeInOne: () => made(one),
    madeInOther: () => made(other),
  };
};

const planned = async () => {
  const window = await openTwo();
  await window.store.load();
  const [company] = window.store.companies();
  const create = [{ company: company?.Gsid, name: 'For this tenant' }];
  const { text } = await window.tools.call('plan_changes', { create }, never);
  const [, plan, digest] = /plan (plan-\S+) and digest (\w{64})/.exec(text) ?? [];
  return { ...window, input: { plan, digest } };
};

type Planned = Awaited<ReturnType<typeof planned>>;

const agreed = async ({ tools, input }: Planned): Promise<void> => {
  expect((await tools.prepare('apply_plan', input, never)).ask).toBeDefined();
};

/** The tenant refuses the first try. */
const begin = async (window: Planned): Promise<void> => {
  window.one.tenant.faults.add({ kind: 'refused', operation: 'createGoal', times: 1 });
  await agreed(window);
  expect((await window.tools.call('apply_plan', window.input, never)).isError).toBe(true);
};

/** Does it with a switch at each moment, until there is none any more. */
const atEachMoment = async (once: (moment: number) => Promise<{ isSwitched: () => boolean }>): Promise<number> => {
  let moment = 1;
  while ((await once(moment)).isSwitched()) moment += 1;
  return moment - 1;
};

describe('a plan that a person agreed to', () => {
  it.each([
    ['new', false],
    ['begun', true],
  ])('is never sent to another tenant that the window connects to meanwhile: a %s one', async (_, isBegun) => {
    const moments = await atEachMoment(async (moment) => {
      const window = await planned();
      const { tools, input } = window;
      if (isBegun) await begin(window);
      const before = window.madeInOne();
      await agreed(window);
      window.switchAt(moment);
      const { text } = await tools.call('apply_plan', input, never);
      expect([moment, window.madeInOther()]).toEqual([moment, 0]);
      // What was sent before is told.
      expect([moment, text.includes('1 of 1 change is in the tenant.')]).toEqual([moment, window.madeInOne() > before]);
      return window;
    });
    expect(moments).toBeGreaterThan(2);
  });
});

describe('an answer', () => {
  it.each([
    ['search_goals', { query: 'template:onboarding' }],
    ['list_companies', {}],
    ['list_templates', {}],
    ['goals_at_risk', {}],
  ])('of %s never mixes two tenants', async (name, input) => {
    const { tools } = await openTwo();
    const { text: expected } = await tools.call(name, input, never);
    const moments = await atEachMoment(async (moment) => {
      const window = await openTwo();
      window.switchAt(moment);
      const { text, isError } = await window.tools.call(name, input, never);
      expect([moment, isError ? expected : text]).toEqual([moment, expected]);
      return window;
    });
    expect(moments).toBeGreaterThan(1);
  });
});

describe('a form', () => {
  it('is never opened in another tenant than the one that holds its goal', async () => {
    const moments = await atEachMoment(async (moment) => {
      const window = await openTwo();
      await window.tools.call('list_owners', {}, never);
      // It is made after goals were loaded: the tenant is asked for it.
      const CompanyId = window.store.companies()[0]?.Gsid ?? '';
      const goal = await window.one.client.createGoal({ Name: 'New', CompanyId, TargetDate: '2031-02-28' });
      window.switchAt(moment);
      const { isError } = await window.tools.call('show_goal', { goal: goal.Gsid }, never);
      expect([moment, window.shownIn]).toEqual([moment, isError ? [] : ['one']]);
      return window;
    });
    expect(moments).toBeGreaterThan(1);
  });
});
