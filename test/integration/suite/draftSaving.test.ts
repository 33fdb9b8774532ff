import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { eventually } from './eventually.ts';
import { closeAll, connectToSample, draftedName, drafts, keepNewDraft, openGoal, openTabs, run } from './goalWindow.ts';

/** What a person typed into a goal and closed. */
const keepEdit = (goal: Goal, changes: Partial<GoalFields>, tenant = 'sample'): void => {
  const base = fieldsOf(goal);
  const draft = { goalId: goal.Gsid, base, mine: { ...base, ...changes }, at: '2031-01-01T00:00:00Z' };
  drafts.write({ tenant, id: goal.Gsid }, draft);
};

/** Saves the draft once the list knows it, and reads what is left of it. */
const saved = async (id: string): Promise<string | undefined> => {
  await draftCommand('saveDraft', id);
  return draftedName(id);
};

const draftCommand = (name: string, id?: string): Thenable<unknown> =>
  vscode.commands.executeCommand(`customerGoals.${name}`, id === undefined ? undefined : { tenant: 'sample', id });

describe('saving drafts from their list', () => {
  let colleague: Client;
  let end: () => Promise<void>;
  let goals: readonly Goal[];

  before(async () => {
    ({ colleague, end } = await connectToSample());
    await run('refresh');
    goals = (await colleague.searchGoals({ limit: 50 })).records.filter(({ Status }) => Status === 'In Progress');
  });

  after(async () => {
    await closeAll();
    await end();
  });

  const goalAt = (place: number): Goal => {
    const goal = goals[place];
    if (goal === undefined) throw new Error('too few goals in progress');
    return goal;
  };

  const nameInTenant = async ({ Gsid }: Goal): Promise<string> => (await colleague.getGoal(Gsid)).Name;

  it('saves one without a tab, and ends it', async () => {
    const goal = goalAt(0);
    keepEdit(goal, { Name: 'Saved from the list' });
    await run('refresh');
    await eventually(() => saved(goal.Gsid), undefined);
    equal(await nameInTenant(goal), 'Saved from the list');
    deepEqual(openTabs(), []);
  });

  it('saves one through the form that shows it, which is clean then', async () => {
    const goal = goalAt(1);
    keepEdit(goal, { Name: 'Saved in its form' });
    await openGoal(goal);
    await eventually(openTabs, [`● ${goal.Gsid}`]);
    await run('refresh');
    await eventually(() => saved(goal.Gsid), undefined);
    await eventually(openTabs, [goal.Gsid]);
    equal(await nameInTenant(goal), 'Saved in its form');
    await closeAll();
  });

  it('saves all that can be, and keeps the others and those of other tenants', async () => {
    const [one, other] = [goalAt(2), goalAt(3)];
    keepEdit(one, { Name: 'One of all' });
    keepNewDraft('no-company', { Name: 'Without a company' });
    keepEdit(other, { Name: 'Elsewhere' }, 'acme.gainsightcloud.com');
    // It answers when the person has read what could not be saved.
    void draftCommand('saveAllDrafts');
    await eventually(() => draftedName(one.Gsid), undefined);
    equal(await nameInTenant(one), 'One of all');
    deepEqual(
      drafts
        .list()
        .map(({ draft }) => draft.mine.Name)
        .toSorted(),
      ['Elsewhere', 'Without a company'],
    );
    equal(await nameInTenant(other), other.Name);
  });
});
