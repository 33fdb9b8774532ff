import { expect, it } from 'vitest';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { readsFirst } from '../api/connectedClient.ts';
import { createdInDoubt, openLoaded, openWindow } from './openSession.ts';

it('a new goal in doubt whose discard is undone is in doubt again', async () => {
  const { session, saver, steps, made } = await createdInDoubt();
  await saver.giveUp('discard');
  steps.at(-1)?.undo();
  expect(session.edits.mine.Name).toBe('Brand new');
  expect(saver.state.kind).toBe('inDoubt');
  expect(await saver.save()).toBe('created');
  expect(await made()).toBe(1);
});

it('a new goal in doubt that was reverted, and is typed once more, is asked about', async () => {
  const { session, saver, made } = await createdInDoubt();
  await saver.giveUp('revert');
  session.edit('Name', 'Brand new');
  expect(await saver.save()).toBe('notSent');
  expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
  expect(await made()).toBe(1);
  expect(await saver.save()).toBe('created');
});

it('a new goal that was given up and that the tenant does not have is created at once', async () => {
  const window = await openWindow();
  const { session, saver } = window.openNew({ companyId: window.store.companies()[0]?.Gsid ?? '' });
  session.edit('Name', 'Brand new');
  window.tenant.faults.add(
    { kind: 'cutBefore', operation: 'createGoal', times: 1 },
    { kind: 'refused', operation: 'searchGoals' },
  );
  expect(await saver.save()).toBe('notSent');
  window.tenant.faults.clear();
  await saver.giveUp('revert');
  session.edit('Name', 'Brand new');
  expect(await saver.save()).toBe('created');
});

it('what a colleague wrote, and may be written over, is asked about again where its discard is undone', async () => {
  const { session, saver, window, goal, steps } = await openLoaded({ client: { fetch: readsFirst() } });
  const theirs = { ...inputOf(fieldsOf(goal)), Name: 'Theirs' };
  window.tenant.faults.add(
    { kind: 'changedBehind', operation: 'getGoal', skip: 2, times: 1, changes: theirs },
    { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
    { kind: 'refused', operation: 'getGoal' },
  );
  session.edit('Name', 'Mine');
  expect(await saver.save()).toBe('notSent');
  window.tenant.faults.clear();
  expect(saver.conflict).toMatchObject({ fields: ['Name'], theirs: { Name: 'Theirs' } });
  await saver.giveUp('discard');
  steps.at(-1)?.undo();
  expect(session.edits.mine.Name).toBe('Mine');
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict).toMatchObject({ fields: ['Name'], theirs: { Name: 'Theirs' } });
});

it('an edit whose discard is undone stands on what it stood on before', async () => {
  const { session, saver, window, goal, steps, inTenant } = await openLoaded();
  session.edit('Name', 'Mine');
  await window.changeElsewhere(await inTenant(), { Name: 'Theirs' });
  await window.store.refresh({ isAsked: true });
  await saver.giveUp('discard');
  steps.at(-1)?.undo();
  expect(session.edits.base.Name).toBe(goal.Name);
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict?.fields).toEqual(['Name']);
  steps.at(-1)?.redo();
  expect(session.edits.mine.Name).toBe('Theirs');
});

it.each([1, 2])('a metric in doubt that was given up %i times and is typed once more is one metric', async (times) => {
  const { session, window, goal } = await openLoaded();
  const type = (): void => {
    session.metric.edit('Name', 'Logins');
    session.metric.edit('TargetValue', '5');
  };
  type();
  window.tenant.faults.add(
    { kind: 'cutAfter', operation: 'addGoalMetric', times: 1 },
    { kind: 'refused', operation: 'listGoalMetrics' },
  );
  await session.metric.add(goal.Gsid);
  window.tenant.faults.clear();
  for (let time = 0; time < times; time += 1) session.discard();
  type();
  await session.metric.add(goal.Gsid);
  const metrics = await window.client.listGoalMetrics(goal.Gsid);
  expect(metrics.filter(({ Name }) => Name === 'Logins')).toHaveLength(1);
});
