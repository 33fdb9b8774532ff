import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import { FormHost } from '../../../src/form/formHost.ts';
import { openWindow, someGoal } from '../editing/openSession.ts';
import { openHost } from './openHost.ts';
import { until } from '../until.ts';

/** How many of these are still held by something, after what nobody holds was swept. */
const heldOf = (refs: readonly WeakRef<object>[]): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return refs.filter((ref) => ref.deref() !== undefined).length;
};

it('a page that was closed is let go by a session that is still open', async () => {
  const { parts, actions, log } = await openHost();
  const openAndClose = (): WeakRef<object> => {
    const deps = { log, parts: () => parts, actions, units: () => [], goals: () => ({ kind: 'loaded' }) as const };
    const host = new FormHost(deps, { post: () => undefined, copy: () => undefined }, []);
    host.receive({ type: 'ready' });
    host.receive({ type: 'ping', seq: 1 });
    host.dispose();
    return new WeakRef(host);
  };
  const refs = Array.from({ length: 50 }, openAndClose);
  await expect.poll(() => heldOf(refs)).toBe(0);
});

it('goals that were opened, typed into, saved and closed are let go by store and drafts', async () => {
  const window = await openWindow();
  const { Gsid, Name } = await someGoal(window);
  const { store, drafts, log } = window;
  const deps = { store, drafts, log, tenant: () => 'sample', now: () => 0 };
  const openAndClose = async (index: number): Promise<WeakRef<object>> => {
    const session = new GoalSession(deps, { tenant: 'sample', id: Gsid, isNew: false, name: Name, preset: {} });
    session.follow();
    session.edit('Name', `Typed ${index}`);
    if (index % 10 === 0) await new GoalSaver(session, { store, log }).save();
    else session.revert();
    await until(() => session.isDescriptionKnown && session.metric.list.state.kind === 'loaded');
    return new WeakRef(session);
  };
  const refs: WeakRef<object>[] = [];
  for (let index = 0; index < 40; index += 1) refs.push(await openAndClose(index));
  await expect.poll(() => heldOf(refs)).toBe(0);
});
