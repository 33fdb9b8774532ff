import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { Drafts } from '../../src/editing/drafts.ts';
import { noFields } from '../../src/model/goalFields.ts';
import { company, goalName, nameField, openSampleData } from '../e2e/formPage.ts';
import { runCommand } from '../e2e/palette.ts';
import { drawTree, treeRow } from '../e2e/tree.ts';
import { ensureChromium } from '../workbench/chromium.ts';
import { chromiumArguments } from '../workbench/chromiumArguments.ts';
import { scratchFolder } from '../../scripts/folders.ts';
import { packExtension } from '../../scripts/packedExtension.ts';
import { createProfile, type Profile } from '../workbench/profile.ts';
import { releases } from '../workbench/releases.ts';
import { installExtensions, startServer, type Server } from '../workbench/server.ts';
import { ensureBuild } from '../workbench/vscodeBuild.ts';
import { emptyName, packEmptyExtension } from './emptyExtension.ts';
import { inLargeTenant } from './largeTenant.ts';
import { emptyFormRow, emptyFormsName, packEmptyForms } from './emptyForms.ts';
import type { Sample } from './lines.ts';
import { planMany } from './plannedProbe.ts';
import { switchGroups } from './switchProbe.ts';

const drafts = 200;
const goalsOpened = 10;

// In every frame: when the mouse went down in the workbench, and when a form has painted a goal's name. Both in
// milliseconds since the epoch, for frames do not share a clock's zero.
const note = `(() => {
  const now = () => performance.timeOrigin + performance.now();
  addEventListener('mousedown', () => { globalThis.pressedAt = now(); }, true);
  const look = () => {
    if (document.getElementById('goal-Name')?.value) requestAnimationFrame(() => setTimeout(() => {
      globalThis.knownAt = now();
      globalThis.begunAt = performance.timeOrigin;
    }));
    // No animation frame: those that are asked for before a page is written never come.
    else setTimeout(look, 2);
  };
  if (top !== self) look();
})()`;

/**
 * What opening goals and activating takes in a real workbench. `form` has a sample for each goal that was opened; the starts, ours,
 * ours with 200 drafts on disk and one of an extension that does nothing, a sample a round.
 */
export const measureWorkbench = async (rounds: number): Promise<ReadonlyMap<string, readonly Sample[]>> => {
  const folder = await mkdtemp(join(await benchFolder(), 'workbench-'));
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] });
  const opened: Workbench[] = [];
  try {
    const open = async (name: string, packed: string): Promise<Workbench> => {
      const workbench = await openWorkbench(browser, join(folder, name), packed);
      opened.push(workbench);
      return workbench;
    };
    const ours = await open('ours', await packExtension());
    await openSampleData(ours.page);
    const peer = await open('forms', await packEmptyForms(join(folder, 'emptyForms'), goalsOpened));
    await peer.page.locator('.activitybar').getByRole('tab', { name: emptyFormsName }).click();
    const { form, emptyForm } = await openForms(ours.page, peer.page);
    await peer.page.close();
    const many = await open('many', await packExtension());
    const { groups, companies, plans } = await inLargeTenant(many.page, async () => ({
      ...(await switchGroups(many.page)),
      plans: await planMany(many.page),
    }));
    await many.page.close();
    const empty = await open('nothing', await packEmptyExtension(join(folder, 'empty')));
    await empty.page.locator('.activitybar').getByRole('tab', { name: emptyName }).click();
    return new Map([
      ['form', form],
      ['empty form', emptyForm],
      ['groups', groups],
      ['companies', companies],
      ['plan, few companies', plans.fewCompanies],
      ['plan, many companies', plans.manyCompanies],
      ...(await measureStarts(ours, empty, rounds)),
    ]);
  } finally {
    await browser.close();
    for (const { server } of opened) await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
};

type Workbench = { readonly page: Page; readonly profile: Profile; readonly server: Server };

const benchFolder = async (): Promise<string> => {
  const folder = join(scratchFolder, 'bench');
  await mkdir(folder, { recursive: true });
  return folder;
};

const openWorkbench = async (browser: Browser, folder: string, packed: string): Promise<Workbench> => {
  const build = await ensureBuild(releases.latest);
  const profile = await createProfile(folder);
  await installExtensions(build, profile, [packed]);
  const server = await startServer(build, profile);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript({ content: note });
  await page.goto(server.url);
  return { page, profile, server };
};

/** In windows of their own: two that are activated by the same sight wait for each other. */
const measureStarts = async (ours: Workbench, empty: Workbench, rounds: number): Promise<Map<string, Sample[]>> => {
  const samples = { start: [] as Sample[], 'start, 200 drafts': [] as Sample[], 'start, nothing': [] as Sample[] };
  const kinds = [
    async () => {
      await removeDrafts(ours.profile);
      samples.start.push(await startOurs(ours.page));
    },
    async () => {
      writeDrafts(ours.profile);
      samples['start, 200 drafts'].push(await startOurs(ours.page));
    },
    async () => void samples['start, nothing'].push(await startEmpty(empty.page)),
  ];
  // Each comes first, second and last in turn.
  for (let turn = 0; turn < kinds.length * rounds; turn += 1)
    await kinds[(turn + Math.floor(turn / kinds.length)) % kinds.length]?.();
  return new Map(Object.entries(samples));
};

const startOurs = (page: Page): Promise<Sample> => lesserStart(page, treeRow(page, company), 'Customer Goals');

const startEmpty = (page: Page): Promise<Sample> => lesserStart(page, page.getByText('Nothing to see.'), emptyName);

/** VS Code does much else as it starts, now and then just before it is an extension's turn: of two starts the one that waited less. */
const lesserStart = async (...how: Parameters<typeof start>): Promise<Sample> => {
  const [one, other] = [await start(...how), await start(...how)];
  return { activationMs: Math.min(one, other) };
};

type Opened = { readonly form: readonly Sample[]; readonly emptyForm: readonly Sample[] };

/** One of ours and one that is empty in turn: whatever else this computer does falls on both. */
const openForms = async (page: Page, peer: Page): Promise<Opened> => {
  const names = await goalNames(page);
  // What the first goal needs is read a moment after the goals have come.
  await page.waitForTimeout(3000);
  const form: Sample[] = [];
  const emptyForm: Sample[] = [];
  for (const [index, name] of names.entries()) {
    form.push(await openOne(page, treeRow(page, name)));
    const row = peer.locator('.part.sidebar .monaco-list-row', { hasText: emptyFormRow(index) }).first();
    emptyForm.push(await openOne(peer, row));
  }
  // With the first one, VS Code itself loads what shows a page, once a window.
  return { form: form.slice(1), emptyForm: emptyForm.slice(1) };
};

const goalNames = async (page: Page): Promise<readonly string[]> => {
  await treeRow(page, goalName).waitFor();
  const rows = (await drawTree(page)).split('\n');
  const below = rows.slice(rows.findIndex((row) => row.startsWith(`▾ ${company}`)) + 1);
  return below.map((row) => row.replace(/^\s*▸ /, '').split('  ')[0] ?? '').slice(0, goalsOpened);
};

const openOne = async (page: Page, row: Locator): Promise<Sample> => {
  await page.bringToFront();
  await row.click();
  const field = nameField(page);
  await field.waitFor();
  await page.waitForTimeout(300);
  const read = (what: string): Promise<number> => field.evaluate(`globalThis.${what}`);
  const knownAt = await read('knownAt');
  const pressedAt: number = await page.evaluate('globalThis.pressedAt');
  return { paintMs: knownAt - (await read('begunAt')), fromClickMs: knownAt - pressedAt };
};

/** Loads the window anew. How long VS Code itself says that loading the main bundle and `activate` took, in milliseconds. */
const start = async (page: Page, sight: Locator, name: string): Promise<number> => {
  await page.bringToFront();
  await page.waitForTimeout(2000);
  await page.reload();
  await sight.waitFor({ timeout: 60_000 });
  await runCommand(page, 'Developer: Show Running Extensions');
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: name }).first();
  const [, ms] = /(\d+)ms/.exec(await row.locator('.activation-time').innerText()) ?? [];
  return Number(ms);
};

const draftFolder = ({ userData }: Profile): string =>
  join(userData, 'User', 'globalStorage', 'customer-goals.customer-goals', 'drafts');

const removeDrafts = (profile: Profile): Promise<void> => rm(draftFolder(profile), { recursive: true, force: true });

const writeDrafts = (profile: Profile): void => {
  const store = new Drafts(draftFolder(profile), () => undefined);
  const Description = '<p>Some text that somebody typed and has not sent.</p>'.repeat(40);
  for (let index = 0; index < drafts; index += 1)
    store.write(
      { tenant: 'sample', id: `goal-${index}` },
      { base: noFields, mine: { ...noFields, Name: `Goal ${index}`, Description }, at: new Date().toISOString() },
    );
};
