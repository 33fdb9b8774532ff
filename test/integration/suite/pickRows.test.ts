import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { BoxedRows } from '../../../src/commands/boxedRows.ts';
import type { FoundItem } from '../../../src/commands/foundItem.ts';
import { PickRows } from '../../../src/pickRows.ts';
import { eventually } from './eventually.ts';
import { atEnd } from './sampleWindow.ts';

const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`workbench.action.${command}`);
const accept = (): Thenable<unknown> => run('acceptSelectedQuickOpenItem');

type List = {
  readonly rows: PickRows<vscode.QuickPickItem>;
  readonly selected: () => string | undefined;
  readonly active: () => string | undefined;
  readonly accepted: readonly (string | undefined)[];
};

const labelled = (...labels: readonly string[]): readonly vscode.QuickPickItem[] =>
  labels.map((label) => ({ label, alwaysShow: true }));

/** A list that is shown, with these rows. */
const openList = async (...labels: readonly string[]): Promise<List> => {
  const pick = vscode.window.createQuickPick();
  atEnd(() => pick.dispose());
  Object.assign(pick, { sortByLabel: false });
  const rows = new PickRows(pick, ({ label }, { label: other }) => label === other);
  const accepted: (string | undefined)[] = [];
  pick.onDidAccept(() => accepted.push(rows.active?.label));
  pick.show();
  rows.give(labelled(...labels), { isTyped: true });
  await eventually(() => rows.active?.label, labels[0]);
  return { rows, selected: () => pick.selectedItems[0]?.label, active: () => rows.active?.label, accepted };
};

describe('A list that changes under the hand of a person', () => {
  it('has the row that they went to, though others came above it meanwhile', async () => {
    const { rows, selected, active, accepted } = await openList('one', 'two', 'three');
    await run('quickOpenSelectNext');
    await eventually(active, 'two');
    rows.give(labelled('zero', 'one', 'two', 'three'), { isTyped: false });
    await accept();
    await eventually(() => accepted.length, 1);
    // VS Code tells the place in the list that it showed.
    deepEqual([accepted, selected()], [['two'], 'one']);
    await accept();
    await eventually(() => accepted, ['two', 'two']);
  });

  it('has the row that they went to, though it is gone meanwhile', async () => {
    const { rows, active, accepted } = await openList('one', 'two');
    await run('quickOpenSelectNext');
    await eventually(active, 'two');
    rows.give(labelled('one'), { isTyped: false });
    await accept();
    await eventually(() => accepted, ['two']);
  });

  it('has the row that they go to, though the same list is given once more meanwhile', async () => {
    const { rows, active, accepted } = await openList('one', 'two', 'three');
    const going = run('quickOpenSelectNext');
    rows.give(labelled('one', 'two', 'three'), { isTyped: false });
    await going;
    await accept();
    await eventually(() => accepted, ['two']);
    await eventually(active, 'two');
  });

  it('has no row of what was typed before', async () => {
    const { rows, active, accepted } = await openList('one', 'two');
    rows.give(labelled('three', 'four'), { isTyped: true });
    rows.give(labelled('three', 'one', 'four'), { isTyped: false });
    await accept();
    await eventually(() => accepted, [undefined]);
    await eventually(active, 'three');
  });
});

const item = (Gsid: string): FoundItem => ({
  label: Gsid,
  alwaysShow: true,
  goal: { Gsid, Name: Gsid, CompanyId: 'c' },
});

describe('A list with boxes that changes under the hand of a person', () => {
  it('has the box that they set, though others came above it meanwhile, and shows it', async () => {
    const pick = vscode.window.createQuickPick<FoundItem>();
    atEnd(() => pick.dispose());
    Object.assign(pick, { sortByLabel: false });
    let isAgain = false;
    const rows = new BoxedRows(pick, () => (isAgain = true));
    const selected = () =>
      [rows.picks.goals, pick.selectedItems.flatMap(({ goal }) => goal ?? [])].map((goals) =>
        goals.map(({ Gsid }) => Gsid),
      );
    const give = (...ids: readonly string[]): Promise<void> => rows.give(ids.map(item), { isTyped: false });
    pick.show();
    await give('one', 'two', 'three');
    const next = async (label: string): Promise<void> => {
      await run('quickOpenSelectNext');
      await eventually(() => pick.activeItems[0]?.label, label);
    };
    await next('one');
    await run('quickPickManyToggle');
    await eventually(selected, [['one'], ['one']]);
    await next('two');
    const giving = give('zero', 'one', 'two', 'three');
    await run('quickPickManyToggle');
    await giving;
    await eventually(() => [isAgain, rows.picks.goals.map(({ Gsid }) => Gsid)], [true, ['one', 'two']]);
    await give('zero', 'one', 'two', 'three');
    await eventually(selected, [
      ['one', 'two'],
      ['one', 'two'],
    ]);
    await run('quickPickManyToggle');
    await eventually(selected, [['one'], ['one']]);
  });
});
