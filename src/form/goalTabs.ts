import * as vscode from 'vscode';
import { newGoalName } from './words/goalTitle.ts';
import { addressOfGoal, addressOfNewGoal, parseAddress, type GoalAddress } from '../editing/goalAddress.ts';

export const viewType = 'customerGoals.goal';
/** Known to the page as a link. In the manifest, so that VS Code waits for an extension that is just starting again. */
export const reopenCommand = 'customerGoals.reopenGoal';

const scheme = 'customer-goal';

export const goalUri = (address: { readonly path: string; readonly query: string }): vscode.Uri =>
  vscode.Uri.from({ scheme, ...address });

/** Never as a preview: a second goal would take the place of the first. */
export const openInEditor = async (uri: vscode.Uri, viewColumn?: vscode.ViewColumn): Promise<void> => {
  const options: vscode.TextDocumentShowOptions = {
    preview: false,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  };
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, options);
};

/** The active group's first: a goal may be open in several groups. */
const goalTabs = (): readonly { readonly tab: vscode.Tab; readonly uri: vscode.Uri }[] => {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  return [activeTabGroup, ...all.filter((group) => group !== activeTabGroup)]
    .flatMap(({ tabs }) => tabs)
    .flatMap((tab) => {
      const uri = goalUriOf(tab);
      return uri === undefined ? [] : [{ tab, uri }];
    });
};

const goalUriOf = (tab: vscode.Tab | undefined): vscode.Uri | undefined =>
  tab?.input instanceof vscode.TabInputCustom && tab.input.viewType === viewType ? tab.input.uri : undefined;

export const activeGoalUri = (): vscode.Uri | undefined => goalUriOf(vscode.window.tabGroups.activeTabGroup.activeTab);

/** All tabs that show this goal, one a group at most; the active group's first. */
export const tabsOf = (uri: vscode.Uri): readonly vscode.Tab[] =>
  goalTabs()
    .filter((each) => each.uri.toString() === uri.toString())
    .map(({ tab }) => tab);

export const tabOf = (uri: vscode.Uri): vscode.Tab | undefined => tabsOf(uri)[0];

/** What tells an open goal from all others: its tenant, and its id there or the one that was made up for it. */
export type GoalKey = Pick<GoalAddress, 'tenant' | 'id' | 'isNew'>;

/** The tab that shows this goal, whatever name is in its address: a goal may have been renamed since. */
export const tabOfGoal = (goal: GoalKey): { readonly tab: vscode.Tab; readonly uri: vscode.Uri } | undefined =>
  goalTabs().find(({ uri }) => isSame(parseAddress(uri), goal));

const isSame = (address: GoalAddress | undefined, { tenant, id, isNew }: GoalKey): boolean =>
  address !== undefined && address.isNew === isNew && address.tenant === tenant && address.id === id;

type ShowOptions = {
  readonly viewColumn?: vscode.ViewColumn | undefined;
  /** Called with the goal's address before it is shown. */
  readonly opening?: (uri: vscode.Uri) => void;
};

/** Shows a goal's form, in the tab that has it already, if there is one. */
export const showGoal = async (
  address: GoalAddress,
  { viewColumn, opening }: ShowOptions = {},
): Promise<vscode.Uri> => {
  const { tenant, id, isNew, name, preset } = address;
  const open = tabOfGoal(address);
  const uri =
    open?.uri ?? goalUri(isNew ? addressOfNewGoal(tenant, id, preset, newGoalName()) : addressOfGoal(tenant, id, name));
  opening?.(uri);
  await openInEditor(uri, open?.tab.group.viewColumn ?? viewColumn);
  return uri;
};

/** Gives the active goal new pages: after the extension host ended, the old ones stay cut off. Its draft is on disk. */
export const reopenActive = async (): Promise<void> => {
  const uri = activeGoalUri();
  if (uri === undefined) return;
  const columns = tabsOf(uri).map(({ group }) => group.viewColumn);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  // VS Code goes on with the goal as it was opened before as long as one of its tabs is there.
  await vscode.window.tabGroups.close(tabsOf(uri), true);
  await openInColumns(uri, columns);
};

/** The first column is the one that a person is in. */
export const openInColumns = async (uri: vscode.Uri, columns: readonly vscode.ViewColumn[]): Promise<void> => {
  for (const column of columns.toReversed()) await openInEditor(uri, column);
};
