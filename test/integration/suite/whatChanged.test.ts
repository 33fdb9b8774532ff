import { equal, match } from 'node:assert/strict';
import * as vscode from 'vscode';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { eventually } from './eventually.ts';
import { closeAll, connectToSample, run } from './goalWindow.ts';

const page = vscode.Uri.from({ scheme: 'customer-goals-review', path: '/What Changed.md' });

const shownText = async (): Promise<string> => (await vscode.workspace.openTextDocument(page)).getText();

const openLabels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('What Changed', () => {
  after(closeAll);

  it('shows what a refresh brought since Friday', async () => {
    const { colleague, end } = await connectToSample();
    try {
      await run('refresh');
      const [found] = (await colleague.searchGoals({ limit: 1, offset: 0 })).records;
      if (found === undefined) throw new Error('the sample tenant has no goal');
      const { Gsid, Name } = found;
      const goal = await colleague.getGoal(Gsid);
      await colleague.updateGoal(Gsid, inputOf({ ...fieldsOf(goal), Name: `${Name}, renamed`, Status: 'Missed' }));
      await run('refresh');
      void run('whatChanged');
      // The list of periods takes a moment to show; its first one is Friday.
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return openLabels().some((label) => label.includes('What Changed'));
      }, true);
      await eventually(async () => (await shownText()).includes('renamed'), true);
      const text = await shownText();
      match(text, /^# What Changed Since /);
      match(text, /Renamed: .* → .*, renamed\n/);
      equal(text.includes('Missed'), goal.Status !== 'Missed');
    } finally {
      await end();
    }
  });
});
