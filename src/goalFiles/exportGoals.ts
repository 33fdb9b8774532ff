import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import { knownIn } from '../plan/knownTenant.ts';
import { phrase } from '../words/phrase.ts';
import { exportText, listed } from './exportText.ts';
import { chooseDetails, withDetails, type Details } from './goalDetails.ts';

type Format = { readonly label: string; readonly extension: string; readonly detail: string };

const formats = (): readonly Format[] => [
  { label: 'CSV', extension: 'csv', detail: l10n.t('For spreadsheets. Edit the file, then import it again.') },
  { label: 'JSON', extension: 'json', detail: l10n.t('For scripts, with the field names of the API') },
  {
    label: 'YAML',
    extension: 'goals.yaml',
    detail: l10n.t('For editing as text. Edit the file, then save it to plan the changes.'),
  },
  { label: 'Markdown', extension: 'md', detail: l10n.t('For documents and messages') },
];

/** Which tenant the goals are from, and what is known of it. */
export type ExportFrom = {
  readonly tenant: () => TenantId | undefined;
  readonly store: Pick<GoalStore, 'goal' | 'goalsOf' | 'companies' | 'owners' | 'templates' | 'fetchGoal' | 'metrics'>;
};

/** Writes the goals to a file that the person names, as they are listed, and with what the list does not have when asked. */
export const exportGoals = async (goals: readonly Goal[], from: ExportFrom, check: () => void): Promise<void> => {
  const of = from.tenant();
  const title = phrase(l10n.t('{0, plural, one {Export # goal} other {Export # goals}}'), goals.length);
  const format = await vscode.window.showQuickPick(formats(), { title, placeHolder: l10n.t('Select a format') });
  if (format === undefined) return;
  const isYaml = format.extension === 'goals.yaml';
  const details = isYaml ? listed : await chooseDetails(title);
  if (details === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = isYaml ? 'export.goals.yaml' : `goals.${format.extension}`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format.label]: [isYaml ? 'yaml' : format.extension] },
    saveLabel: l10n.t('Export'),
  });
  if (uri === undefined) return;
  check();
  const written = isYaml ? await yamlText(goals, of, from) : await detailedText(goals, format.extension, details, from);
  if (written === undefined) return;
  check();
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(written));
  const open = l10n.t('Open File');
  const text = phrase(l10n.t('{0, plural, one {# goal was exported.} other {# goals were exported.}}'), goals.length);
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
};

/** @returns undefined where the person cancels */
const detailedText = async (
  goals: readonly Goal[],
  extension: string,
  details: Details,
  { store }: ExportFrom,
): Promise<string | undefined> => {
  const detailed = await withDetails(goals, details, store);
  return detailed && exportText(detailed, extension, details);
};

const yamlText = async (
  goals: readonly Goal[],
  of: TenantId | undefined,
  { tenant, store }: ExportFrom,
): Promise<string> => {
  const templates = await store.templates();
  // Ids of one tenant under the name of another would change goals that nobody meant.
  if (of === undefined || tenant() !== of) throw new NotConnected();
  const { goalsYaml } = await import('./goalsYaml.ts');
  return goalsYaml(
    goals,
    of,
    knownIn(store, () => templates),
  );
};
