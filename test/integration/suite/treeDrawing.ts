import * as vscode from 'vscode';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import { today } from '../../../src/model/dueDate.ts';
import type { QueryContext } from '../../../src/model/query/context.ts';
import type { Grouping, Arrangement } from '../../../src/model/query/arrangement.ts';
import { parse } from '../../../src/model/query/parse.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { everything } from '../../../src/model/views/shown.ts';
import { ShownGoals } from '../../../src/model/views/shownGoals.ts';
import { allDecorations } from '../../../src/tree/dueMark.ts';
import { GoalTree } from '../../../src/tree/goalTree.ts';
import type { GoalNode } from '../../../src/tree/goalNode.ts';
import { atEnd, type SampleWindow } from './sampleWindow.ts';

export type OpenTree = {
  readonly tree: GoalTree;
  /** Shows the goals of a query, in groups and in order. */
  readonly show: (query: string, group?: Grouping, order?: Partial<Arrangement>) => void;
  /** Marks these goals as ones with a draft, and no others. */
  readonly mark: (goalIds: readonly string[]) => void;
  /** What VS Code was asked to draw anew since the last call, a line a time: `everything`, or labels. */
  readonly redrawn: () => readonly string[];
  /** What was remembered as open since the last call. */
  readonly opened: () => readonly string[];
};

type Notes = { readonly watched?: readonly string[]; readonly changed?: readonly string[] };

/** @param beside what queries may mean beside the goals */
export const openTree = (
  { store, log }: SampleWindow,
  beside: Partial<QueryContext> = {},
  notes: Notes = {},
): OpenTree => {
  let marked = new Set<string>();
  const marks = createEmitter<ReadonlySet<string>>();
  const live = new LiveRows(store);
  const shown = new ShownGoals({ rows: live, context: () => ({ today: today(new Date()), ...beside }) });
  atEnd(() => {
    shown.dispose();
    live.dispose();
  });
  const opened: string[] = [];
  const tree = new GoalTree({
    store,
    shown,
    decorations: () => allDecorations,
    risk: () => usualThresholds,
    notes: {
      isWatched: (id) => notes.watched?.includes(id) === true,
      isWatchedCompany: (id) => notes.watched?.includes(id) === true,
      isChanged: ({ Gsid }) => notes.changed?.includes(Gsid) === true,
      onDidChange: createEmitter<undefined>().event,
    },
    marks: { isMarked: (id) => marked.has(id), onDidChange: marks.event },
    expanded: { has: () => false, asked: (key) => void opened.push(key) },
    now: () => new Date(),
    log,
  });
  atEnd(() => tree.dispose());
  const asked: (GoalNode | GoalNode[] | undefined)[] = [];
  tree.onDidChangeTreeData((rows) => asked.push(rows));
  const wordsFor = (rows: GoalNode | GoalNode[] | undefined): string =>
    rows === undefined
      ? 'everything'
      : [rows]
          .flat()
          .map((row) => labelOf(tree, row))
          .toSorted()
          .join(', ');
  return {
    tree,
    opened: () => opened.splice(0),
    show: (text, group = 'company', order = {}) => {
      const parsed = parse(text);
      if (parsed.kind === 'refused') throw new Error(`${text} is no query`);
      shown.show({ ...everything, query: parsed.query, group, ...order });
      tree.forgetDrawn();
    },
    mark: (goalIds) => {
      const before = marked;
      marked = new Set(goalIds);
      marks.fire(new Set([...before, ...marked].filter((id) => before.has(id) !== marked.has(id))));
    },
    redrawn: () => asked.splice(0).map(wordsFor),
  };
};

const textOf = (label: string | vscode.TreeItemLabel | undefined): string =>
  typeof label === 'object' ? label.label : (label ?? '');

export const labelOf = (tree: GoalTree, row: GoalNode): string => textOf(tree.getTreeItem(row).label);

/**
 * The rows as VS Code would ask for them, a line a row: two spaces of indent a level, ▾ or ▸ or a space, the label, and after two
 * spaces the description.
 * @param isOpen which rows are open, by label
 */
export const drawRows = async (tree: GoalTree, isOpen: readonly string[] = []): Promise<readonly string[]> => {
  const drawBelow = async (parent: GoalNode | undefined, indent: string): Promise<readonly string[]> => {
    const lines: string[] = [];
    for (const row of await tree.getChildren(parent)) {
      const { label, description, collapsibleState } = tree.getTreeItem(row);
      const hasMore =
        (collapsibleState ?? vscode.TreeItemCollapsibleState.None) !== vscode.TreeItemCollapsibleState.None;
      const isOpened = hasMore && isOpen.includes(textOf(label));
      const twistie = isOpened ? '▾' : hasMore ? '▸' : ' ';
      lines.push(`${indent}${twistie} ${textOf(label)}  ${description === true ? '' : (description ?? '')}`.trimEnd());
      if (isOpened) lines.push(...(await drawBelow(row, `${indent}  `)));
    }
    return lines;
  };
  return drawBelow(undefined, '');
};

/** The row that has this label, looked for below these open ones. */
export const rowNamed = async (tree: GoalTree, ...path: readonly string[]): Promise<GoalNode> => {
  let row: GoalNode | undefined;
  for (const label of path) {
    const rows = await tree.getChildren(row);
    row = rows.find((each) => labelOf(tree, each) === label);
    if (row === undefined)
      throw new Error(`no row ${label} among ${rows.map((each) => labelOf(tree, each)).join(', ')}`);
  }
  if (row === undefined) throw new Error('name a row');
  return row;
};
