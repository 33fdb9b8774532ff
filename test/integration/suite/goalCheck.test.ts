import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import { today } from '../../../src/model/dueDate.ts';
import { checkGoals } from '../../../src/model/risk/goalCheck.ts';
import type { GoalCheckRule } from '../../../src/model/risk/goalCheckRule.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import { GoalRows } from '../../../src/model/query/goalRows.ts';
import { goalCheck } from '../../../src/review/goalCheckCommand.ts';
import { eventually } from './eventually.ts';
import { goalsIn, openLoadedWindow } from './sampleWindow.ts';

/** Picks what is first, as soon as a list is there. */
const accept = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');

const inSample = () => ({ tenant: () => 'sample', onDidChangeTenant: createEmitter<undefined>().event });

const nothingToFix = {
  off: () => new Set<GoalCheckRule>(),
  ask: { date: async () => undefined, owner: async () => undefined },
  plan: async () => undefined,
};

describe('Goal Check', () => {
  it('opens the goal that is overdue for longest, as the first of the first problem', async () => {
    const { store } = await openLoadedWindow();
    const rows = new GoalRows();
    rows.putAll(goalsIn(store));
    const overdue = checkGoals(rows, { today: today(new Date()) }).flatMap((finding) =>
      finding.rule === 'overdueInProgress' ? [finding] : [],
    );
    const [first] = overdue.toSorted((a, b) => b.days - a.days);
    const opened: string[] = [];
    const checking = goalCheck({
      ...nothingToFix,
      store,
      ...inSample(),
      openGoal: async ({ Gsid }) => void opened.push(Gsid),
    });
    await eventually(async () => {
      await accept();
      return opened.length;
    }, 1);
    await checking;
    deepEqual(opened, [first?.goalId]);
  });

  it('asks no more, and opens nothing, once another tenant is connected', async () => {
    const { store } = await openLoadedWindow();
    const changes = createEmitter<undefined>();
    let tenant = 'sample';
    const opened: string[] = [];
    let isOver = false;
    const checking = goalCheck({
      ...nothingToFix,
      store,
      tenant: () => tenant,
      onDidChangeTenant: changes.event,
      openGoal: async ({ Gsid }) => void opened.push(Gsid),
    }).then(() => (isOver = true));
    tenant = 'other.example';
    changes.fire(undefined);
    await eventually(() => isOver, true);
    await checking;
    deepEqual(opened, []);
  });
});
