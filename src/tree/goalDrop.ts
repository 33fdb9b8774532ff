import * as vscode from 'vscode';
import type { Grouping } from '../model/query/arrangement.ts';
import type { GoalNode } from './goalNode.ts';

/** VS Code's own name for what is dragged out of the view, in small letters. */
const fromTree = 'application/vnd.code.tree.customergoals.goals';

/** Goals that were dropped onto a group, or onto one of its goals. */
export type Dropped = {
  readonly goalIds: readonly string[];
  readonly grouping: Exclude<Grouping, 'none'>;
  /** As of a group; undefined for what has none. */
  readonly key: string | undefined;
};

/** Goals are moved to a company, a status, an owner, a template or a month by the mouse. */
export class GoalDrop implements vscode.TreeDragAndDropController<GoalNode> {
  readonly dragMimeTypes = [];
  readonly dropMimeTypes = [fromTree];
  readonly #parentOf: (node: GoalNode) => GoalNode | undefined;
  readonly #drops = new vscode.EventEmitter<Dropped>();
  readonly onDidDrop = this.#drops.event;

  constructor(parentOf: (node: GoalNode) => GoalNode | undefined) {
    this.#parentOf = parentOf;
  }

  handleDrag(source: readonly GoalNode[], data: vscode.DataTransfer): void {
    const goalIds = source.flatMap((node) => (node.kind === 'goal' ? [node.goalId] : []));
    data.set(fromTree, new vscode.DataTransferItem(goalIds));
  }

  handleDrop(target: GoalNode | undefined, data: vscode.DataTransfer): void {
    const value: unknown = data.get(fromTree)?.value;
    const goalIds = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
    const group = target?.kind === 'goal' ? this.#parentOf(target) : target;
    if (goalIds.length === 0) return;
    if (group?.kind === 'company') this.#drops.fire({ goalIds, grouping: 'company', key: group.companyId });
    if (group?.kind === 'group') this.#drops.fire({ goalIds, grouping: group.grouping, key: group.key });
  }

  dispose(): void {
    this.#drops.dispose();
  }
}
