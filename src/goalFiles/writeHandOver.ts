import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { phrase } from '../words/phrase.ts';
import { withDetails } from './goalDetails.ts';
import type { HandedOver } from './handOverPages.ts';

export type HandOver = Omit<HandedOver, 'goals'> & { readonly goals: readonly Goal[] };

/**
 * Writes a page for each company into a folder that the person names. A file that is there stays.
 * @param check throws where another tenant is connected by now
 */
export const writeHandOver = async (
  { goals, from, to }: HandOver,
  store: Pick<GoalStore, 'fetchGoal' | 'metrics'>,
  check: () => void,
): Promise<void> => {
  const openLabel = l10n.t('Write Pages Here');
  const [folder] =
    (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel })) ?? [];
  if (folder === undefined) return;
  check();
  const whole = await withDetails(goals, { descriptions: true, metrics: true }, store);
  if (whole === undefined) return;
  const { handOverPages } = await import('./handOverPages.ts');
  const pages = handOverPages({ goals: whole, from, to }, new Date());
  check();
  for (const { name, text } of pages)
    await vscode.workspace.fs.writeFile(await freeFile(folder, name), new TextEncoder().encode(text));
  const written = phrase(l10n.t('{0, plural, one {# page was written.} other {# pages were written.}}'), pages.length);
  void vscode.window.showInformationMessage(written);
};

const freeFile = async (folder: vscode.Uri, name: string): Promise<vscode.Uri> => {
  const there = new Set((await vscode.workspace.fs.readDirectory(folder)).map(([each]) => each.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const file = `${name}${count === 1 ? '' : `-${count}`}.md`;
    if (!there.has(file.toLowerCase())) return vscode.Uri.joinPath(folder, file);
  }
};
