import { expect, it } from 'vitest';
import type { Fetch } from '../../../src/api/transport.ts';
import { readNotes } from '../../../src/description/statusNotes.ts';
import { newStore } from '../model/newStore.ts';
import { logUpdate } from '../../../src/review/logUpdate.ts';
import { keepAliveFetch } from '../../../src/tenantClient.ts';
import { clientFor, connect } from '../api/connectedClient.ts';

/** Lets people who are at work go on together: each request leaves once everybody has one to send, or waits for the others. */
const lockstep = (people: number) => {
  let active = people;
  let waiting: (() => void)[] = [];
  const letGo = (): void => {
    if (waiting.length < active) return;
    const all = waiting;
    waiting = [];
    for (const go of all) go();
  };
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      letGo();
    });
  return {
    fetch: (): Fetch => {
      const fetch = keepAliveFetch();
      // The witness goes out beside its update: the two are one step.
      let isBeside = false;
      return async (url, init) => {
        if (!isBeside) {
          isBeside = true;
          await turn();
          isBeside = false;
        }
        return fetch(url, init);
      };
    },
    settled: turn,
    leave: (): void => {
      active -= 1;
      letGo();
    },
  };
};

it('four people who log an update in lockstep lose no line', async () => {
  const people = ['Ann', 'Bob', 'Cem', 'Dee'];
  const { fetch, settled, leave } = lockstep(people.length);
  const connected = await connect();
  const { records } = await connected.client.searchGoals({ limit: 1 });
  const id = records[0]?.Gsid ?? '';
  const log = async (name: string): Promise<void> => {
    const store = newStore(() => new Date());
    store.use(clientFor(connected, { fetch: fetch() }));
    try {
      await logUpdate(store, id, { date: '2031-03-01', name, text: `from ${name}` }, { beforeRead: settled });
    } finally {
      leave();
    }
  };
  await Promise.all(people.map(log));
  const { Description = '' } = await connected.client.getGoal(id);
  expect(
    readNotes(Description)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(people);
});
