import { describe, expect, it } from 'vitest';
import { metricStateOf } from '../../../src/form/formState.ts';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { readsFirst } from '../api/connectedClient.ts';
import { openLoaded, openWindow } from './openSession.ts';
import { until } from '../until.ts';

/** A goal whose name was saved, and cut by the tenant. */
const cut = async (fields: Readonly<Record<string, unknown>> = { Name: 'A longer na' }) => {
  const form = await openLoaded();
  form.window.tenant.faults.add({ kind: 'storedOtherwise', operation: 'updateGoal', fields, times: 1 });
  form.session.edit('Name', 'A longer name');
  expect(await form.saver.save()).toBe('updated');
  const notice = (): string => {
    const shown = form.state().notice;
    return shown?.kind === 'failure' ? `${shown.sentence} ${shown.advice}` : '';
  };
  return { ...form, notice };
};

describe('a goal that the tenant stored with other values', () => {
  it('is shown as the tenant holds it, with what was saved beside it', async () => {
    const { session, notice, line } = await cut();
    expect(session.edits.mine.Name).toBe('A longer na');
    expect(session.isSent).toBe(true);
    expect(line()).toBe('Saved in Sample Data, but some values are different there.');
    expect(notice()).toBe(
      'Saved, but Gainsight has different values than you entered. Name: saved as “A longer name”, but Gainsight has “A longer na”.',
    );
  });

  it('names people and companies, and no ids', async () => {
    const form = await openLoaded();
    const [, owner] = form.window.store.owners();
    form.window.tenant.faults.add({ kind: 'storedOtherwise', operation: 'updateGoal', fields: { OwnerId: owner?.id } });
    const mine = form.window.store.owners().find(({ id }) => ![owner?.id, form.goal.OwnerId].includes(id));
    form.session.edit('OwnerId', mine?.id ?? '');
    await form.saver.save();
    expect(form.state().notice).toMatchObject({
      advice: `Owner: saved as “${mine?.name}”, but Gainsight has “${owner?.name}”.`,
    });
  });

  it('is not taken for what a colleague changed', async () => {
    const { saver } = await cut({ Status: 'Missed' });
    expect(saver.state).toMatchObject({ kind: 'idle', othersChanged: [], mismatches: [{ field: 'Status' }] });
  });

  it('is logged without values', async () => {
    const { window } = await cut();
    expect(window.lines).toContain('goal form: saved, and the tenant holds another Name');
    expect(window.lines.join('\n')).not.toContain('longer');
  });

  it('gives back what was typed by undo and redo', async () => {
    const { session, steps } = await cut();
    steps.at(-1)?.undo();
    steps.at(-1)?.redo();
    expect(session.edits.mine.Name).toBe('A longer name');
  });

  it.each<readonly [string, (form: Awaited<ReturnType<typeof cut>>) => unknown]>([
    ['the field is edited', ({ session }) => session.edit('Name', 'Short')],
    ['Save is pressed again', ({ saver }) => saver.save()],
    ['the draft is given up', ({ saver }) => saver.giveUp('revert')],
    [
      'the tenant holds something else by now',
      async ({ window, goal, session, inTenant }) => {
        await window.changeElsewhere(await inTenant(), { Name: 'Theirs' });
        session.loadGoal();
        await until(() => window.store.goal(goal.Gsid)?.Name === 'Theirs');
      },
    ],
  ])('is said until %s', async (_, act) => {
    const form = await cut();
    expect(form.notice()).not.toBe('');
    await act(form);
    expect(form.notice()).toBe('');
  });

  it('is said after what was typed meanwhile is saved, too', async () => {
    const { session, saver, window, state } = await openLoaded();
    window.tenant.faults.add({ kind: 'storedOtherwise', operation: 'updateGoal', fields: { Name: 'Fir' }, times: 1 });
    session.edit('Name', 'First');
    const saving = saver.save();
    session.edit('Status', 'Missed');
    await Promise.all([saving, saver.save()]);
    expect(state().notice).toMatchObject({ advice: 'Name: saved as “First”, but Gainsight has “Fir”.' });
  });

  it('is said of a new one', async () => {
    const window = await openWindow();
    const { session, saver, state } = window.openNew({ companyId: window.store.companies()[0]?.Gsid ?? '' });
    window.tenant.faults.add({
      kind: 'storedOtherwise',
      operation: 'createGoal',
      fields: { TargetDate: '2031-03-02' },
    });
    session.edit('Name', 'New');
    session.edit('TargetDate', '2031-03-01');
    expect(await saver.save()).toBe('created');
    expect(state().notice).toMatchObject({
      advice: 'Target date: saved as “Mar 1, 2031”, but Gainsight has “Mar 2, 2031”.',
    });
  });
});

describe('a metric that the tenant stored with other values', () => {
  it('is said with both until the next is begun', async () => {
    const { session, window, goal } = await openLoaded();
    window.tenant.faults.add({ kind: 'storedOtherwise', operation: 'addGoalMetric', fields: { TargetValue: 100 } });
    session.metric.edit('Name', 'Uptime');
    session.metric.edit('TargetValue', '99.5');
    await session.metric.add(goal.Gsid);
    const failure = () => metricStateOf(session.metric, []).failure?.advice;
    expect(failure()).toBe('Target: saved as “99.5”, but Gainsight has “100”.');
    expect(session.metric.isBegun).toBe(false);
    expect(window.lines).toContain('goal form: added, and the tenant holds another TargetValue');
    session.metric.edit('Name', 'Next');
    expect(failure()).toBeUndefined();
  });
});

describe('a goal of which nobody knows whether it was stored over what a colleague wrote', () => {
  it('keeps what the colleague wrote as an edit, which the next save puts back', async () => {
    const { session, saver, window, goal, key, inTenant } = await openLoaded({ client: { fetch: readsFirst() } });
    const theirs = { ...inputOf(fieldsOf(goal)), Status: 'Missed' };
    window.tenant.faults.add(
      { kind: 'changedBehind', operation: 'getGoal', skip: 2, times: 1, changes: theirs },
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'refused', operation: 'getGoal' },
    );
    session.edit('Name', 'Mine');
    expect(await saver.save()).toBe('notSent');
    expect(saver.state.kind).toBe('inDoubt');
    expect(window.drafts.read(key)?.mine).toMatchObject({ Name: 'Mine', Status: 'Missed' });
    window.tenant.faults.clear();
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: goal.Status });
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Missed' });
    expect(session.isDirty).toBe(false);
  });

  it.each([
    ['stored', 'cutAfter', 'mine', 'Mine'],
    ['stored', 'cutAfter', 'theirs', 'Theirs'],
    ['not stored', 'cutBefore', 'mine', 'Mine'],
    ['not stored', 'cutBefore', 'theirs', 'Theirs'],
  ] as const)('asks about a field that both changed: %s (%s), and %s is chosen', async (_, kind, keep, expected) => {
    const { session, saver, window, goal, inTenant } = await openLoaded({ client: { fetch: readsFirst() } });
    const theirs = { ...inputOf(fieldsOf(goal)), Name: 'Theirs' };
    window.tenant.faults.add(
      { kind: 'changedBehind', operation: 'getGoal', skip: 2, times: 1, changes: theirs },
      { kind, operation: 'updateGoal', times: 1 },
      { kind: 'refused', operation: 'getGoal' },
    );
    session.edit('Name', 'Mine');
    expect(await saver.save()).toBe('notSent');
    window.tenant.faults.clear();
    session.loadGoal();
    await until(() => !session.goalResource.isLoading);
    expect(saver.conflict).toMatchObject({ fields: ['Name'], theirs: { Name: 'Theirs' } });
    window.newRequests();
    expect(await saver.save()).toBe('notSent');
    expect(window.newRequests()).toEqual([]);
    saver.choose(keep);
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toEqual({ ...goal, ModifiedDate: expect.any(String), Name: expected });
    expect(session.edits.mine.Name).toBe(expected);
    expect(session.isDirty).toBe(false);
  });
});
