import { expect, it, onTestFinished } from 'vitest';
import { MentionedGoals } from '../../../src/mentions/mentionedGoals.ts';
import { newStore } from '../model/newStore.ts';
import { keepAliveFetch } from '../../../src/tenantClient.ts';
import { anyGoal, connect, kindOf, type Connected } from '../api/connectedClient.ts';

const none = '1S0G'.padEnd(36, 'X');

/** In a window that is connected and has loaded nothing yet. */
const open = async (fetch = keepAliveFetch()) => {
  const one = await connect({ tenant: { goals: 20 }, client: { fetch } });
  const { Gsid: id, Name } = await anyGoal(one);
  one.newRequests();
  const store = newStore();
  let connected: Pick<Connected, 'client'> | undefined = one;
  let elapsedMs = 0;
  const goals = new MentionedGoals({
    store,
    connections: {
      get connected() {
        return connected;
      },
      whenIdle: () => Promise.resolve(),
    },
    elapsedMs: () => elapsedMs,
  });
  onTestFinished(() => goals.dispose());
  const connectTo = (next: Pick<Connected, 'client'> | undefined): void => void (connected = next);
  return { ...one, id, Name, store, goals, connectTo, pass: (ms: number) => void (elapsedMs += ms) };
};

it('asks for the one goal that is meant, and not again within a minute', async () => {
  const { goals, id, Name, newRequests, pass } = await open();
  const both = await Promise.all([goals.goal(id), goals.goal(id)]);
  expect(both.map((goal) => goal?.Name)).toEqual([Name, Name]);
  pass(59_000);
  await goals.goal(id);
  expect(newRequests()).toEqual(['getGoal 200']);
  pass(2000);
  await goals.goal(id);
  expect(newRequests()).toEqual(['getGoal 200']);
});

it('asks nothing of what is known, nor where all goals are', async () => {
  const { goals, id, Name, store, client, newRequests } = await open();
  store.use(client);
  await store.load();
  newRequests();
  expect((await goals.goal(id))?.Name).toBe(Name);
  expect([await goals.mayBe(id), await goals.mayBe(none), await goals.goal(none)]).toEqual([true, false, undefined]);
  expect(newRequests()).toEqual([]);
});

it('keeps in the store what it asks for while goals are being loaded', async () => {
  const { goals, id, store, client } = await open();
  store.use(client);
  await goals.goal(id);
  expect(store.goal(id)).toBeDefined();
});

it('has none where no goal has the id, and asks once', async () => {
  const { goals, newRequests } = await open();
  expect([await goals.goal(none), await goals.goal(none)]).toEqual([undefined, undefined]);
  expect(newRequests().filter((request) => !request.startsWith('getGoal'))).toEqual([]);
});

it('asks nothing where no tenant is connected', async () => {
  const { goals, id, connectTo, newRequests } = await open();
  connectTo(undefined);
  expect([await goals.goal(id), await goals.mayBe(id), newRequests()]).toEqual([undefined, false, []]);
});

it('asks again for what failed', async () => {
  const { goals, id, Name, tenant } = await open();
  tenant.faults.add({ kind: 'plain', status: 403, body: '{}', operation: 'getGoal', times: 1 });
  expect(await kindOf(goals.goal(id))).not.toBe('aborted');
  expect((await goals.goal(id))?.Name).toBe(Name);
});

it('shows no goal of one tenant in another', async () => {
  const fetch = keepAliveFetch();
  let onAnswer = (): void => {};
  const telling = Object.assign(async (...sent: Parameters<typeof fetch>) => {
    const answer = await fetch(...sent);
    onAnswer();
    return answer;
  }, fetch);
  const { goals, id, connectTo } = await open(telling);
  const other = await connect({ tenant: { goals: 1 } });
  onAnswer = () => connectTo(other);
  expect(await goals.goal(id)).toBeUndefined();
  await goals.goal(id);
  expect(other.newRequests()).toHaveLength(1);
});

it('cancels a request that nobody waits for any more', async () => {
  const { goals, id, Name, tenant } = await open();
  tenant.faults.add({ kind: 'silent', operation: 'getGoal', times: 1 });
  const before = tenant.requests.length;
  const controller = new AbortController();
  const asked = kindOf(goals.goal(id, controller.signal));
  await expect.poll(() => tenant.requests.length).toBe(before + 1);
  controller.abort();
  expect(await asked).toBe('aborted');
  await expect.poll(() => tenant.requests[before]?.aborted).toBe(true);
  expect((await goals.goal(id))?.Name).toBe(Name);
});
