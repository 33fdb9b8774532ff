import { expect, it } from 'vitest';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import { clientFor } from '../api/connectedClient.ts';
import { newStore } from '../model/newStore.ts';
import { openWindow } from './openSession.ts';

/** One draft of a new goal, shown in two windows: what one of them made is not known to the client of the other. */
const twoWindows = async () => {
  const window = await openWindow();
  const companyId = [...window.store.companies()][0]?.Gsid ?? '';
  const here = window.openNew({ companyId });
  here.session.edit('Name', 'Brand new');
  const store = newStore(() => new Date());
  let looks = 0;
  const sleep = async (): Promise<void> => {
    looks += 1;
    await new Promise((resolve) => void setTimeout(resolve, 20));
  };
  store.use(clientFor(window, { sleep }));
  await store.load();
  const open = () => {
    const { drafts, log } = window;
    const deps = { store, drafts, log, tenant: () => 'sample', now: () => 1 };
    const address = { tenant: 'sample', id: 'made-up', isNew: true, name: 'New goal', preset: {} };
    const session = new GoalSession(deps, address);
    session.follow('connection');
    return { session, saver: new GoalSaver(session, deps) };
  };
  const made = async (): Promise<readonly string[]> => {
    window.tenant.faults.clear();
    const { records } = await window.client.searchGoals({ limit: 1000 });
    return records.filter(({ Name }) => Name.startsWith('Brand new')).map(({ Name }) => Name);
  };
  /** A create of the one that is answered when the other had the time to look. */
  const sendSlowly = (): Promise<string> => {
    window.tenant.faults.add({ kind: 'latency', delay: 60, operation: 'createGoal', times: 1 });
    const sending = here.saver.save();
    expect(here.session.edits.sent).toBeDefined();
    return sending;
  };
  const lag = (looksUnseen: number): void =>
    window.tenant.faults.add({ kind: 'unseen', operation: 'searchGoals', times: looksUnseen });
  return { window, here, there: open(), open, made, sendSlowly, lag, looks: () => looks };
};

it('is the goal of both where it is saved there while it is on its way from here', async () => {
  const { here, there, made, sendSlowly } = await twoWindows();
  const sending = sendSlowly();
  expect(await there.saver.save()).toBe('created');
  expect(await sending).toBe('created');
  expect(await made()).toEqual(['Brand new']);
  expect(there.session.goalId).toBe(here.session.goalId);
});

it('is looked for as long as a search may lag behind what was saved here', async () => {
  const { here, there, made, lag } = await twoWindows();
  expect(await here.saver.save()).toBe('created');
  lag(4);
  expect(await there.saver.save()).toBe('notSent');
  expect(there.saver.failure).toMatchObject({ kind: 'perhapsCreated' });
  expect(there.saver.state.kind).toBe('inDoubt');
  expect(await made()).toEqual(['Brand new']);
});

it('is looked for also where what is typed there was kept as a draft again', async () => {
  const { here, there, made, lag } = await twoWindows();
  expect(await here.saver.save()).toBe('created');
  there.session.checkDraft();
  there.session.keepDraftAnyway();
  lag(4);
  expect(await there.saver.save()).toBe('notSent');
  expect(await made()).toEqual(['Brand new']);
});

it('is looked for also after a restart of the window that typed on', async () => {
  const { here, there, open, made, lag } = await twoWindows();
  expect(await here.saver.save()).toBe('created');
  there.session.edit('Description', 'typed on');
  lag(4);
  const again = open();
  expect(again.session.edits.mine.Description).toBe('typed on');
  expect(again.saver.state.kind).toBe('idle');
  expect(await again.saver.save()).toBe('notSent');
  expect(again.saver.failure).toMatchObject({ kind: 'perhapsCreated' });
  expect(await made()).toEqual(['Brand new']);
});

it('is not written over by what was typed apart, which a person is asked about', async () => {
  const { here, there, made, sendSlowly } = await twoWindows();
  here.session.edit('TargetDate', '2031-05-01');
  there.session.edit('Name', 'Brand new, typed apart');
  const sending = sendSlowly();
  expect(await there.saver.save()).toBe('notSent');
  expect(there.saver.failure).toMatchObject({ kind: 'perhapsCreated' });
  await sending;
  expect(await made()).toEqual(['Brand new']);
  expect(here.session.goal?.TargetDate).toBe('2031-05-01');
  there.session.edit('Name', 'Brand new, apart');
  expect(await there.saver.save()).toBe('created');
});

it('is made there once it is absent for so long, where it was discarded here', async () => {
  const { here, there, made, looks } = await twoWindows();
  here.session.discard();
  expect(await there.saver.save()).toBe('created');
  expect(looks()).toBe(6);
  expect(await made()).toEqual(['Brand new']);
});

it('is two goals where it became two drafts, of which none was sent', async () => {
  const { here, there, made, looks } = await twoWindows();
  here.session.edit('Name', 'Brand new here');
  there.session.edit('Name', 'Brand new there');
  expect(await there.saver.save()).toBe('created');
  expect(looks()).toBe(0);
  expect(await made()).toEqual(['Brand new there']);
});
