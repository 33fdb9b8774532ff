import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmitter } from '../../../src/model/emitter.ts';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import type { Need } from '../../../src/model/query/context.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { KnownContext } from '../../../src/views/knownContext.ts';
import { Person } from '../../../src/views/person.ts';
import { startSampleTenant } from '../../../src/sample/server.ts';
import { openClient } from '../../torture/openClient.ts';
import { newStore } from '../model/newStore.ts';

/** A window on a sample tenant of its own, with what is known there beside the goals. */
const opened = async () => {
  const sample = await startSampleTenant({ requestsPerMinute: Infinity, goals: 40 });
  onTestFinished(() => sample.close());
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string): unknown => values.get(key),
    update: async (key: string, value: unknown): Promise<void> => void values.set(key, structuredClone(value)),
  };
  const now = (): Date => new Date();
  const store = newStore(now);
  let tenant: string | undefined = 'a.example';
  const person = new Person({ store, tenant: () => tenant, memory, now });
  const rows = new LiveRows(store, () => new Promise((resolve) => setImmediate(resolve)));
  const drafts = { goals: () => new Set<string>(), onDidChange: createEmitter<undefined>().event };
  const known = new KnownContext({ store, rows, person, drafts, now });
  const told: (Need | 'today')[] = [];
  known.onDidChange((need) => told.push(need));
  onTestFinished(() => {
    for (const each of [known, rows, person]) each.dispose();
    store.use(undefined);
  });
  const client = openClient({ origin: sample.url, accessKey: sample.accessKey });
  store.use(client);
  await store.load();
  await rows.ready();
  const [goal] = [...store.goalIds()]
    .flatMap((id) => store.goal(id) ?? [])
    .filter(({ OwnerId }) => OwnerId !== undefined);
  if (goal === undefined) throw new Error('no goal has an owner');
  const refreshed = async (): Promise<void> => {
    await store.refresh({ isAsked: false });
    await rows.ready();
  };
  told.length = 0;
  return {
    person,
    rows,
    known,
    store,
    told,
    goal,
    refreshed,
    changeElsewhere: async (changes: Readonly<Record<string, string>>): Promise<void> => {
      await client.updateGoal(goal.Gsid, {
        CompanyId: goal.CompanyId,
        Name: goal.Name,
        OwnerId: goal.OwnerId ?? '',
        ...changes,
      });
      await refreshed();
    },
    change: (changes: Readonly<Record<string, string>>) =>
      store.updateGoal(goal.Gsid, fieldsOf(goal), { ...fieldsOf(goal), ...changes }),
    connect: (to: string | undefined) => {
      tenant = to;
      known.forget();
    },
  };
};

const news = ({ known }: Awaited<ReturnType<typeof opened>>): readonly string[] => [...known.news];

describe('news', () => {
  it('is a colleague’s change of a goal that is watched, until all was seen', async () => {
    const window = await opened();
    const { person, goal, told } = window;
    await person.toggleWatch('goals', goal.Gsid);
    expect(news(window)).toEqual([]);
    await window.changeElsewhere({ Name: 'By a colleague' });
    expect(news(window)).toEqual([goal.Gsid]);
    expect(told).toContain('news');
    expect(person.isChanged(window.store.goal(goal.Gsid) ?? goal)).toBe(true);
    window.known.forget();
    expect(news(window)).toEqual([]);
    await window.refreshed();
  });

  it('is no change of my own, and one that a colleague makes after it', async () => {
    const window = await opened();
    const { person, goal } = window;
    await person.setMe([goal.OwnerId ?? '']);
    await window.change({ Name: 'By me' });
    expect(news(window)).toEqual([]);
    expect(person.isChanged(window.store.goal(goal.Gsid) ?? goal)).toBe(false);
    await window.changeElsewhere({ Name: 'By a colleague' });
    expect(news(window)).toEqual([goal.Gsid]);
  });

  it('is not all seen by a change of my own, which concerns its goal alone', async () => {
    const window = await opened();
    await window.change({ Name: 'By me' });
    expect(window.told).not.toContain('seenAt');
    const rows = await window.rows.ready();
    if (rows !== undefined) await window.person.markAllSeen(rows);
    expect(window.told).toContain('seenAt');
  });

  it('is of goals of a company that is watched, too', async () => {
    const window = await opened();
    await window.person.toggleWatch('companies', window.goal.CompanyId);
    expect(window.known.context.watched?.has(window.goal.Gsid)).toBe(true);
    await window.changeElsewhere({ Name: 'By a colleague' });
    expect(news(window)).toEqual([window.goal.Gsid]);
  });
});

describe('what is kept of a person', () => {
  it('is of one tenant', async () => {
    const { person, connect, goal } = await opened();
    await person.setMe(['o1']);
    await person.toggleWatch('goals', goal.Gsid);
    connect('b.example');
    expect([person.me, person.watched.goals, person.seen]).toEqual([undefined, [], undefined]);
    connect('a.example');
    expect([person.me, person.watched.goals]).toEqual([['o1'], [goal.Gsid]]);
  });

  it('is nothing where no tenant is connected', async () => {
    const { person, connect } = await opened();
    connect(undefined);
    await person.setMe(['o1']);
    expect([person.me, person.seen]).toEqual([undefined, undefined]);
  });
});

it('who the person is decides nothing until they said so', async () => {
  const { person, known, told } = await opened();
  expect('me' in known.context).toBe(false);
  told.length = 0;
  await person.setMe(['o1']);
  expect(known.context.me).toEqual(['o1']);
  expect(told).toContain('me');
});
