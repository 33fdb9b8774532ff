import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pictureMark, type ReportFiles, type ReportFormat } from './reportFiles.ts';

type Saving = {
  readonly title: string;
  readonly format: ReportFormat;
  /** @param fileName without its ending */
  readonly filesFor: (fileName: string) => ReportFiles;
  /** What a person should know of it. */
  readonly notes: readonly string[];
};

const extensions = { html: 'html', markdown: 'md', slides: 'md' } as const;

/** Asks where to, writes, and shows what was written. */
export const saveReport = async ({ title, format, filesFor, notes }: Saving): Promise<void> => {
  const extension = extensions[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileNameOf(l10n.t('{0} review', title))}.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [extension.toUpperCase()]: [extension] },
    saveLabel: l10n.t('Create Review'),
  });
  if (uri === undefined) return;
  const fileName = nameIn(uri).replace(/\.[^.]*$/, '');
  const { text, beside } = await withFreeNames(uri, fileName, filesFor);
  for (const [picture, svg] of beside) await write(besideOf(uri, picture), svg);
  await write(uri, text);
  await show(uri, format, { title, text });
  void tell(uri, notes);
};

const tell = async (uri: vscode.Uri, notes: readonly string[]): Promise<void> => {
  const open = l10n.t('Open File');
  const text = [l10n.t('The review was saved.'), ...notes].join(' ');
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.env.openExternal(uri);
};

const write = (uri: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** A person was asked about the report's file alone: a file of theirs that has a picture's name stays. */
const withFreeNames = async (uri: vscode.Uri, fileName: string, filesFor: Saving['filesFor']): Promise<ReportFiles> => {
  for (let count = 1; ; count += 1) {
    const files = filesFor(count === 1 ? fileName : `${fileName}-${count}`);
    const others = await Promise.all([...files.beside.keys()].map((name) => isTheirs(besideOf(uri, name))));
    if (!others.includes(true)) return files;
  }
};

const isTheirs = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return !text.startsWith(pictureMark);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
};

const nameIn = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);

const besideOf = (uri: vscode.Uri, name: string): vscode.Uri => vscode.Uri.joinPath(uri, '..', name);

/** Of an extension that comes with VS Code, and that a person may turn off. */
const markdownPreview = 'markdown.showPreview';

const show = async (uri: vscode.Uri, format: ReportFormat, shown: { title: string; text: string }): Promise<void> => {
  if (format === 'html') return showHtml(shown);
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes(markdownPreview)) await vscode.commands.executeCommand(markdownPreview, uri);
  else await vscode.window.showTextDocument(uri);
};

/** It runs nothing and loads nothing, here as in a browser. */
const showHtml = ({ title, text }: { readonly title: string; readonly text: string }): void => {
  const options = { enableScripts: false, enableFindWidget: true, localResourceRoots: [] };
  const panel = vscode.window.createWebviewPanel('customerGoals.review', title, vscode.ViewColumn.Active, options);
  panel.webview.html = text;
};

/** A name that every file system takes. */
export const fileNameOf = (text: string): string => {
  const name = text
    .toWellFormed()
    .replaceAll(/[\p{C}\\/:*?"<>|%#&]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/^\.+|(?<!\.)\.+$/g, '');
  return name.slice(0, 80).toWellFormed() || 'review';
};
