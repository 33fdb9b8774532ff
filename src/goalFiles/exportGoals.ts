import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { phrase } from '../words/phrase.ts';
import { goalMarkdown } from './goalMarkdown.ts';
import { pause } from '../model/pause.ts';

type Format = { readonly label: string; readonly extension: string; readonly detail: string };

const formats = (): readonly Format[] => [
  { label: 'CSV', extension: 'csv', detail: l10n.t('For spreadsheets. It can be changed and imported again.') },
  { label: 'JSON', extension: 'json', detail: l10n.t('For scripts, with the field names of the API') },
  { label: 'Markdown', extension: 'md', detail: l10n.t('For documents and messages') },
];

/** Writes the goals, as they are listed, to a file that the person names. Descriptions and metrics are not in the list. */
export const exportGoals = async (goals: readonly Goal[]): Promise<void> => {
  const format = await vscode.window.showQuickPick(formats(), {
    title: phrase(l10n.t('{0, plural, one {Export # goal} other {Export # goals}}'), goals.length),
    placeHolder: l10n.t('Select a format'),
  });
  if (format === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `goals.${format.extension}`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format.label]: [format.extension] },
    saveLabel: l10n.t('Export'),
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await exportText(goals, format.extension)));
  const open = l10n.t('Open File');
  const text = phrase(l10n.t('{0, plural, one {# goal was exported.} other {# goals were exported.}}'), goals.length);
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
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
