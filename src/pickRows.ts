import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';

type List<Row extends vscode.QuickPickItem> = Pick<
  vscode.QuickPick<Row>,
  'items' | 'activeItems' | 'keepScrollPosition'
>;

/**
 * The rows of a list that is given anew as a person types, and as what it lists changes. VS Code tells of a row by its place in the list
 * that it shows, which may not yet be the one that it was given last: what it tells to be selected may be another row by then, and what
 * is active may be of what was typed before.
 */
export class PickRows<Row extends vscode.QuickPickItem> {
  readonly #list: List<Row>;
  readonly #isSame: (row: Row, other: Row) => boolean;
  #passed: Row | undefined;

  /** @param isSame whether a person who is at one is at the other once the list is given anew */
  constructor(list: List<Row>, isSame: (row: Row, other: Row) => boolean) {
    this.#list = list;
    this.#isSame = isSame;
  }

  /** The row that a person is at; undefined where VS Code did not tell yet of what was typed last. */
  get active(): Row | undefined {
    const [row] = this.#list.activeItems;
    return row === this.#passed ? undefined : row;
  }

  /** The list keeps its own where these are the same. */
  give(rows: readonly Row[], { isTyped }: { readonly isTyped: boolean }): void {
    const list = this.#list;
    // A list that is given takes a person back to where VS Code said last that they are, and they may have gone on since.
    if (!isTyped && isDeepStrictEqual(rows, list.items)) return;
    const active = isTyped ? undefined : this.active;
    if (isTyped) [this.#passed] = list.activeItems;
    // What comes in while somebody reads the list does not move it.
    list.keepScrollPosition = !isTyped;
    list.items = rows;
    const same = active && rows.find((row) => this.#isSame(row, active));
    if (same !== undefined) list.activeItems = [same];
  }
}
