import type { Page } from '@playwright/test';
import { seeded, type Chance } from '../../src/sample/data/seeded.ts';
import { someSeed } from '../torture/seed.ts';
import { expectRemembered, shows } from './browserStorage.ts';
import { connect, expectCompanies } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { closeActiveTab, goalName, line, openGoal, openSampleData, reopen, tabs } from './formPage.ts';
import { runCommand } from './palette.ts';
import { killExtensionHost } from './processes.ts';
import type { Tenant } from './tenant.ts';
import { TortureForm } from './tortureForm.ts';
import { closingButton } from './vscodeWords.ts';
import type { Workbench } from './workbench.ts';

const asked = Number(process.env['TORTURE_ROUNDS'] ?? Number.NaN);
const isAsked = Number.isSafeInteger(asked);
/** Of both tests together. */
const rounds = isAsked ? asked : 4;

type Scene = {
  readonly page: Page;
  readonly workbench: Workbench;
  readonly tenant: Tenant;
  readonly form: TortureForm;
};

/** Each ends the form in its way, having noted what was acknowledged at the last moment that can be seen from here. */
const harms = {
  reload: async ({ workbench, form }: Scene) => {
    await form.note();
    await workbench.load();
  },
  'kill -9 of the extension host': async ({ page, workbench, form }: Scene) => {
    killExtensionHost(workbench.folder);
    await form.note();
    await form.type();
    await reopen(page);
  },
  'kill -9 of the server': async ({ workbench, form }: Scene) => {
    await form.note();
    await workbench.crash();
  },
  'close the tab': async ({ page, form }: Scene) => {
    await form.note();
    await closeActiveTab(page);
    const save = closingButton(page, 'save');
    const outcome = async (): Promise<string> =>
      (await save.isVisible()) ? 'asked' : (await tabs(page).count()) === 0 ? 'closed' : 'nothing yet';
    await expect.poll(outcome).not.toBe('nothing yet');
    if (!(await save.isVisible())) return;
    await save.click();
    await expect(tabs(page)).toHaveCount(0);
    form.saved();
  },
  'switch the tenant': async ({ page, tenant, form }: Scene) => {
    await connect(page, tenant.url, tenant.accessKey);
    await form.type();
    await form.note();
    await runCommand(page, 'Customer Goals: Try with Sample Data');
    await expectCompanies(page);
    await expectRemembered(page, shows('sample'));
  },
} as const;

type Harm = keyof typeof harms;

/** Each as often as the others, in an order of chance. */
function* inTurn(chance: Chance): Generator<Harm, never> {
  const all: Harm[] = [
    'reload',
    'kill -9 of the extension host',
    'kill -9 of the server',
    'close the tab',
    'switch the tenant',
  ];
  for (;;) {
    const left = [...all];
    while (left.length > 0) yield* left.splice(chance.between(0, left.length - 1), 1);
  }
}

test.skip(({ releaseName }) => releaseName === 'oldest' && !isAsked, 'takes its time, and is the same drafts');

for (const [index, autoSave] of ['off', 'onFocusChange'].entries()) {
  test.describe(`with auto save ${autoSave}`, () => {
    test.use({ settings: { 'files.autoSave': autoSave }, isJudged: false });

    test('no acknowledged keystroke is lost, and none is there twice', async ({ page, workbench, tenant }) => {
      const own = Math.ceil((rounds - index) / 2);
      test.skip(own === 0, 'its only round is the other test’s');
      test.setTimeout((own + 1) * 300_000);
      const seed = someSeed();
      const chance = seeded('goal', 2 * seed + index);
      await openSampleData(page);
      await openGoal(page);
      const form = new TortureForm(page, chance, goalName);
      await form.begin();
      await expectRemembered(page, shows('sample'));
      const kinds = inTurn(chance);
      for (let round = 1; round <= own; round += 1) {
        const harm = kinds.next().value;
        const wait = chance.between(0, 500);
        const what = `seed ${seed}, round ${round}, ${wait} ms after typing: ${harm}`;
        console.log(what);
        await form.type();
        await page.waitForTimeout(wait);
        await harms[harm]({ page, workbench, tenant, form });
        await form.check(what);
        if (chance.next() < 0.75) continue;
        await page.keyboard.press('Control+s');
        await expect(line(page)).toHaveText('Saved in Sample Data.');
        form.saved();
      }
      await form.expectAnswer();
    });
  });
}
