import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmitter } from '../../../src/model/emitter.ts';
import { askingMs, Drawings, growthMs } from '../../../src/tree/drawings.ts';
import { ListedTenant } from '../model/listedTenant.ts';

/** A tree over a tenant of so many goals; time passes when the test says so. */
const opened = (count: number) => {
  const tenant = new ListedTenant(count);
  tenant.later();
  const { store } = tenant.open();
  const drawn: (readonly string[] | 'all')[] = [];
  const timers: { readonly ms: number; readonly act: () => void; isOver: boolean }[] = [];
  const marks = createEmitter<ReadonlySet<string>>();
  const lists = createEmitter<readonly string[] | 'all'>();
  let isListed = false;
  let now = 0;
  const drawings = new Drawings({
    store,
    onDidMark: marks.event,
    listing: { isShown: () => isListed, onDidChange: lists.event },
    now: () => new Date(now),
    after: (ms, act) => {
      const timer = { ms: now + ms, act, isOver: false };
      timers.push(timer);
      return { dispose: () => void (timer.isOver = true) };
    },
    draw: (rows) => drawn.push(rows),
  });
  onTestFinished(() => drawings.dispose());
  const pass = (ms: number): void => {
    now += ms;
    for (const timer of timers.filter((each) => !each.isOver && each.ms <= now)) {
      timer.isOver = true;
      timer.act();
    }
  };
  return {
    tenant,
    store,
    drawings,
    drawn,
    pass,
    mark: (...goals: readonly string[]) => marks.fire(new Set(goals)),
    listed: (rows: readonly string[] | 'all') => {
      isListed = true;
      lists.fire(rows);
    },
  };
};

const loaded = async (count = 60) => {
  const tree = opened(count);
  await tree.store.load();
  tree.pass(10 * growthMs);
  tree.drawn.length = 0;
  tree.tenant.later();
  return tree;
};

describe('all rows', () => {
  it('are drawn once for a load of one page', async () => {
    const { store, drawn, pass } = opened(60);
    await store.load();
    pass(10 * growthMs);
    expect(drawn).toEqual(['all']);
  });

  it('are drawn with the first page and at the end, where a load is quick', async () => {
    const { store, drawn, pass } = opened(12_000);
    await store.load();
    expect(drawn).toEqual(['all', 'all']);
    pass(10 * growthMs);
    expect(drawn).toEqual(['all', 'all']);
  });

  it('are drawn once a second where it is slow, and not where nothing came', async () => {
    const { tenant, store, drawn, pass } = opened(20_000);
    tenant.mostRows = 1000;
    // Of one stamp, they would be looked at once more.
    const stampOf = (i: number): string => new Date(Date.UTC(2030, 0, 1) + i * 60_000).toISOString();
    tenant.rows = tenant.rows.map((row, i) => ({ ...row, ModifiedDate: stampOf(i) }));
    let pages = 0;
    store.onDidChange(() => {
      if (store.state.kind !== 'loading' || store.state.loaded === 0) return;
      pages += 1;
      pass(growthMs / 4);
    });
    await store.load();
    pass(10 * growthMs);
    expect(pages).toBeGreaterThan(20);
    expect(drawn.length).toBeGreaterThan(pages / 5);
    expect(drawn.length).toBeLessThan(pages / 3);
  });

  it('are drawn when a load fails in the middle', async () => {
    const { tenant, store, drawn } = opened(12_000);
    tenant.statuses = [200, 200, 503];
    await store.load();
    expect(store.state.kind).toBe('failed');
    expect(drawn).toEqual(['all', 'all']);
  });
});

describe('single rows', () => {
  it('are drawn where a goal changed', async () => {
    const { tenant, store, drawn } = await loaded();
    tenant.put('goal-3', 'company-3', 'Renamed');
    await store.refresh({ isAsked: false });
    expect(drawn).toEqual([['company/company-3', 'goal/goal-3']]);
  });

  it('are drawn where metrics are to be asked for again', async () => {
    const { store, drawn } = await loaded();
    await store.metrics('goal-3');
    await store.refresh({ isAsked: true });
    expect(drawn).toEqual([['goal/goal-3']]);
  });

  it('are drawn where a draft comes or goes, without those beside them', async () => {
    const { drawn, mark, pass } = await loaded();
    mark('goal-3', 'goal-4');
    pass(10 * askingMs);
    expect(drawn).toEqual([['goal/goal-3', 'goal/goal-4']]);
  });

  it('are drawn once more where VS Code was just asking for them', async () => {
    const { drawings, drawn, mark, pass } = await loaded();
    drawings.asked('company-3');
    pass(askingMs / 2);
    mark('goal-3', 'goal-4');
    mark('goal-3');
    pass(10 * askingMs);
    expect(drawn).toEqual([['goal/goal-3', 'goal/goal-4'], ['goal/goal-3'], ['goal/goal-3']]);
  });

  it('are not drawn any more once the tree is gone', async () => {
    const { drawings, store, drawn, mark, pass } = await loaded();
    drawings.asked('company-3');
    mark('goal-3');
    drawings.dispose();
    store.use(undefined);
    mark('goal-3');
    pass(10 * askingMs);
    expect(drawn).toEqual([['goal/goal-3']]);
  });
});

describe('while a listing is shown', () => {
  const listing = async () => {
    const tree = await loaded();
    tree.listed('all');
    tree.drawn.length = 0;
    return tree;
  };

  it('that says what is drawn anew, and the store does not', async () => {
    const { tenant, store, drawn, listed } = await listing();
    tenant.put('goal-7', 'company-1', 'Renamed');
    tenant.later();
    await store.refresh({ isAsked: false });
    expect(drawn).toEqual([]);
    listed(['filter', 'goal/goal-7']);
    expect(drawn).toEqual([['filter', 'goal/goal-7']]);
  });

  it('all is drawn once the first load has ended: what was not found then is not there', async () => {
    const { store, drawn, listed, pass } = opened(12_000);
    listed('all');
    await store.load();
    pass(10 * growthMs);
    expect(drawn.filter((rows) => rows === 'all')).toHaveLength(2);
  });

  it('all is drawn where the tenant goes', async () => {
    const { store, drawn } = await listing();
    store.use(undefined);
    expect(drawn).toContain('all');
  });
});
