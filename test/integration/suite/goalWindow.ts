import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { addressOfGoal, addressOfNewGoal, parseAddress } from '../../../src/editing/goalAddress.ts';
import { fieldsOf, noFields, type GoalFields } from '../../../src/model/goalFields.ts';
import { startSampleTenant } from '../../../src/sample/server.ts';
import { openClient } from '../../torture/openClient.ts';
import { userDataVariable } from '../userData.ts';
import { eventually } from './eventually.ts';

const viewType = 'customerGoals.goal';
const tenant = 'sample';

const storage = (name: string): string =>
  join(process.env[userDataVariable] ?? '', 'User', 'globalStorage', 'customer-goals.customer-goals', name);

export const drafts = new Drafts(storage('drafts'), console.warn);

/** Runs one of the extension's commands: `refresh`. */
export const run = (name: string): Thenable<unknown> => vscode.commands.executeCommand(`customerGoals.${name}`);

/** Connects the window to its sample tenant. Resolves to somebody else's client of the same tenant. */
export const connectToSample = async (): Promise<{ readonly colleague: Client; readonly end: () => Promise<void> }> => {
  await run('trySampleData');
  // Another server on the same folder, as another window has.
  const { url, accessKey, close } = await startSampleTenant({ folder: storage('sample'), requestsPerMinute: Infinity });
  return { colleague: openClient({ origin: url, accessKey }), end: close };
};

/** The names that the sample tenant was given for a goal, or for all goals, a write each, oldest first. */
export const writtenNames = (goalId?: string): readonly string[] => {
  const lines = readFileSync(join(storage('sample'), 'edits.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const written = lines
    .map((line): unknown => Object(JSON.parse(line)).goal)
    .map((goal): Partial<Goal> => Object(goal));
  return written.flatMap(({ Gsid, Name }) => (goalId === undefined || Gsid === goalId ? (Name ?? []) : []));
};

const uriOf = (address: { readonly path: string; readonly query: string }): vscode.Uri =>
  vscode.Uri.from({ scheme: 'customer-goal', ...address });

const open = (uri: vscode.Uri): Thenable<unknown> =>
  vscode.commands.executeCommand('vscode.openWith', uri, viewType, { preview: false });

export const openGoal = ({ Gsid, Name }: Pick<Goal, 'Gsid' | 'Name'>): Thenable<unknown> =>
  open(uriOf(addressOfGoal(tenant, Gsid, Name)));

export const openNewGoal = (id: string, companyId: string): Thenable<unknown> =>
  open(uriOf(addressOfNewGoal(tenant, id, { companyId }, 'New goal')));

const at = '2031-01-01T00:00:00Z';

/** What a person typed into a goal and closed, or into another window. */
export const keepDraft = (goal: Goal, changes: Partial<GoalFields>): void => {
  const base = fieldsOf(goal);
  drafts.write({ tenant, id: goal.Gsid }, { base, mine: { ...base, ...changes }, at });
};

/** As {@link keepDraft}, of a goal that the tenant has not got yet. */
export const keepNewDraft = (id: string, fields: Partial<GoalFields>): void => {
  const base = { ...noFields, Status: 'Not Started', CompanyId: fields.CompanyId ?? '' };
  drafts.write({ tenant, id }, { base, mine: { ...base, ...fields }, at });
};

export const draftedName = (id: string): string | undefined => drafts.read({ tenant, id })?.mine.Name;

/** The goals that are open, a text each: their ids, `new` before one that the tenant has not got, ● before one that is dirty. */
export const openTabs = (): readonly string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(({ input, isDirty, label }) => {
      const address = input instanceof vscode.TabInputCustom ? parseAddress(input.uri) : undefined;
      const text = address === undefined ? label : address.isNew ? `new ${address.id}` : address.id;
      return isDirty ? `● ${text}` : text;
    });

export const expectTabs = (...wanted: readonly string[]): Promise<void> => eventually(openTabs, wanted);

/** Closes all tabs; what was typed in them is forgotten. */
export const closeAll = async (): Promise<void> => {
  await vscode.commands.executeCommand('workbench.action.joinAllGroups');
  await eventually(async () => {
    if (openTabs().length > 0) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    return openTabs();
  }, []);
  for (const { tenant: of, id } of drafts.list()) drafts.remove({ tenant: of, id });
};

export const setAutoSave = (mode: 'off' | 'afterDelay'): Thenable<void> =>
  vscode.workspace.getConfiguration('files').update('autoSave', mode, vscode.ConfigurationTarget.Global);
