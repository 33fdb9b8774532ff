import { addAgentProbe } from './agentProbe.ts';
import { dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { goalName, openSampleData } from './formPage.ts';
import { ask, runCommand } from './palette.ts';
import { planPane } from './panes.ts';
import { quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { goalRow, pressButtonOf } from './tree.ts';

test('what an agent changes is confirmed by a person, written down, and undone', async ({ page, stage, workbench }) => {
  const agent = await addAgentProbe(page, stage.url, stage.folder, goalName);
  await workbench.load();
  await openSampleData(page);

  await runCommand(page, agent);
  await expect(dialog(page)).toContainText('Save these changes to Sample Data?');
  await expect(dialog(page)).toContainText('2031-03-31');
  await expect(dialog(page)).toContainText('status: In Progress → Achieved');
  // A part of it is in the README, as media/agent-confirmation.png.
  await screenshot(page, 'agent-confirmation');
  await dialog(page).getByRole('button', { name: 'Yes' }).click();
  await expect(goalRow(page, goalName)).toHaveAttribute('aria-label', /achieved/i);

  await ask(page, 'Customer Goals: Show Agent Activity', 'Agent Activity');
  const applied = quickInput(page)
    .getByRole('option', { name: /apply_plan/ })
    .first();
  await expect(applied).toContainText('Confirmed by a person');
  await expect(applied).toContainText(goalName);
  await screenshot(page, 'agent-activity');
  const undo = planPane(page).locator('.monaco-list-row').filter({ hasText: goalName }).first();
  await pressButtonOf(applied, 'Plan Undo', undo);
  await screenshot(page, 'agent-undo');
});
