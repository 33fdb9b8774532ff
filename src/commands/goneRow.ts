import { isRecord } from '../json.ts';

const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

/**
 * The commands that stand in the title of a view: VS Code hands them the row that has the focus, or none.
 * @param manifest of this extension
 */
export const titleCommands = (manifest: unknown): ReadonlySet<unknown> => {
  const entries = at(at(at(manifest, 'contributes'), 'menus'), 'view/title');
  return new Set(Array.isArray(entries) ? entries.map((entry) => at(entry, 'command')) : []);
};

/**
 * Whether a command was run from the menu or a button of a row that its view was just listing anew. VS Code knows no such row, and hands
 * over nothing in its place and among all that are selected: to go on would mean other rows, or fewer.
 * @param handed a row, and all rows that are selected with it
 */
export const isRowGone = (command: string, handed: readonly unknown[], titles: ReadonlySet<unknown>): boolean => {
  const [row, selected] = handed;
  if (Array.isArray(selected) && selected.some(isNothing)) return true;
  return handed.length > 1 && isNothing(row) && !titles.has(command);
};

const isNothing = (value: unknown): boolean => value === undefined || value === null;
