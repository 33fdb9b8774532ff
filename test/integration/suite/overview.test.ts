import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { today } from '../../../src/model/dueDate.ts';
import type { GoalCheckRule } from '../../../src/model/risk/goalCheckRule.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { OverviewPanel } from '../../../src/overview/overviewPanel.ts';
import { parseToPage, type Scope, type ToPage } from '../../../src/overview/protocol.ts';
import { openEchoPage } from './echoPage.ts';
import { eventually } from './eventually.ts';
import { atEnd, openLoadedWindow } from './sampleWindow.ts';

const company = 'Alderbrook Insurance';

/** An overview whose page is an echo. */
const openOverview = async (scope: Scope = { query: '' }) => {
  const { store, log, goalIn, changeElsewhere } = await openLoadedWindow();
  const folder = mkdtempSync(join(tmpdir(), 'overview-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  // A page that does nothing, so that none gets ready before the echo takes its place.
  const pages = join(folder, 'dist', 'overview');
  mkdirSync(pages, { recursive: true });
  for (const file of ['page.css', 'page.js']) writeFileSync(join(pages, file), '');
  const rows = new LiveRows(store);
  atEnd(() => rows.dispose());
  const echo = openEchoPage();
  const done: string[] = [];
  let counted = 0;
  const deps = {
    store,
    rows,
    log,
    extensionUri: vscode.Uri.file(folder),
    tenant: () => 'sample' as const,
    labelOf: String,
    // Each count asks once.
    context: () => {
      counted += 1;
      return { today: today(new Date()) };
    },
    onDidChangeContext: createEmitter<'today'>().event,
    provide: async () => {},
    ruleText: String,
    risk: () => usualThresholds,
    rulesOff: () => new Set<GoalCheckRule>(),
    onDidChangeRules: createEmitter<undefined>().event,
    past: async () => ({ points: () => [] }),
    openGoal: async ({ Gsid }: { readonly Gsid: string }) => void done.push(`open ${Gsid}`),
    connect: async () => void done.push('connect'),
    whoAmI: async () => void done.push('whoAmI'),
  };
  const overview = new OverviewPanel(echo.panel, deps, scope, () => done.push('closed'));
  atEnd(() => overview.dispose());
  await echo.load();
  const heard: ToPage[] = [];
  const hear = async (): Promise<readonly ToPage[]> => {
    heard.push(...(await echo.heard()).map((message) => parseToPage(message)));
    return heard;
  };
  const lastOf = async <Type extends ToPage['type']>(
    type: Type,
  ): Promise<Extract<ToPage, { type: Type }> | undefined> =>
    (await hear()).findLast((message): message is Extract<ToPage, { type: Type }> => message.type === type);
  const goals = async (): Promise<number | undefined> => (await lastOf('overview'))?.overview.totals.goals;
  const { panel, say } = echo;
  return { store, log, goalIn, changeElsewhere, panel, say, done, hear, lastOf, goals, counts: () => counted };
};

describe('the host’s end of an overview’s page', () => {
  it('says nothing before the page is ready, and then everything', async () => {
    const { store, say, hear, goals, lastOf } = await openOverview();
    deepEqual(await hear(), []);
    await say({ type: 'ready' });
    await eventually(goals, [...store.goalIds()].length);
    await eventually(async () => ((await lastOf('overview'))?.overview.checks ?? []).length > 0, true);
    const scope = await lastOf('scope');
    deepEqual([scope?.scope, scope?.problem, scope?.standing.state], [{ query: '' }, '', 'ready']);
  });

  it('counts anew what a refresh brings', async () => {
    const { store, say, goalIn, changeElsewhere, lastOf, goals } = await openOverview({
      query: `company:"${company}"`,
    });
    await say({ type: 'ready' });
    await eventually(async () => (await goals()) !== undefined, true);
    const before = (await lastOf('overview'))?.overview.totals.achieved;
    ok(before !== undefined);
    await changeElsewhere(goalIn(company, 'Answer within four hours'), { Status: 'Achieved' });
    await store.refresh({ isAsked: false });
    await eventually(async () => (await lastOf('overview'))?.overview.totals.achieved, before + 1);
  });

  it('says what is wrong with a query, and keeps the one before', async () => {
    const { say, lastOf, goals } = await openOverview({ query: 'status:open', name: 'Mine' });
    await say({ type: 'ready' });
    await say({ type: 'query', text: 'statsu:open' });
    await eventually(async () => ((await lastOf('scope'))?.problem ?? '').includes('statsu'), true);
    deepEqual((await lastOf('scope'))?.scope, { query: 'status:open', name: 'Mine' });
    await say({ type: 'query', text: `company:"${company}"` });
    await eventually(async () => (await lastOf('scope'))?.scope.query, `company:"${company}"`);
    equal((await lastOf('scope'))?.problem, '');
    await eventually(async () => (await lastOf('overview'))?.overview.companies.bars.length, 1);
    equal((await goals()) !== undefined, true);
  });

  it('names the tab after what it was opened for, as long as it is of that', async () => {
    const { say, panel } = await openOverview({ query: 'status:open', name: 'Mine' });
    equal(panel.title, 'Overview: Mine');
    await say({ type: 'ready' });
    await say({ type: 'query', text: '' });
    await eventually(() => panel.title, 'Overview');
  });

  it('does what a person asks for, and answers a ping', async () => {
    const { say, hear, done, goalIn } = await openOverview();
    const goal = goalIn(company, 'Answer within four hours');
    await say({ type: 'ready' });
    for (const message of [
      { type: 'open', goalId: goal.Gsid },
      { type: 'open', goalId: 'gone' },
      { type: 'connect' },
      { type: 'whoAmI' },
      { type: 'ping', seq: 4 },
    ])
      await say(message);
    ok((await hear()).some((message) => message.type === 'pong' && message.seq === 4));
    deepEqual(done, [`open ${goal.Gsid}`, 'connect', 'whoAmI']);
  });

  for (const odd of [{ type: 'unheard-of' }, { type: 'query', text: 5 }, { type: 'open' }, 'ready', null])
    it(`changes nothing for ${JSON.stringify(odd)}, and notes it without its content`, async () => {
      const { say, hear, done, log } = await openOverview();
      const before = log.lines.length;
      await say(odd);
      deepEqual(await hear(), []);
      deepEqual(done, []);
      match(log.lines.slice(before).join('\n'), /^overview: a message could not be handled/);
    });

  it('counts nothing while its tab is hidden, and all that came since when it is seen again', async () => {
    const { store, say, panel, goalIn, changeElsewhere, lastOf, counts } = await openOverview();
    await say({ type: 'ready' });
    await eventually(async () => ((await lastOf('overview'))?.overview.checks ?? []).length > 0, true);
    const achieved = (await lastOf('overview'))?.overview.totals.achieved ?? 0;
    const other = vscode.window.createWebviewPanel('tests.other', 'Other', vscode.ViewColumn.One);
    atEnd(() => other.dispose());
    await eventually(() => panel.visible, false);
    const before = counts();
    for (const Status of ['In Progress', 'Missed', 'Achieved']) {
      await changeElsewhere(goalIn(company, 'Answer within four hours'), { Status });
      await store.refresh({ isAsked: false });
    }
    equal(counts(), before);
    other.dispose();
    await eventually(async () => {
      // The page of a hidden tab is gone: the one that comes says that it is ready.
      if (panel.visible) await say({ type: 'ready' });
      return panel.visible ? (await lastOf('overview'))?.overview.totals.achieved : undefined;
    }, achieved + 1);
  });
});
