import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Client } from '../../../src/api/client.ts';
import { compare, whereOf } from '../../../src/api/query.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { byName } from '../../../src/model/names/byName.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { eventually } from './eventually.ts';
import {
  closeAll,
  connectToSample,
  draftedName,
  expectTabs,
  keepDraft,
  keepNewDraft,
  openGoal,
  openNewGoal,
  run,
  setAutoSave,
  writtenNames,
} from './goalWindow.ts';

const save = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.files.save');

describe('the goal form in VS Code', () => {
  let colleague: Client;
  let end: () => Promise<void>;
  let goals: Goal[];

  before(async () => {
    await setAutoSave('off');
    ({ colleague, end } = await connectToSample());
    goals = [...(await colleague.searchGoals({ limit: 100 })).records];
  });
  // A connection of its own: all tests together would wait for the requests that a minute allows.
  beforeEach(async () => {
    await run('disconnect');
    await run('trySampleData');
  });
  afterEach(closeAll);
  after(async () => {
    await run('disconnect');
    await end();
    await setAutoSave('afterDelay');
  });

  /** A goal that no other test changes. */
  const someGoal = (): Promise<Goal> => colleague.getGoal(goals.pop()?.Gsid ?? '');
  const changeElsewhere = (goal: Goal, changes: Partial<GoalFields>): Promise<Goal> =>
    colleague.updateGoal(goal.Gsid, inputOf({ ...fieldsOf(goal), ...changes }));
  const goalsNamed = async (name: string): Promise<readonly Goal[]> =>
    (await colleague.searchGoals({ where: whereOf(compare('Name', 'EQ', name)), limit: 10 })).records;

  /** Opens a goal that has a draft with another name. */
  const openDrafted = async (name: string): Promise<Goal> => {
    const goal = await someGoal();
    keepDraft(goal, { Name: name });
    await openGoal(goal);
    await expectTabs(`● ${goal.Gsid}`);
    return goal;
  };

  it('opens a goal clean, in one tab however often it is opened', async () => {
    const [goal, other] = [await someGoal(), await someGoal()];
    await openGoal(goal);
    await openGoal(other);
    await openGoal(goal);
    await expectTabs(goal.Gsid, other.Gsid);
  });

  it('opens a draft dirty; a save sends it, and it is no draft any more', async () => {
    const goal = await openDrafted('Sent by a save');
    await save();
    await expectTabs(goal.Gsid);
    deepEqual(writtenNames(goal.Gsid), ['Sent by a save']);
    equal(draftedName(goal.Gsid), undefined);
  });

  it('reverts to what the tenant holds, and nothing is sent', async () => {
    const goal = await openDrafted('Never sent');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await expectTabs(goal.Gsid);
    deepEqual(writtenNames(goal.Gsid), []);
    equal(draftedName(goal.Gsid), undefined);
  });

  it('saves with all others', async () => {
    const [one, two] = [await someGoal(), await someGoal()];
    for (const goal of [one, two]) {
      keepDraft(goal, { Name: `Saved beside another, ${goal.Gsid}` });
      await openGoal(goal);
    }
    await expectTabs(`● ${one.Gsid}`, `● ${two.Gsid}`);
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
    await expectTabs(one.Gsid, two.Gsid);
    for (const { Gsid } of [one, two]) deepEqual(writtenNames(Gsid), [`Saved beside another, ${Gsid}`]);
  });

  it('sends the active goal by its own command, once however often that is given', async () => {
    const goal = await openDrafted('Sent by command');
    await Promise.all([run('saveGoal'), run('saveGoal'), run('saveGoal')]);
    await expectTabs(goal.Gsid);
    deepEqual(writtenNames(goal.Gsid), ['Sent by command']);
  });

  it('closes once the tenant has everything, where that was asked for', async () => {
    const goal = await openDrafted('Sent and closed');
    await run('saveAndCloseGoal');
    await expectTabs();
    deepEqual(writtenNames(goal.Gsid), ['Sent and closed']);
  });

  it('stays open and dirty where the tenant refuses, and keeps the draft', async () => {
    const goal = await someGoal();
    keepDraft(goal, { Name: 'Refused', OwnerId: '1P0NOBODY00000000' });
    await openGoal(goal);
    await expectTabs(`● ${goal.Gsid}`);
    await run('saveAndCloseGoal');
    await expectTabs(`● ${goal.Gsid}`);
    equal(draftedName(goal.Gsid), 'Refused');
    deepEqual(writtenNames(goal.Gsid), []);
  });

  it('never writes over the same field of a colleague, and keeps both', async () => {
    const goal = await openDrafted('Mine');
    await changeElsewhere(goal, { Name: 'Theirs' });
    await run('saveGoal');
    await expectTabs(`● ${goal.Gsid}`);
    deepEqual(writtenNames(goal.Gsid), ['Theirs']);
    equal(draftedName(goal.Gsid), 'Mine');
  });

  it('keeps another field of a colleague as it is', async () => {
    const goal = await openDrafted('My name');
    await changeElsewhere(goal, { TargetDate: '2031-12-31' });
    await run('saveGoal');
    await expectTabs(goal.Gsid);
    const { Name, TargetDate } = await colleague.getGoal(goal.Gsid);
    equal(`${Name}, ${TargetDate}`, 'My name, 2031-12-31');
  });

  it('does not send without its tenant; the draft waits for it', async () => {
    const goal = await openDrafted('Without a tenant');
    await run('disconnect');
    await run('saveGoal');
    await expectTabs(`● ${goal.Gsid}`);
    deepEqual(writtenNames(goal.Gsid), []);
    await run('trySampleData');
    await run('saveGoal');
    await expectTabs(goal.Gsid);
    deepEqual(writtenNames(goal.Gsid), ['Without a tenant']);
  });

  it('opens again as it is in the tenant after its tab was closed', async () => {
    const goal = await someGoal();
    await openGoal(goal);
    await expectTabs(goal.Gsid);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await expectTabs();
    await vscode.commands.executeCommand('workbench.action.reopenClosedEditor');
    await expectTabs(goal.Gsid);
  });

  for (const split of ['splitEditor', 'splitEditorRight', 'splitEditorToRightGroup'])
    it(`is one goal in two tabs, with nothing empty beside it, after ${split}`, async () => {
      const goal = await openDrafted(`In two places by ${split}`);
      await vscode.commands.executeCommand(`workbench.action.${split}`);
      await expectTabs(`● ${goal.Gsid}`, `● ${goal.Gsid}`);
      deepEqual(
        vscode.window.tabGroups.all.map(({ tabs }) => tabs.length),
        [1, 1],
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await expectTabs(`● ${goal.Gsid}`);
      equal(draftedName(goal.Gsid), `In two places by ${split}`);
      await run('saveGoal');
      await expectTabs(goal.Gsid);
      deepEqual(writtenNames(goal.Gsid), [`In two places by ${split}`]);
    });

  it('goes from goal to goal of the company in one tab, and leaves what is not sent', async () => {
    const { CompanyId } = await someGoal();
    const found = await colleague.searchGoals({ where: whereOf(compare('CompanyId', 'EQ', CompanyId)), limit: 100 });
    const [first, second, third] = found.records.toSorted((a, b) => byName(a.Name, b.Name));
    ok(first && second && third);
    keepDraft(second, { Name: 'Left on the way' });
    const before = writtenNames(second.Gsid);
    await openGoal(first);
    await run('nextGoal');
    await expectTabs(first.Gsid, `● ${second.Gsid}`);
    await run('nextGoal');
    await expectTabs(first.Gsid, `● ${second.Gsid}`, third.Gsid);
    await run('previousGoal');
    await expectTabs(first.Gsid, `● ${second.Gsid}`);
    deepEqual(writtenNames(second.Gsid), before);
  });

  describe('of a new goal', () => {
    const become = async (id: string, name: string, act: () => PromiseLike<unknown>): Promise<void> => {
      const { CompanyId } = await someGoal();
      keepNewDraft(id, { Name: name, CompanyId });
      await openNewGoal(id, CompanyId);
      await expectTabs(`● new ${id}`);
      await act();
      await eventually(async () => (await goalsNamed(name)).length, 1);
      await expectTabs(...(await goalsNamed(name)).map(({ Gsid }) => Gsid));
      deepEqual(
        writtenNames().filter((each) => each === name),
        [name],
      );
      equal(draftedName(id), undefined);
    };

    it('creates it once, and goes on as the form of that goal', () =>
      become('made-up-1', 'Made by command', () => Promise.all([run('saveGoal'), run('saveGoal')])));

    it('does so after a save of VS Code, too', () => become('made-up-2', 'Made by a save', save));

    it('does so after a save of all', () =>
      become('made-up-3', 'Made by a save of all', () =>
        vscode.commands.executeCommand('workbench.action.files.saveAll'),
      ));

    it('goes on in each place where it is open', async () => {
      const { CompanyId } = await someGoal();
      keepNewDraft('made-up-5', { Name: 'Made in two places', CompanyId });
      await openNewGoal('made-up-5', CompanyId);
      await expectTabs('● new made-up-5');
      await vscode.commands.executeCommand('workbench.action.splitEditorRight');
      await expectTabs('● new made-up-5', '● new made-up-5');
      await run('saveGoal');
      await eventually(async () => (await goalsNamed('Made in two places')).length, 1);
      const [made] = await goalsNamed('Made in two places');
      await expectTabs(made?.Gsid ?? '', made?.Gsid ?? '');
    });

    it('is clean with nothing typed, and creates nothing', async () => {
      const { CompanyId } = await someGoal();
      const before = writtenNames();
      await openNewGoal('made-up-4', CompanyId);
      await expectTabs('new made-up-4');
      await run('saveGoal');
      await expectTabs('new made-up-4');
      deepEqual(writtenNames(), before);
    });
  });

  describe('with auto save on', () => {
    before(() => setAutoSave('afterDelay'));
    after(() => setAutoSave('off'));

    it('keeps what was typed as a draft, and sends it by its own command alone', async () => {
      const goal = await someGoal();
      keepDraft(goal, { Name: 'Kept by auto save' });
      await openGoal(goal);
      await expectTabs(goal.Gsid);
      equal(draftedName(goal.Gsid), 'Kept by auto save');
      deepEqual(writtenNames(goal.Gsid), []);
      await run('saveGoal');
      await eventually(() => writtenNames(goal.Gsid), ['Kept by auto save']);
      equal(draftedName(goal.Gsid), undefined);
    });
  });
});
