import { expect, it } from 'vitest';
import type { Fetch } from '../../../src/api/transport.ts';
import { keepAliveFetch } from '../../../src/tenantClient.ts';
import { FormReads, GoalReads } from '../../../src/editing/goalReads.ts';
import { openWindow, someGoal, type Window } from './openSession.ts';
import { until } from '../until.ts';

/** A sender that holds back all reads for forms but those of one goal, until they are let go or cancelled. */
const holding = () => {
  const send = keepAliveFetch();
  const letGo = Promise.withResolvers<void>();
  const held: string[] = [];
  let isOn = false;
  let free = '';
  const fetch: Fetch = async (url, init) => {
    if (isOn && init.method === 'GET' && !url.endsWith(`/${free}`)) {
      held.push(url);
      const cancelled = new Promise<never>((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
      });
      await Promise.race([letGo.promise, cancelled]);
    }
    return send(url, init);
  };
  const hold = (butOf = ''): void => {
    isOn = true;
    free = butOf;
  };
  return { fetch, hold, held, letGo: letGo.resolve };
};

const goalsOf = ({ store }: Window, count: number) =>
  store
    .companies()
    .flatMap(({ Gsid }) => store.goalsOf(Gsid))
    .slice(0, count);

it('a goal that a person only passes by is not asked for', async () => {
  const window = await openWindow();
  const goal = await someGoal(window);
  window.newRequests();
  const rested = Promise.withResolvers<void>();
  const { session, state } = window.openGoal(goal, rested.promise);
  expect([state().values.Name, state().description.kind]).toEqual([goal.Name, 'loading']);
  session.reads.end();
  rested.resolve();
  await until(() => session.goalResource.state.kind === 'failed');
  expect(window.newRequests()).toEqual([]);
});

it('a goal at which a person rests is read', async () => {
  const window = await openWindow();
  const { state } = window.openGoal(await someGoal(window), Promise.resolve());
  await expect.poll(() => state().description.kind).toBe('loaded');
});

it('what is asked for a form that is closed is cancelled', async () => {
  const { fetch, hold, held } = holding();
  const window = await openWindow({ client: { fetch } });
  const goal = await someGoal(window);
  hold();
  const { session } = window.openGoal(goal);
  await until(() => held.length > 0);
  session.reads.end();
  await until(() => session.goalResource.state.kind === 'failed');
  expect(session.goalResource.state).toMatchObject({ error: { kind: 'aborted' } });
});

it('a save overtakes what other forms wait for, which is read afterwards', async () => {
  const { fetch, hold, held, letGo } = holding();
  const window = await openWindow({ client: { fetch }, pace: { requestsAMinute: 1_000_000, atOnce: 1 } });
  const goal = await someGoal(window);
  const { session, saver } = window.openGoal(goal);
  await until(() => session.isDescriptionKnown);
  hold(goal.Gsid);
  const others = goalsOf(window, 30).map((each) => window.openGoal(each).session);
  await until(() => held.length > 0);
  session.edit('Name', 'First');
  expect(await saver.save()).toBe('updated');
  letGo();
  await until(() => others.every((each) => each.isDescriptionKnown));
});

it('what forms read goes on while a save only looks for what became of it', async () => {
  const all = new GoalReads();
  const save = Promise.withResolvers<void>();
  let resume = (): void => {};
  const saved = all.giveWayTo(async (goOn) => {
    resume = goOn;
    await save.promise;
  });
  let isRead = false;
  const read = new FormReads(all).read(async () => void (isRead = true));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(isRead).toBe(false);
  resume();
  await read;
  expect(isRead).toBe(true);
  save.resolve();
  await saved;
  await new FormReads(all).read(async () => undefined);
});
