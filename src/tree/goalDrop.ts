import * as vscode from 'vscode';
import type { GoalNode } from './goalNode.ts';

/** VS Code's own name for what is dragged out of the view, in small letters. */
const fromTree = 'application/vnd.code.tree.customergoals.goals';

/** Goals that were dropped onto a company, or onto one of its goals. */
export type Dropped = { readonly goalIds: readonly string[]; readonly companyId: string };

/** Goals are moved to a company by the mouse. */
export class GoalDrop implements vscode.TreeDragAndDropController<GoalNode> {
  readonly dragMimeTypes = [];
  readonly dropMimeTypes = [fromTree];
  readonly #drops = new vscode.EventEmitter<Dropped>();
  readonly onDidDrop = this.#drops.event;

  handleDrag(source: readonly GoalNode[], data: vscode.DataTransfer): void {
    const goalIds = source.flatMap((node) => (node.kind === 'goal' ? [node.goalId] : []));
    data.set(fromTree, new vscode.DataTransferItem(goalIds));
  }

  handleDrop(target: GoalNode | undefined, data: vscode.DataTransfer): void {
    const value: unknown = data.get(fromTree)?.value;
    const goalIds = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
    const companyId = target !== undefined && 'companyId' in target ? target.companyId : undefined;
    if (companyId !== undefined && goalIds.length > 0) this.#drops.fire({ goalIds, companyId });
  }

  dispose(): void {
    this.#drops.dispose();
  }
}
