import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEmitter } from '../../../src/model/emitter.ts';
import type { LoadState } from '../../../src/model/loadState.ts';
import type { GoalCheckRule } from '../../../src/model/risk/goalCheckRule.ts';
import type { Need } from '../../../src/model/query/context.ts';
import { GoalRows } from '../../../src/model/query/goalRows.ts';
import type { StoreChange } from '../../../src/model/storeChange.ts';
import { noChange } from '../../../src/model/storeChange.ts';
import type { RowsChange } from '../../../src/model/views/liveRows.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { OverviewHost } from '../../../src/overview/overviewHost.ts';
import type { Scope, ToPage } from '../../../src/overview/protocol.ts';
import { until } from '../until.ts';

const grown = [
  { at: 0, value: 40 },
  { at: 21 * 86_400, value: 65 },
];

const open = (scope: Scope = { query: '' }) => {
  const rows = new GoalRows();
  // Overdue since long ago, which is a risk.
  rows.putAll(
    [1, 2, 3].map((at) => ({
      Gsid: `g${at}`,
      Name: `Goal ${at}`,
      CompanyId: 'c',
      CompanyName: 'Northwind',
      TargetDate: '2020-01-01',
    })),
  );
  const changes = createEmitter<RowsChange>();
  const storeChanges = createEmitter<StoreChange>();
  const rules = createEmitter<undefined>();
  let rulesOff: ReadonlySet<GoalCheckRule> = new Set();
  const contexts = createEmitter<Need | 'today'>();
  let day = '2031-03-01';
  let counted = 0;
  let tenant = 'sample';
  let state: LoadState = { kind: 'loaded', at: new Date() };
  const posted: ToPage[] = [];
  const failed: unknown[] = [];
  const logged: string[] = [];
  const provided: string[] = [];
  const host = new OverviewHost(
    {
      store: {
        get state() {
          return state;
        },
        goal: () => undefined,
        onDidChange: storeChanges.event,
      },
      tenant: () => tenant,
      labelOf: (of) => `Our ${of}`,
      rows: { rows, isBehind: false, ready: async () => rows, onDidChange: changes.event },
      context: () => {
        counted += 1;
        return { today: day };
      },
      onDidChangeContext: contexts.event,
      provide: async (needs) => void provided.push(...needs),
      ruleText: String,
      risk: () => usualThresholds,
      rulesOff: () => rulesOff,
      onDidChangeRules: rules.event,
      openGoal: async () => {},
      connect: () => Promise.reject(new Error('no connection')),
      whoAmI: async () => {},
      past: async () => ({ points: (goalId) => (goalId === 'g1' ? grown : []) }),
      log: { error: (line) => void logged.push(line) },
    },
    { post: (message) => void posted.push(message), named: () => {}, failed: (error) => void failed.push(error) },
    scope,
  );
  const isTold = (): boolean => posted.some((message) => message.type === 'overview' && message.overview.checks);
  return {
    host,
    posted,
    failed,
    logged,
    provided,
    counts: () => counted,
    isTold,
    change: () => changes.fire([0]),
    achieve: (id: string) => {
      const after = { Gsid: id, Name: 'Done', CompanyId: 'c', Status: 'Achieved' };
      changes.fire(rows.apply(new Map([[id, { after }]])));
    },
    known: (need: Need | 'today', today = day) => {
      day = today;
      contexts.fire(need);
    },
    totals: () => posted.findLast((message) => message.type === 'overview')?.overview.totals,
    turnOff: (...off: readonly GoalCheckRule[]) => {
      rulesOff = new Set(off);
      rules.fire(undefined);
    },
    checks: () => posted.findLast((message) => message.type === 'overview')?.overview.checks,
    becomes: (next: LoadState, of = tenant) => {
      state = next;
      tenant = of;
      storeChanges.fire(noChange);
    },
    lastScope: () => posted.findLast((message) => message.type === 'scope'),
  };
};

afterEach(() => void vi.useRealTimers());

describe('the host of an overview', () => {
  it('counts while its page loads, and tells it once it is ready', async () => {
    const { host, posted, isTold, counts } = open();
    await until(() => counts() === 1);
    expect(posted).toEqual([]);
    host.receive({ type: 'ready' });
    await until(isTold);
    expect(posted[0]?.type).toBe('scope');
    host.dispose();
  });

  it('counts once what comes one after the other, and nothing for a tab that nobody sees', async () => {
    vi.useFakeTimers();
    const { host, change, counts, isTold } = open();
    const changeOften = async (): Promise<void> => {
      for (let i = 0; i < 50; i += 1) change();
      await vi.advanceTimersByTimeAsync(3000);
    };
    host.receive({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(3000);
    expect([isTold(), counts()]).toEqual([true, 1]);
    await changeOften();
    expect(counts()).toBe(2);
    // What was due when the tab was hidden waits, too.
    change();
    host.setVisible(false);
    await changeOften();
    expect(counts()).toBe(2);
    host.setVisible(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(counts()).toBe(3);
    host.dispose();
  });

  it('counts no rule of the goal check that is turned off, and counts anew when one is', async () => {
    vi.useFakeTimers();
    const { host, turnOff, checks } = open();
    host.receive({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(checks()?.map(({ name }) => name)).toEqual(['noOwner']);
    turnOff('noOwner');
    await vi.advanceTimersByTimeAsync(3000);
    expect(checks()).toEqual([]);
    host.dispose();
  });

  it('counts what changed, and what another filter means', async () => {
    vi.useFakeTimers();
    const { host, achieve, totals } = open();
    host.receive({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(totals()).toMatchObject({ goals: 3, overdue: 3, achieved: 0 });
    achieve('g2');
    achieve('g4');
    await vi.advanceTimersByTimeAsync(3000);
    expect(totals()).toMatchObject({ goals: 4, overdue: 2, achieved: 2 });
    host.receive({ type: 'query', text: 'status:achieved' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(totals()).toMatchObject({ goals: 2, overdue: 0, achieved: 2 });
    host.dispose();
  });

  it('counts all anew where the filter asks for what is known otherwise now, and not for anything else', async () => {
    vi.useFakeTimers();
    const { host, known, counts, totals } = open({ query: 'due:today' });
    host.receive({ type: 'ready' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(totals()?.goals).toBe(0);
    known('drafts', '2020-01-01');
    await vi.advanceTimersByTimeAsync(3000);
    expect(counts()).toBe(1);
    known('today', '2020-01-01');
    await vi.advanceTimersByTimeAsync(3000);
    expect([counts(), totals()?.goals]).toEqual([2, 3]);
    known('hasMetrics');
    await vi.advanceTimersByTimeAsync(3000);
    expect(counts()).toBe(3);
    host.dispose();
  });

  it('does not wait for ever while changes keep coming', async () => {
    vi.useFakeTimers();
    const { host, change, counts } = open();
    await vi.advanceTimersByTimeAsync(3000);
    for (let i = 0; i < 50; i += 1) {
      change();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(counts()).toBeGreaterThan(3);
    host.dispose();
  });

  it('tells at once that no tenant is connected any more', () => {
    const { host, becomes, lastScope } = open();
    host.receive({ type: 'ready' });
    becomes({ kind: 'disconnected' });
    expect(lastScope()).toMatchObject({ standing: { state: 'disconnected' } });
    host.dispose();
  });

  it('tells nothing of a tenant once another is connected', async () => {
    const { host, becomes, isTold, posted } = open();
    host.receive({ type: 'ready' });
    await until(isTold);
    posted.length = 0;
    becomes({ kind: 'loaded', at: new Date() }, 'acme.gainsightcloud.com');
    // A page that is new at that moment.
    host.receive({ type: 'ready' });
    expect(posted.map(({ type }) => type)).toEqual(['scope', 'scope']);
    await until(isTold);
    host.dispose();
  });

  it('asks for what the filter it begins with needs, once for each tenant', async () => {
    const { host, provided, becomes, change } = open({ query: 'template:Onboarding' });
    await until(() => provided.length === 1);
    change();
    becomes({ kind: 'loaded', at: new Date() }, 'acme.gainsightcloud.com');
    await until(() => provided.length === 2);
    expect(provided).toEqual(['templates', 'templates']);
    host.dispose();
  });

  it('draws how the progress of goals at risk went, and keeps that while it counts anew', async () => {
    const { host, posted, isTold, change } = open();
    const sparks = () =>
      posted.map(
        (message) =>
          message.type === 'overview' && message.overview.risk.rows.map(({ id, spark }) => [id, spark?.words]),
      );
    host.receive({ type: 'ready' });
    await until(isTold);
    const all = [
      ['g1', '40% → 65% in 3 weeks'],
      ['g2', undefined],
      ['g3', undefined],
    ];
    expect(sparks().at(-1)).toEqual(all);
    posted.length = 0;
    change();
    await until(() => posted.length > 0);
    expect(sparks()[0]).toEqual(all);
    host.dispose();
  });

  it.each([
    ['sta', 3, [['status:', 'open, closed, or a status', 'status:', 7]]],
    ['company:', 8, [['Northwind', '3 goals', 'company:Northwind ', 18]]],
    ['company: due:overdue', 8, [['Northwind', '3 goals', 'company:Northwind due:overdue', 18]]],
    ['company:Northwind', 17, []],
  ])('says what may stand in %j at %i', async (text, caret, expected) => {
    const { host, posted } = open();
    host.receive({ type: 'suggest', at: { text, caret } });
    await until(() => posted.length > 0);
    const told = posted.find((message) => message.type === 'suggestions');
    expect(told?.of).toEqual({ text, caret });
    expect(told?.list.map((each) => [each.label, each.description, each.text, each.caret])).toEqual(expected);
    host.dispose();
  });

  it('says what failed of what a person asked for', async () => {
    const { host, failed, logged } = open();
    host.receive({ type: 'connect' });
    await until(() => failed.length === 1);
    expect(logged).toHaveLength(1);
    host.dispose();
  });

  it('does nothing once it has ended', async () => {
    const { host, change, counts } = open();
    await until(() => counts() === 1);
    host.dispose();
    change();
    host.setVisible(false);
    expect(counts()).toBe(1);
  });
});
