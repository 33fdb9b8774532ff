import * as vscode from 'vscode';
import { parseAddress } from '../editing/goalAddress.ts';
import type { TenantId } from '../model/tenant.ts';
import { nodeId, type GoalNode } from './goalNode.ts';
import type { GoalTree } from './goalTree.ts';

const mostTries = 10;

/** After that long a selection is known here, in milliseconds. */
const selectMs = 300;

/** The selected row of the tree, which goes along with the form that a person is in. */
export class TreeSelection {
  readonly #tree: Pick<GoalTree, 'nodeOf' | 'drawable'>;
  readonly #view: Pick<vscode.TreeView<GoalNode>, 'reveal' | 'selection' | 'visible'>;
  /** The goal that was gone along with last, or is just being. */
  #followed: string | undefined;

  constructor(
    tree: Pick<GoalTree, 'nodeOf' | 'drawable'>,
    view: Pick<vscode.TreeView<GoalNode>, 'reveal' | 'selection' | 'visible'>,
  ) {
    this.#tree = tree;
    this.#view = view;
  }

  /** Selects the goal and takes a person there, opening what is closed above it. */
  reveal(goalId: string): Promise<void> {
    return this.#select(goalId, true, () => true);
  }

  /**
   * Selects the goal of the form that is shown now, once, and leaves the focus where it is. Nothing while another view is in the side
   * bar: VS Code would change to this one.
   */
  follow(goalId: string | undefined): void {
    if (!this.#view.visible) this.#followed = undefined;
    if (!this.#view.visible || goalId === this.#followed) return;
    if (goalId !== undefined && this.#tree.nodeOf(goalId) === undefined) return;
    this.#followed = goalId;
    if (goalId === undefined || this.#isSelected(goalId)) return;
    const before = this.#selected();
    // Who chooses another row meanwhile is not taken away from it.
    const isWanted = (): boolean => this.#view.visible && this.#followed === goalId && this.#selected() === before;
    // A row that cannot be shown now is no more than a row that is not selected.
    this.#select(goalId, false, isWanted).catch(() => {});
  }

  /**
   * To be called as other goals are shown: the goal that is selected is selected at its new place, once that is there. Who chooses another
   * row meanwhile is not taken away from it.
   */
  async keep(ready: Promise<unknown>): Promise<void> {
    const [node, ...others] = this.#view.selection;
    if (node?.kind !== 'goal' || others.length > 0 || !this.#view.visible) return;
    const { goalId } = node;
    await ready;
    const isWanted = (): boolean => this.#view.visible && ['', nodeId(node)].includes(this.#selected());
    // It may be one of those that are not drawn.
    await this.#select(goalId, false, isWanted).catch(() => {});
  }

  #selected(): string {
    return this.#view.selection.map((node) => nodeId(node)).join('\n');
  }

  #isSelected(goalId: string): boolean {
    return this.#view.selection.some((node) => node.kind === 'goal' && node.goalId === goalId);
  }

  async #select(goalId: string, focus: boolean, isWanted: () => boolean): Promise<void> {
    await this.#tree.drawable();
    // Without a word, VS Code does nothing where it is just drawing all rows anew, as while goals are being loaded.
    for (let tries = 0; tries < mostTries && isWanted(); tries += 1) {
      const node = this.#tree.nodeOf(goalId);
      if (node === undefined) return;
      await this.#view.reveal(node, { select: true, focus });
      await new Promise((resolve) => setTimeout(resolve, selectMs));
      if (this.#isSelected(goalId)) return;
    }
  }
}

/** The goal of the connected tenant whose form is the active editor. */
export const activeGoalId = (tenant: TenantId | undefined): string | undefined => {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom) || input.viewType !== 'customerGoals.goal') return undefined;
  const address = parseAddress(input.uri);
  return address === undefined || address.isNew || address.tenant !== tenant ? undefined : address.id;
};
