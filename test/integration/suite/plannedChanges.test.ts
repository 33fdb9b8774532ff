import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { exportText } from '../../../src/goalFiles/exportText.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { answer, partOf } from '../../../src/plan/plan.ts';
import { PlanFiles } from '../../../src/plan/planFiles.ts';
import { PlanItems } from '../../../src/plannedChanges/planItems.ts';
import { PlanSession } from '../../../src/plannedChanges/planSession.ts';
import { PlanTree, type PlanNode } from '../../../src/plannedChanges/planTree.ts';
import { atEnd, goalsIn, openLoadedWindow } from './sampleWindow.ts';

const company = 'Alderbrook Insurance';
const never = new AbortController().signal;

const opened = async () => {
  const window = await openLoadedWindow();
  const folder = await mkdtemp(join(tmpdir(), 'planned-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const files = new PlanFiles(folder);
  const session = new PlanSession({
    store: window.store,
    tenant: () => 'sample',
    files: async () => files,
    log: window.log,
  });
  atEnd(() => session.dispose());
  const redrawn = new vscode.EventEmitter<undefined>();
  atEnd(() => redrawn.dispose());
  const items = new PlanItems(session, window.store, new PlanTree(), redrawn.event);
  const [first, second] = ['Adopt workflow automation', 'Answer within four hours'].map(
    (name) => window.goalIn(company, name).Gsid,
  );
  return { window, session, items, first: first ?? '', second: second ?? '' };
};

const boxOf = ({ checkboxState }: vscode.TreeItem): string => {
  if (checkboxState === undefined) return ' ';
  const state = typeof checkboxState === 'object' ? checkboxState.state : checkboxState;
  return state === vscode.TreeItemCheckboxState.Checked ? '☑' : '☐';
};

/** The list as it looks all open, a line a row. */
const drawing = (items: PlanItems, parent?: PlanNode, indent = ''): readonly string[] =>
  items.getChildren(parent).flatMap((node) => {
    const item = items.getTreeItem(node);
    const label = typeof item.label === 'string' ? item.label : '';
    const line = `${indent}${boxOf(item)} ${label}  ${String(item.description ?? '')}`.trimEnd();
    return [line, ...drawing(items, node, `${indent}  `)];
  });

const status = (goalId: string, value: string): Intent => ({ kind: 'update', goalId, fields: { Status: value } });

describe('the list of planned changes', () => {
  it('shows companies, goals and fields, before and after, with boxes', async () => {
    const { session, items, first, second } = await opened();
    await session.add([status(first, 'Missed'), status(second, 'Achieved')]);
    await session.change((plan) => ({ ...plan, leftOut: [partOf.row('1')] }));
    deepEqual(drawing(items), [
      `☑ ${company}  2 changes`,
      '  ☑ Adopt workflow automation',
      '    ☑ Status  Missed (was Not Started)',
      '  ☐ Answer within four hours',
      '    ☐ Status  Achieved (was In Progress)',
    ]);
  });

  it('says in the label that a screen reader hears whether a row is included', async () => {
    const { session, items, first } = await opened();
    await session.add([status(first, 'Missed')]);
    const [top] = items.getChildren();
    const [row] = items.getChildren(top);
    ok(row !== undefined);
    equal(
      items.getTreeItem(row).accessibilityInformation?.label,
      'Adopt workflow automation, included, Status: Missed (was Not Started)',
    );
  });

  it('says what is counted for a company when its row is pointed at', async () => {
    const { session, items, first, second } = await opened();
    await session.add([status(first, 'Missed'), status(second, 'Achieved')]);
    await session.change((plan) => ({ ...plan, leftOut: [partOf.row('1')] }));
    const [top] = items.getChildren();
    ok(top !== undefined);
    equal(
      items.resolveTreeItem(items.getTreeItem(top), top).tooltip,
      [company, '1 update', '1 not included'].join('\n'),
    );
  });

  it('says what cannot be applied, what is to be decided, and what is new', async () => {
    const { window, session, items, first } = await opened();
    const { CompanyId, Name } = window.goalIn(company, 'Adopt workflow automation');
    await session.add([
      { kind: 'update', goalId: first, fields: { TargetDate: 'soon' }, source: { line: 3 } },
      { kind: 'create', fields: { CompanyId, Name } },
      { kind: 'create', fields: { CompanyId, Name: 'Brand new', OwnerId: { named: 'Nobody' } } },
      { kind: 'update', goalId: 'nowhere', fields: {} },
    ]);
    const rows = drawing(items).map((line) => line.trim());
    deepEqual(rows, [
      'Company not known  1 cannot be applied',
      'Goal  No goal with the ID “nowhere” was found.',
      `${company}  2 to decide · 1 cannot be applied`,
      'Adopt workflow automation  Line 3: “soon” is not a date. Use YYYY-MM-DD.',
      'Adopt workflow automation  A goal named “Adopt workflow automation” already exists. Update it or create another?',
      'Brand new  Owner: no match for “Nobody”. Which one?',
    ]);
  });

  it('says what a row changes that VS Code leaves closed, since it had nothing below it before', async () => {
    const { window, session, items, first } = await opened();
    const { CompanyId, Name } = window.goalIn(company, 'Adopt workflow automation');
    await session.add([{ kind: 'create', fields: { CompanyId, Name, Status: 'Missed' } }]);
    const [question] = session.rows().flatMap(({ state }) => (state.kind === 'open' ? state.questions : []));
    drawing(items);
    await session.change((plan) => answer(plan, question?.key ?? '', first));
    deepEqual(drawing(items), [
      `☑ ${company}  1 change`,
      '  ☑ Adopt workflow automation  Status: Missed (was Not Started)',
      '    ☑ Status  Missed (was Not Started)',
    ]);
  });

  it('says what became of each', async () => {
    const { window, session, items, first, second } = await opened();
    await session.add([status(first, 'Missed'), status(second, 'Achieved')]);
    await window.changeElsewhere(window.goalIn(company, 'Answer within four hours'), { Status: 'Missed' });
    await session.apply(session.toApply(), () => {}, never);
    deepEqual(drawing(items), [
      `  ${company}  2 changes`,
      '    Adopt workflow automation  saved',
      '      Status  Missed (was Not Started)',
      '    Answer within four hours  conflict: Status changed in Gainsight',
      '      Status  Achieved (was In Progress)',
    ]);
  });
});

describe('an export', () => {
  it('has every goal, in each format', async () => {
    const { window } = await opened();
    const goals = goalsIn(window.store);
    const csv = await exportText(goals, 'csv');
    equal(csv.split('\r\n').length, goals.length + 2);
    equal(JSON.parse(await exportText(goals, 'json')).length, goals.length);
    ok((await exportText(goals, 'md')).includes('**Adopt workflow automation**'));
  });
});
