import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { groupings } from '../../../src/model/query/arrangement.ts';
import { openLoadedWindow, openSampleWindow } from './sampleWindow.ts';
import { labelOf, openTree, type OpenTree } from './treeDrawing.ts';

const company = 'Alderbrook Insurance';

type Spoken = { readonly row: string; readonly spoken: string };

/** Every row at the top and below the first rows, metrics too: what it shows, and what a screen reader says of it. */
const rowsOf = async ({ tree }: OpenTree): Promise<readonly Spoken[]> => {
  const below = async (
    parent: Parameters<typeof tree.getChildren>[0],
    open: readonly number[],
  ): Promise<readonly Spoken[]> => {
    const [most = 0, ...deeper] = open;
    const all: Spoken[] = [];
    for (const [at, row] of (await tree.getChildren(parent)).entries()) {
      const { description, accessibilityInformation, collapsibleState } = tree.getTreeItem(row);
      const shown = typeof description === 'string' ? description : '';
      all.push({ row: `${labelOf(tree, row)}  ${shown}`, spoken: accessibilityInformation?.label ?? '' });
      if (at < most && collapsibleState !== vscode.TreeItemCollapsibleState.None)
        all.push(...(await below(row, deeper)));
    }
    return all;
  };
  return below(undefined, [3, 3, 0]);
};

const numbersIn = (text: string): readonly string[] => text.match(/\d[\d,.]*/g) ?? [];

const expectNumbers = (rows: readonly Spoken[]): void => {
  deepEqual(
    rows.filter(({ row, spoken }) => {
      const [label = '', description = ''] = row.split('  ');
      return !spoken.startsWith(label) || numbersIn(description).some((number) => !numbersIn(spoken).includes(number));
    }),
    [],
  );
};

describe('what a screen reader says', () => {
  it('has the name and the numbers of each row, however goals are shown', async () => {
    const window = await openLoadedWindow();
    const opened = openTree(window, {}, { watched: [window.goalIn(company, 'Adopt workflow automation').Gsid] });
    for (const group of groupings) {
      opened.show('', group);
      const rows = await rowsOf(opened);
      ok(rows.length > 5);
      expectNumbers(rows);
    }
  });

  for (const [what, query, label, expected] of [
    [
      'the filter',
      'status:open company:alderbrook',
      'status:open',
      /^Filter: status:open company:alderbrook\. 13 of \d+ goals\./,
    ],
    ['a group', 'status:open company:alderbrook', 'Alderbrook', /^Alderbrook Insurance, 13 goals, 1 overdue$/],
    [
      'a goal',
      'status:open company:alderbrook',
      'Adopt',
      /^Adopt workflow automation, Not Started, 0%, due in \d+ days, at risk: 0% done, \d+% expected by now, nothing changed for \d+ days$/,
    ],
    ['no match', 'company:alderbrook nowhere', 'No goals', /^No goals match the filter$/],
    ['what to remove', 'company:alderbrook nowhere', 'Remove', /^Remove nowhere, 18 goals$/],
    ['what is not known', 'metric:none company:alderbrook', '18 more', /^18 more goals may match, not known yet$/],
    ['who one is', 'owner:@me', 'Choose', /^Choose who you are to see your goals$/],
  ] as const)
    it(`names ${what}`, async () => {
      const opened = openTree(await openLoadedWindow());
      opened.show(query);
      const found = (await rowsOf(opened)).find(({ row }) => row.startsWith(label));
      ok(expected.test(found?.spoken ?? ''), `${label}: ${found?.spoken}`);
    });

  it('names what is not drawn, a goal without metrics, and a load that failed', async () => {
    const window = await openSampleWindow({ goals: 12_000 });
    window.connect();
    await window.store.load();
    const opened = openTree(window);
    opened.show('', 'none');
    equal((await rowsOf(opened)).at(-1)?.spoken, 'Show 500 More, 11,500 goals not shown');
    opened.show('');
    equal((await rowsOf(opened)).at(-1)?.spoken, 'Show 100 More, 100 companies not shown');
    const { tree } = opened;
    const node = { kind: 'noMetric', goalId: 'g' } as const;
    equal(tree.getTreeItem(node).accessibilityInformation?.label, 'No metrics yet. Press Enter to add one.');
    window.tenant.faults.add({
      kind: 'refused',
      errorCode: 'GS_APIG_2402',
      errorDesc: '',
      operation: 'searchGoals',
    });
    await window.store.refresh({ isAsked: true });
    equal((await rowsOf(opened))[0]?.spoken.includes('Press Enter to try again.'), true);
  });
});
