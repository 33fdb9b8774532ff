import type { GoalMetric } from '../api/schema.ts';

/** A row of the tree. Companies and goals are named by id: what they say is looked up when the row is drawn. */
export type GoalNode =
  | { readonly kind: 'company'; readonly companyId: string }
  | { readonly kind: 'goal'; readonly companyId: string; readonly goalId: string }
  | { readonly kind: 'metric'; readonly goalId: string; readonly metric: GoalMetric }
  | { readonly kind: 'noMetric'; readonly goalId: string }
  /** A load that failed: of all goals, or of one goal's metrics. */
  | { readonly kind: 'failure'; readonly goalId: string | undefined; readonly error: unknown };

export const nodeId = (node: GoalNode): string => {
  switch (node.kind) {
    case 'company':
      return `company/${node.companyId}`;
    case 'goal':
      return `goal/${node.goalId}`;
    case 'metric':
      return `goal/${node.goalId}/metric/${node.metric.Gsid}`;
    case 'noMetric':
      return `goal/${node.goalId}/no-metric`;
    case 'failure':
      return node.goalId === undefined ? 'failure' : `goal/${node.goalId}/failure`;
  }
};

/** Reads what VS Code hands to a command: a row of this tree, or anything else. */
export const asGoalNode = (value: unknown): GoalNode | undefined => (isGoalNode(value) ? value : undefined);

const isGoalNode = (value: unknown): value is GoalNode =>
  typeof value === 'object' && value !== null && issued.has(value);

const issued = new WeakSet<object>();

/** One object for each id for as long as it says the same: VS Code tells rows apart by identity. */
export class GoalNodes {
  readonly #nodes = new Map<string, GoalNode>();

  of(node: GoalNode): GoalNode {
    const id = nodeId(node);
    const known = this.#nodes.get(id);
    if (known !== undefined && sameRow(known, node)) return known;
    issued.add(node);
    this.#nodes.set(id, node);
    return node;
  }

  known(id: string): GoalNode | undefined {
    return this.#nodes.get(id);
  }

  clear(): void {
    this.#nodes.clear();
  }
}

const sameRow = (a: GoalNode, b: GoalNode): boolean => {
  if (a.kind === 'metric') return b.kind === 'metric' && a.metric === b.metric;
  if (a.kind === 'failure') return b.kind === 'failure' && a.error === b.error;
  if (a.kind === 'goal') return b.kind === 'goal' && a.companyId === b.companyId;
  return true;
};
