import * as vscode from 'vscode';

/** What a key hands to its command, as `args` in the manifest. A command of the palette is given nothing. */
export const focusedRow = 'focusedRow';

/**
 * The rows that a key is for: all that are selected, where the row that has the focus is one of them; else that row alone. VS Code tells
 * an extension of selected rows only, and to select by `list.select` would run the row's command.
 */
export const rowsForKey = async <T>(view: Pick<vscode.TreeView<T>, 'selection'>): Promise<readonly T[]> => {
  const before = view.selection;
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = view.selection;
  // As it was.
  await vscode.commands.executeCommand('list.toggleSelection');
  const came = after.filter((row) => !before.includes(row));
  return came.length > 0 ? came : before;
};
