import { expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { addNote, readNotes, type StatusNote } from '../../../src/description/statusNotes.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { newStore } from '../model/newStore.ts';
import { NotPutBack } from '../../../src/model/sendUpdate.ts';
import { logUpdate, NoteUnseen, TheirsOwed } from '../../../src/review/logUpdate.ts';
import { openClient } from '../../torture/openClient.ts';
import { anyGoal, startTenant } from '../sample/sampleTenant.ts';

const note = (text: string, name = 'Ann'): StatusNote => ({ date: '2031-03-01', name, text });

/** Where nobody's update takes longer than another's, there is nothing to wait for. */
const settled = async (): Promise<void> => undefined;

/** A goal of a tenant, and people who work with it in windows of their own. */
const shared = async (people: number) => {
  const tenant = await startTenant();
  const { Gsid } = await anyGoal(tenant);
  const openWindow = () => {
    const client = openClient({ origin: tenant.url, accessKey: tenant.accessKey });
    const store = newStore(() => new Date());
    store.use(client);
    return { client, store };
  };
  const windows = Array.from({ length: people }, openWindow);
  const [first = openWindow()] = windows;
  const held = async (): Promise<GoalFields> => fieldsOf(await first.client.getGoal(Gsid));
  return { id: Gsid, windows, first, held };
};

const texts = (description: string): readonly string[] => readNotes(description).map(({ text }) => text);

it('adds a line, and changes nothing else', async () => {
  const { id, first, held } = await shared(1);
  const before = await held();
  expect(await logUpdate(first.store, id, note('On track'), { beforeRead: settled })).toEqual([]);
  expect(await held()).toEqual({ ...before, Description: addNote(before.Description, note('On track')) });
});

/** Windows that know of each other's updates when one is over: `settled` waits until none is on its way. */
const knowingWindows = (stores: readonly GoalStore[]) => {
  const underWay = new Set<Promise<unknown>>();
  return {
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stores: stores.map((store): Pick<GoalStore, 'fetchGoal' | 'updateGoal'> => ({
      fetchGoal: (...args) => store.fetchGoal(...args),
      updateGoal: async (...args) => {
        const update = store.updateGoal(...args);
        underWay.add(update);
        return update.finally(() => underWay.delete(update));
      },
    })),
  };
};

it('loses no line of people who log to one goal at once', async () => {
  const { id, windows, held } = await shared(3);
  const { stores, settled: others } = knowingWindows(windows.map(({ store }) => store));
  const rounds = 3;
  await Promise.all(
    stores.map(async (store, person) => {
      for (let round = 0; round < rounds; round += 1)
        await logUpdate(store, id, note(`${person} ${round}`), { beforeRead: others });
    }),
  );
  const expected = windows.flatMap((_, person) => Array.from({ length: rounds }, (__, round) => `${person} ${round}`));
  expect(texts((await held()).Description).toSorted()).toEqual(expected);
});

it('adds it to what a colleague made of the description', async () => {
  const { id, first, held } = await shared(1);
  const before = await first.client.getGoal(id);
  await first.store.fetchGoal(id);
  await first.client.updateGoal(id, inputOf({ ...fieldsOf(before), Description: '<p>Theirs</p>' }));
  await logUpdate(first.store, id, note('On track'), { beforeRead: settled });
  expect((await held()).Description).toBe(addNote('<p>Theirs</p>', note('On track')));
});

it('adds none again that an earlier try has left, and a second one of the same words where it is the first try', async () => {
  const { id, first, held } = await shared(1);
  await logUpdate(first.store, id, note('On track'), { beforeRead: settled });
  await logUpdate(first.store, id, note('On track'), { beforeRead: settled, isAgain: true });
  expect(texts((await held()).Description)).toEqual(['On track']);
  await logUpdate(first.store, id, note('On track'), { beforeRead: settled });
  expect(texts((await held()).Description)).toEqual(['On track', 'On track']);
});

it('sends nothing that nobody would see', async () => {
  const { id, first, held } = await shared(1);
  const before = await first.client.getGoal(id);
  await first.client.updateGoal(id, inputOf({ ...fieldsOf(before), Description: '<p>Why</p><!-- ' }));
  await expect(logUpdate(first.store, id, note('On track'), { beforeRead: settled })).rejects.toBeInstanceOf(
    NoteUnseen,
  );
  expect((await held()).Description).toBe('<p>Why</p><!-- ');
});

it('puts a colleague’s line back that it wrote over', async () => {
  const { id, first, held } = await shared(1);
  const base = await held();
  const theirs = addNote(base.Description, note('Theirs', 'Bob'));
  let isFirst = true;
  const store: Pick<GoalStore, 'fetchGoal' | 'updateGoal'> = {
    fetchGoal: (goalId) => first.store.fetchGoal(goalId),
    updateGoal: async (goalId, before, mine) => {
      const saved = await first.store.updateGoal(goalId, before, mine);
      if (!isFirst) return saved;
      isFirst = false;
      throw new NotPutBack(saved.goal, { Description: theirs }, new Error('no way'));
    },
  };
  await logUpdate(store, id, note('Mine'), { beforeRead: settled });
  expect(texts((await held()).Description).toSorted()).toEqual(['Mine', 'Theirs']);
});

it.each([1, 2])('is saved where look %s after the write fails', async (look) => {
  const { id, first, held } = await shared(1);
  let looks = 0;
  let isWritten = false;
  const store: Pick<GoalStore, 'fetchGoal' | 'updateGoal'> = {
    fetchGoal: async (goalId) => {
      if (isWritten) looks += 1;
      if (looks === look) throw new ApiError('network', 'getGoal');
      return first.store.fetchGoal(goalId);
    },
    updateGoal: async (...args) => {
      const saved = await first.store.updateGoal(...args);
      isWritten = true;
      return saved;
    },
  };
  expect(await logUpdate(store, id, note('On track'), { beforeRead: settled })).toEqual([]);
  expect(texts((await held()).Description)).toEqual(['On track']);
});

it('leaves open what became of an earlier try that cannot be looked for', async () => {
  const store = {
    fetchGoal: () => Promise.reject(new ApiError('network', 'getGoal')),
    updateGoal: () => Promise.reject(new Error('never sent')),
  };
  const again = logUpdate(store, 'G', note('On track'), { beforeRead: settled, isAgain: true });
  await expect(again).rejects.toMatchObject({ outcome: 'unknown' });
  await expect(logUpdate(store, 'G', note('On track'), { beforeRead: settled })).rejects.toMatchObject({
    outcome: undefined,
  });
});

/** A window whose first update goes over a colleague's line, which it cannot put back at once. */
const overTheirs = async () => {
  const window = await shared(1);
  const theirs = addNote((await window.held()).Description, note('Theirs', 'Bob'));
  let updates = 0;
  const store: Pick<GoalStore, 'fetchGoal' | 'updateGoal'> = {
    fetchGoal: (goalId) => window.first.store.fetchGoal(goalId),
    updateGoal: async (...args) => {
      updates += 1;
      if (updates === 2) throw new ApiError('network', 'updateGoal', { outcome: 'notStored' });
      const saved = await window.first.store.updateGoal(...args);
      if (updates > 1) return saved;
      throw new NotPutBack(saved.goal, { Description: theirs }, new Error('no way'));
    },
  };
  const failure: unknown = await logUpdate(store, window.id, note('Mine'), { beforeRead: settled }).catch(
    (error: unknown) => error,
  );
  return { ...window, store, failure };
};

it('says that it is saved where a colleague’s line cannot be put back, and puts it back at the next try', async () => {
  const { id, store, held, failure } = await overTheirs();
  expect(failure).toBeInstanceOf(TheirsOwed);
  expect(texts((await held()).Description)).toEqual(['Mine']);
  const owed = failure instanceof TheirsOwed ? { owed: failure } : {};
  await logUpdate(store, id, note('Mine'), { beforeRead: settled, isAgain: true, ...owed });
  expect(texts((await held()).Description).toSorted()).toEqual(['Mine', 'Theirs']);
});

it('puts it back on top of what was written since, and writes over none of that', async () => {
  const { id, first, store, held, failure } = await overTheirs();
  const now = await held();
  const since = { ...now, Name: 'Renamed', Description: addNote(now.Description, note('Since', 'Cem')) };
  await first.client.updateGoal(id, inputOf(since));
  const owed = failure instanceof TheirsOwed ? { owed: failure } : {};
  await logUpdate(store, id, note('Mine'), { beforeRead: settled, isAgain: true, ...owed });
  const { Name, Description } = await held();
  expect([Name, ...texts(Description).toSorted()]).toEqual(['Renamed', 'Mine', 'Since', 'Theirs']);
});
