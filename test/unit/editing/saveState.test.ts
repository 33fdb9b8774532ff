import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { openLoaded } from './openSession.ts';
import { until } from '../until.ts';

describe('the state of saving', () => {
  const seen = async () => {
    const form = await openLoaded();
    const kinds: string[] = [];
    form.session.onDidChange(() => {
      const { kind } = form.saver.state;
      if (kinds.at(-1) !== kind) kinds.push(kind);
    });
    form.session.edit('Name', 'Mine');
    return { ...form, kinds };
  };

  it('is sending, then idle, where it is stored', async () => {
    const { saver, kinds } = await seen();
    await saver.save();
    expect(kinds).toEqual(['idle', 'sending', 'idle']);
  });

  it('is failed where the tenant refused it, and nothing is in doubt', async () => {
    const { saver, kinds, window } = await seen();
    window.tenant.faults.add({ kind: 'refused', operation: 'updateGoal', errorCode: 'GSOBJ_1006' });
    await saver.save();
    expect(kinds).toEqual(['idle', 'sending', 'failed']);
    expect(saver.state).toMatchObject({ why: 'error' });
  });

  it('is a conflict with its choices', async () => {
    const { saver, kinds, window, goal } = await seen();
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    await saver.save();
    expect(kinds).toEqual(['idle', 'sending', 'conflict']);
    expect(saver.state).toMatchObject({ conflict: { fields: ['Name'] } });
  });

  it('is in doubt until the tenant is seen to have what was sent', async () => {
    const { saver, kinds, window, goal, session, line } = await seen();
    window.tenant.faults.add(
      { kind: 'cutBefore', operation: 'updateGoal' },
      { kind: 'refused', operation: 'getGoal', skip: 2 },
    );
    await saver.save();
    expect(saver.state).toMatchObject({ kind: 'inDoubt', sent: { Name: 'Mine' }, last: { why: 'noAnswer' } });
    expect(line()).toContain('No answer. The goal may or may not have been saved.');
    window.tenant.faults.clear();
    await window.changeElsewhere(goal, { Name: 'Mine' });
    session.loadGoal();
    await until(() => saver.state.kind === 'idle');
    expect(kinds).toEqual(['idle', 'sending', 'inDoubt', 'idle']);
    expect(line()).toBe('Saved in Sample Data.');
  });

  it('begins in doubt where a draft says that something was on its way', async () => {
    const { window, goal, key } = await openLoaded();
    const base = fieldsOf(goal);
    window.drafts.write(key, { goalId: key.id, base, mine: { ...base, Name: 'Sent' }, sent: { Name: 'Sent' }, at: '' });
    expect(window.openGoal(goal).saver.state).toEqual({ kind: 'inDoubt', sent: { Name: 'Sent' } });
  });
});
