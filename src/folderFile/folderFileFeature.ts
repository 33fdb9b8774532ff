import * as vscode from 'vscode';
import { lazily } from '../lazily.ts';
import { folderFilePath } from './folderFilePath.ts';
import type { FolderFilesDeps } from './folderFiles.ts';

/**
 * Folders that say which customer they are about, in `.vscode/customer-goals.json`. It is looked at in trusted workspaces alone, and
 * only ever asks: for a filter, and for a tenant whose key a person has entered before. Loaded where a folder has one.
 */
export const createFolderFiles = (deps: FolderFilesDeps) => {
  const files = lazily(
    () => import('./folderFiles.ts'),
    ({ FolderFiles }) => new FolderFiles(deps),
    (made) => made.dispose(),
  );
  const check = async (): Promise<void> => {
    if (files.made === undefined && vscode.workspace.isTrusted && (await isThere())) await files.get();
  };
  // What cannot be loaded now is tried again with the next save.
  const checkNow = (): void => void check().catch(() => undefined);
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${folderFilePath}`, false, false, true);
  const subscription = vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(checkNow),
    watcher.onDidChange(checkNow),
    vscode.workspace.onDidChangeWorkspaceFolders(checkNow),
    vscode.workspace.onDidGrantWorkspaceTrust(checkNow),
  );
  void vscode.commands.executeCommand('setContext', 'customerGoals.hasFolderFile', false);
  checkNow();
  return {
    commands: { showFolderGoals: async () => (await files.get()).showAgain() },
    dispose: () => vscode.Disposable.from(subscription, files).dispose(),
  };
};

const isThere = async (): Promise<boolean> => {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.allSettled(
    folders.map(({ uri }) => vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, folderFilePath))),
  );
  return found.some(({ status }) => status === 'fulfilled');
};
