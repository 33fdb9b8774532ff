import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Fault } from '../../../src/sample/server.ts';
import { goalsIn, openLoadedWindow, openSampleWindow, type SampleWindow } from './sampleWindow.ts';
import { drawRows, labelOf, openTree, rowNamed } from './treeDrawing.ts';

const company = 'Alderbrook Insurance';
const otherCompany = 'Amberline Logistics';
const goal = 'Adopt workflow automation';

/** Not asked for again by the client itself. */
const refused = (operation: 'searchGoals' | 'listGoalMetrics'): Fault => ({
  kind: 'refused',
  errorCode: 'GS_APIG_2402',
  errorDesc: '',
  operation,
});

const beginningOf = async (...args: Parameters<typeof drawRows>): Promise<string> =>
  (await drawRows(...args)).slice(0, 7).join('\n');

describe('the goal tree', () => {
  it('draws companies, their goals and a goal’s metrics', async () => {
    const { tree } = openTree(await openLoadedWindow());
    equal(
      await beginningOf(tree, [company, goal]),
      [
        '▾ Alderbrook Insurance  1 overdue · 5/18',
        '  ▾ Adopt workflow automation  94d · 0%',
        '      Automated workflows  0 of 9 workflows',
        '      Hours saved a month  0 of 250 hours',
        '      Automated steps a week  0 of 2,600 steps',
        '      People trained  0 of 400 users',
        '  ▸ Answer within four hours  61d · 47%',
      ].join('\n'),
    );
  });

  it('remembers as open what VS Code asks to see, and nothing of a tenant that was left', async () => {
    const window = await openLoadedWindow();
    const { tree, show, opened } = openTree(window);
    const row = await rowNamed(tree, company);
    deepEqual(opened(), []);
    await drawRows(tree, [company, goal]);
    deepEqual(opened(), [window.store.companies().find(({ name }) => name === company)?.Gsid]);
    show('', 'status');
    await drawRows(tree, ['Achieved']);
    deepEqual(opened(), ['group/status/Achieved']);
    window.store.use(undefined);
    await tree.getChildren(row);
    deepEqual(opened(), []);
  });

  it('has no row without a tenant, and none of the last one after it', async () => {
    const window = await openSampleWindow();
    const { tree, redrawn } = openTree(window);
    deepEqual(await drawRows(tree), []);
    window.connect();
    await window.store.load();
    equal((await drawRows(tree)).length, window.store.companies().length);
    redrawn();
    window.store.use(undefined);
    deepEqual(redrawn(), ['everything']);
    deepEqual(await drawRows(tree), []);
  });

  it('gives a row as the same object each time, below its parent, so that VS Code can find it', async () => {
    const window = await openLoadedWindow();
    const { tree } = openTree(window);
    const path = [company, goal, 'Automated workflows'];
    const row = await rowNamed(tree, ...path);
    equal(await rowNamed(tree, ...path), row);
    const above = tree.getParent(row);
    equal(above, tree.nodeOf(window.goalIn(company, goal).Gsid));
    ok(above);
    equal(tree.getParent(above), await rowNamed(tree, company));
  });

  it('has ids that tell all rows apart', async () => {
    const { tree } = openTree(await openLoadedWindow());
    const ids: (string | undefined)[] = [];
    for (const root of await tree.getChildren())
      for (const row of [root, ...(await tree.getChildren(root))]) ids.push(tree.getTreeItem(row).id);
    equal(new Set(ids).size, ids.length);
  });

  it('opens a goal by its row, and says more of it under the mouse', async () => {
    const { tree } = openTree(await openLoadedWindow());
    const row = await rowNamed(tree, company, goal);
    const item = tree.getTreeItem(row);
    deepEqual([item.command?.command, item.command?.arguments], ['customerGoals.openGoal', [row]]);
    const { tooltip } = await tree.resolveTreeItem(item, row);
    ok(tooltip instanceof vscode.MarkdownString);
    match(tooltip.value.replaceAll('\\', ''), /Company:.*Alderbrook/);
  });
});

describe('a load that fails', () => {
  it('is a row above the goals that are there, and goes with the next that succeeds', async () => {
    const window = await openLoadedWindow();
    const { tree, redrawn } = openTree(window);
    const before = await drawRows(tree);
    window.tenant.faults.add(refused('searchGoals'));
    await window.store.refresh({ isAsked: true });
    deepEqual(await drawRows(tree), [
      '  The tenant does not allow requests from your IP address.  Try again',
      ...before,
    ]);
    const [failure] = await tree.getChildren();
    ok(failure);
    equal(tree.getTreeItem(failure).command?.command, 'customerGoals.retry');
    ok(redrawn().includes('everything'));
    window.tenant.faults.clear();
    await window.store.refresh({ isAsked: true });
    deepEqual(await drawRows(tree), before);
  });

  it('is no row where nobody asked for it', async () => {
    const window = await openLoadedWindow();
    const { tree } = openTree(window);
    const before = await drawRows(tree);
    window.tenant.faults.add(refused('searchGoals'));
    await window.store.refresh({ isAsked: false });
    equal(window.store.state.kind, 'failed');
    deepEqual(await drawRows(tree), before);
  });

  it('stands with what had come when it was cancelled, and the rest is loaded from there', async () => {
    const window = await openSampleWindow({ goals: 9_000 });
    const { tree } = openTree(window);
    window.tenant.faults.add({ kind: 'silent', operation: 'searchGoals', skip: 1 });
    window.connect();
    const loading = window.store.load();
    await firstPage(window);
    window.store.stop();
    await loading;
    const [first, ...rest] = await drawRows(tree);
    equal(first, '  This was canceled.  Load the rest');
    equal(rest.length, window.store.companies().length);
    ok(goalsIn(window.store).length < 9_000);
    window.tenant.faults.clear();
    await window.store.refresh({ isAsked: true });
    equal(window.store.state.kind, 'loaded');
    equal((await drawRows(tree)).length, window.store.companies().length);
    equal(goalsIn(window.store).length, 9_000);
  });

  it('of one goal’s metrics leaves the other rows as they are, and is tried again alone', async () => {
    const window = await openLoadedWindow();
    const { tree, redrawn } = openTree(window);
    window.tenant.faults.add(refused('listGoalMetrics'));
    redrawn();
    const rows = await drawRows(tree, [company, goal]);
    equal(rows[2], '      The tenant does not allow requests from your IP address.  Try again');
    match(rows[3] ?? '', /^ {2}▸ Answer within four hours/);
    window.tenant.faults.clear();
    tree.drawAgain(window.goalIn(company, goal).Gsid);
    deepEqual(redrawn(), [goal]);
    equal((await drawRows(tree, [company, goal]))[2], '      Automated workflows  0 of 9 workflows');
  });
});

describe('what changes', () => {
  const shown = async () => {
    const window = await openLoadedWindow();
    const { tree, mark, redrawn } = openTree(window);
    await drawRows(tree, [company, otherCompany]);
    redrawn();
    return { window, tree, mark, redrawn };
  };

  it('in one goal draws that goal and its company anew, and nothing else', async () => {
    const { window, tree, redrawn } = await shown();
    await window.changeElsewhere(window.goalIn(company, goal), { Name: 'Renamed by a colleague' });
    await window.store.refresh({ isAsked: false });
    deepEqual(redrawn(), [`${company}, Renamed by a colleague`]);
    equal(labelOf(tree, await rowNamed(tree, company, 'Renamed by a colleague')), 'Renamed by a colleague');
  });

  it('in nothing draws nothing anew', async () => {
    const { window, redrawn } = await shown();
    await window.store.refresh({ isAsked: false });
    deepEqual(redrawn(), []);
  });

  it('in goals of two companies draws both', async () => {
    const { window, redrawn } = await shown();
    const [first] = window.store.goalsOf(window.store.companies()[0]?.Gsid ?? '');
    const [second] = window.store.goalsOf(window.store.companies()[1]?.Gsid ?? '');
    ok(first && second);
    await window.changeElsewhere(first, { Name: 'One' });
    await window.changeElsewhere(second, { Name: 'Two' });
    await window.store.refresh({ isAsked: false });
    deepEqual(redrawn(), [`${company}, ${otherCompany}, One, Two`]);
  });

  it('by a goal that moves to another company draws both companies', async () => {
    const { window, tree, redrawn } = await shown();
    const CompanyId = window.store.companies()[1]?.Gsid ?? '';
    await window.changeElsewhere(window.goalIn(company, goal), { CompanyId });
    await window.store.refresh({ isAsked: false });
    match(redrawn().join('\n'), /everything|Alderbrook Insurance.*Amberline Logistics/);
    equal(labelOf(tree, await rowNamed(tree, otherCompany, goal)), goal);
  });

  it('by a draft draws the goal that it is of', async () => {
    const { window, tree, mark, redrawn } = await shown();
    mark([window.goalIn(company, goal).Gsid]);
    deepEqual(redrawn(), [goal]);
    match(String(tree.getTreeItem(await rowNamed(tree, company, goal)).description), /draft/);
    mark([]);
    deepEqual(redrawn(), [goal]);
  });

  it('before its company was opened draws the company alone', async () => {
    const window = await openLoadedWindow();
    const { tree, redrawn } = openTree(window);
    await drawRows(tree);
    redrawn();
    await window.changeElsewhere(window.goalIn(company, goal), { Status: 'Achieved' });
    await window.store.refresh({ isAsked: false });
    deepEqual(redrawn(), [company]);
    match(await beginningOf(tree), /^▸ Alderbrook Insurance {2}1 overdue · 6\/18/);
  });
});

/** Waits until some goals have come and not all. */
const firstPage = ({ store }: SampleWindow): Promise<void> =>
  new Promise((resolve) => {
    const subscription = store.onDidChange(() => {
      if (store.state.kind !== 'loading' || store.state.loaded === 0) return;
      subscription.dispose();
      resolve();
    });
  });
