import * as vscode from 'vscode';
import { PickRows } from '../pickRows.ts';
import type { FoundItem } from './foundItem.ts';
import { Picks } from './picks.ts';

/** A list of goals with boxes. What a person sets stays so while the list is given anew. */
export class BoxedRows {
  readonly picks = new Picks();
  readonly #pick: vscode.QuickPick<FoundItem>;
  readonly #rows: PickRows<FoundItem>;

  /** @param giveAgain where a box was set in a list that VS Code has replaced since */
  constructor(pick: vscode.QuickPick<FoundItem>, giveAgain: () => void) {
    this.#pick = pick;
    this.#rows = new PickRows<FoundItem>(
      pick,
      ({ goal }, { goal: other }) => goal !== undefined && goal.Gsid === other?.Gsid,
    );
    pick.canSelectMany = true;
    pick.onDidChangeSelection((selected) => {
      if (this.picks.read(selected.map((item) => pick.items.indexOf(item)))) giveAgain();
    });
  }

  /** Resolves once VS Code shows them. */
  async give(found: readonly FoundItem[], typing: { readonly isTyped: boolean }): Promise<void> {
    this.#rows.give(found, typing);
    const { items } = this.#pick;
    this.#pick.selectedItems = items.filter(({ goal }) => goal !== undefined && this.picks.has(goal));
    const isShown = this.picks.give(items.map(({ goal }) => goal));
    // VS Code sends the list one turn later. A command that is run after that is answered once the window has the list, and after all
    // that the window told of the one before.
    await new Promise((resolve) => setTimeout(resolve, 0));
    await vscode.commands.executeCommand('setContext', 'customerGoals.isSelectingGoals', true);
    isShown();
  }
}
