import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { pause } from '../model/pause.ts';
import type { TenantId } from '../model/tenant.ts';
import { phrase } from '../words/phrase.ts';
import { goalMarkdown } from './goalMarkdown.ts';

type Format = { readonly label: string; readonly extension: string; readonly detail: string };

const formats = (): readonly Format[] => [
  { label: 'CSV', extension: 'csv', detail: l10n.t('For spreadsheets. It can be changed and imported again.') },
  { label: 'JSON', extension: 'json', detail: l10n.t('For scripts, with the field names of the API') },
  {
    label: 'YAML',
    extension: 'goals.yaml',
    detail: l10n.t('For people who edit text. It can be changed, saved and planned again.'),
  },
  { label: 'Markdown', extension: 'md', detail: l10n.t('For documents and messages') },
];

/** Which tenant the goals are from, and what is known of it. */
export type ExportFrom = {
  readonly tenant: () => TenantId | undefined;
  readonly store: Pick<GoalStore, 'goal' | 'goalsOf' | 'companies' | 'owners' | 'templates'>;
};

/** Writes the goals, as they are listed, to a file that the person names. Descriptions and metrics are not in the list. */
export const exportGoals = async (goals: readonly Goal[], from: ExportFrom): Promise<void> => {
  const of = from.tenant();
  const format = await vscode.window.showQuickPick(formats(), {
    title: phrase(l10n.t('{0, plural, one {Export # goal} other {Export # goals}}'), goals.length),
    placeHolder: l10n.t('Select a format'),
  });
  if (format === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isYaml = format.extension === 'goals.yaml';
  const name = isYaml ? 'export.goals.yaml' : `goals.${format.extension}`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format.label]: [isYaml ? 'yaml' : format.extension] },
    saveLabel: l10n.t('Export'),
  });
  if (uri === undefined) return;
  const written = isYaml ? await yamlText(goals, of, from) : await exportText(goals, format.extension);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(written));
  const open = l10n.t('Open File');
  const text = phrase(l10n.t('{0, plural, one {# goal was exported.} other {# goals were exported.}}'), goals.length);
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
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
  return goalsYaml(goals, of, {
    goal: (id) => store.goal(id),
    goalsOf: (id) => store.goalsOf(id),
    companies: () => store.companies(),
    owners: () => store.owners(),
    templates: () => templates,
  });
};

/** A few milliseconds' worth. */
const sliceLength = 1000;

/** @param extension of the file that is written: `csv`, `json` or `md` */
export const exportText = async (goals: readonly Goal[], extension: string): Promise<string> => {
  const { csvHead, csvLines } = await import('../csv/goalsCsv.ts');
  if (extension === 'csv') return csvHead() + (await inSlices(goals, csvLines)).join('');
  if (extension === 'md') return (await inSlices(goals, (some) => some.map(goalMarkdown).join('\n'))).join('\n');
  const slices = await inSlices(goals, (some) => some.map(contractJson).join(',\n'));
  return `[\n${slices.join(',\n')}\n]\n`;
};

/** Lets others work in between. */
const inSlices = async (goals: readonly Goal[], textOf: (some: readonly Goal[]) => string): Promise<string[]> => {
  const texts: string[] = [];
  for (let at = 0; at < goals.length; at += sliceLength) {
    texts.push(textOf(goals.slice(at, at + sliceLength)));
    await pause();
  }
  return texts;
};

const ours: ReadonlySet<string> = new Set(['unreadable', 'asCame'] satisfies (keyof Goal)[]);

const contractJson = (goal: Goal): string =>
  JSON.stringify(Object.fromEntries(Object.entries(goal).filter(([name]) => !ours.has(name))), undefined, 2);
