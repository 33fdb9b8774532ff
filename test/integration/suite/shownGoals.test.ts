import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { openLoadedWindow, openSampleWindow } from './sampleWindow.ts';
import { drawRows, openTree, rowNamed } from './treeDrawing.ts';

const company = 'Alderbrook Insurance';

const shown = async () => {
  const window = await openLoadedWindow();
  return { window, ...openTree(window) };
};

describe('the goal tree, filtered', () => {
  it('has the filter on top, and the companies whose goals match', async () => {
    const { tree, show } = await shown();
    show('status:open company:alderbrook');
    const rows = await drawRows(tree, [company]);
    match(rows[0] ?? '', /^ {2}status:open company:alderbrook {2}13 of \d+ goals$/);
    equal(rows[1], '▾ Alderbrook Insurance  1 overdue · 13');
    equal(rows.length, 15);
  });

  it('says what to remove where nothing matches', async () => {
    const { tree, show } = await shown();
    show('company:alderbrook nowhere');
    deepEqual((await drawRows(tree, ['No goals match the filter'])).slice(1), [
      '▾ No goals match the filter',
      '    Remove nowhere  18 goals',
    ]);
  });

  it('shows what to remove as it was typed, without icons', async () => {
    const { tree, show } = await shown();
    show('company:alderbrook $(zap)nowhere');
    deepEqual((await drawRows(tree, ['No goals match the filter'])).slice(2), [
      '    Remove $\u200b(zap)nowhere  18 goals',
    ]);
  });

  it('says of how many goals it is not known', async () => {
    const { tree, show } = await shown();
    show('metric:none company:alderbrook');
    deepEqual((await drawRows(tree)).slice(1), ['  18 more goals may match  not known yet']);
  });

  it('asks who the person is where that decides', async () => {
    const { tree, show } = await shown();
    show('owner:@me');
    const [, row] = await tree.getChildren();
    ok(row);
    equal(tree.getTreeItem(row).command?.command, 'customerGoals.whoAmI');
  });

  it('says of a goal that it is watched, and that it is another than it was', async () => {
    const window = await openLoadedWindow();
    const { Gsid } = window.goalIn(company, 'Adopt workflow automation');
    const { tree } = openTree(window, {}, { watched: [Gsid], changed: [Gsid] });
    match((await drawRows(tree, [company]))[1] ?? '', /changed · 94d · 0% · ★$/);
  });

  it('has its rows by the same ids as without a filter, so that they stay selected and open', async () => {
    const { window, tree, show } = await shown();
    const goal = window.goalIn(company, 'Adopt workflow automation');
    const ids = async () =>
      [await rowNamed(tree, company), await rowNamed(tree, company, goal.Name)].map((row) => tree.getTreeItem(row).id);
    const before = await ids();
    show('status:open');
    deepEqual(await ids(), before);
    show('', 'owner');
    equal(tree.getTreeItem(tree.nodeOf(goal.Gsid) ?? (await rowNamed(tree, company))).id, before[1]);
  });
});

describe('the goal tree, in other groups', () => {
  it('has statuses in their order, with how many are overdue', async () => {
    const { tree, show } = await shown();
    show('', 'status');
    const rows = await drawRows(tree);
    deepEqual(
      rows.map((row) => row.replace(/ {2}.*/, '')),
      ['▸ Not Started', '▸ In Progress', '▸ Achieved', '▸ Missed'],
    );
    match(rows[0] ?? '', /overdue · \d+$/);
  });

  it('names the company of a goal that does not stand below it, and knows its parent', async () => {
    const { tree, show, window } = await shown();
    show('company:alderbrook', 'status');
    const [, ...rows] = await drawRows(tree, ['In Progress']);
    match(rows.find((row) => row.startsWith('  ▸')) ?? '', /Alderbrook Insurance$/);
    const node = tree.nodeOf(window.goalIn(company, 'Answer within four hours').Gsid);
    ok(node);
    equal(tree.getParent(node), await rowNamed(tree, 'In Progress'));
  });

  it('has no group above a goal where there are none', async () => {
    const { tree, show } = await shown();
    show('company:alderbrook status:open', 'none', { sort: 'due' });
    const [, first = ''] = await drawRows(tree);
    match(first, /late · .*Alderbrook Insurance$/);
    const [, row] = await tree.getChildren();
    ok(row);
    equal(tree.getParent(row), undefined);
  });
});

describe('what changes in a filtered tree', () => {
  it('is drawn where it is', async () => {
    const { window, tree, show, redrawn } = await shown();
    show('company:alderbrook status:open');
    await drawRows(tree, [company]);
    redrawn();
    await window.changeElsewhere(window.goalIn(company, 'Adopt workflow automation'), { Status: 'Achieved' });
    await window.store.refresh({ isAsked: false });
    const [first = '', ...others] = redrawn();
    match(first, /Alderbrook Insurance/);
    deepEqual(others, []);
    match((await drawRows(tree))[1] ?? '', /· 12$/);
  });
});

describe('a group of very many goals', () => {
  it('is drawn in pieces, says what is left, and is drawn to a goal that is looked for', async () => {
    const window = await openSampleWindow({ goals: 12_000 });
    window.connect();
    await window.store.load();
    const { tree, show } = openTree(window);
    show('', 'none');
    const rows = await tree.getChildren();
    equal(rows.length, 501);
    const more = rows.at(-1);
    ok(more?.kind === 'more');
    const item = tree.getTreeItem(more);
    deepEqual([item.label, item.description], ['Show 500 More', '11,500 goals not shown']);
    tree.drawMore(more);
    equal((await tree.getChildren()).length, 1001);
    const last = [...window.store.goalIds()].at(-1) ?? '';
    tree.drawTo(last);
    ok((await tree.getChildren()).some((row) => row.kind === 'goal' && row.goalId === last));
  });

  it('has its companies in pieces, too, and those that a goal is looked for in', async () => {
    const window = await openSampleWindow({ goals: 12_000 });
    window.connect();
    await window.store.load();
    const companies = window.store.companies();
    const { tree, show } = openTree(window);
    const labelsOf = async () => (await drawRows(tree)).map((row) => row.trim().replace(/^▸ /, ''));
    equal(companies.length > 500, true);
    for (const shown of ['', 'status:open,closed']) {
      show(shown);
      const left = companies.length - 500;
      equal((await labelsOf()).at(-1), `Show ${left} More  ${left} companies not shown`);
    }
    const last = window.store.goalsOf(companies.at(-1)?.Gsid ?? '').at(-1);
    tree.drawTo(last?.Gsid ?? '');
    const rows = await labelsOf();
    equal(rows.length, companies.length + 1);
    ok(rows.at(-1)?.startsWith(companies.at(-1)?.name ?? '?'));
  });
});
