import type { GoalMetric } from '../api/schema.ts';
import type { Grouping } from '../model/query/arrangement.ts';

/** A row of the tree. Companies and goals are named by id: what they say is looked up when the row is drawn. */
export type GoalNode =
  | { readonly kind: 'company'; readonly companyId: string }
  | { readonly kind: 'goal'; readonly companyId: string; readonly goalId: string }
  | { readonly kind: 'metric'; readonly goalId: string; readonly metric: GoalMetric }
  | { readonly kind: 'noMetric'; readonly goalId: string }
  /** A load that failed: of all goals, or of one goal's metrics. */
  | { readonly kind: 'failure'; readonly goalId: string | undefined; readonly error: unknown }
  /** Goals that are shown in groups: one of the groups, by what its goals have in common, undefined for goals without it. */
  | {
      readonly kind: 'group';
      readonly grouping: Exclude<Grouping, 'company' | 'none'>;
      readonly key: string | undefined;
    }
  /** The filter that is on. */
  | { readonly kind: 'filter' }
  /** Further goals below the row with this id, '' where they are below none. */
  | { readonly kind: 'more'; readonly parentId: string }
  | { readonly kind: 'noMatch' }
  /** By this query, which lacks a term of the one that finds nothing, so many goals are found. */
  | { readonly kind: 'looser'; readonly term: string; readonly query: string; readonly goals: number }
  /** Goals of which it is not known whether they match. */
  | { readonly kind: 'unknown' };

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
    case 'group':
      return groupId(node.grouping, node.key);
    case 'more':
      return `${node.parentId}/more`;
    case 'looser':
      return `looser/${node.term}`;
    case 'filter':
    case 'noMatch':
    case 'unknown':
      return node.kind;
  }
};

/** The id of the row of a group. */
export const groupId = (grouping: Grouping, key: string | undefined): string =>
  grouping === 'company'
    ? `company/${key ?? ''}`
    : key === undefined
      ? `group/${grouping}`
      : `group/${grouping}/${key}`;

/** What an open row is remembered by. */
export const openKey = (node: GoalNode & { readonly kind: 'company' | 'group' }): string =>
  node.kind === 'company' ? node.companyId : nodeId(node);

/** One object for each id for as long as it says the same: VS Code tells rows apart by identity. */
export class GoalNodes {
  readonly #nodes = new Map<string, GoalNode>();
  /** VS Code may still have those that were cleared. */
  readonly #issued = new WeakSet<object>();

  of<Kind extends GoalNode['kind']>(node: GoalNode & { readonly kind: Kind }): GoalNode & { readonly kind: Kind } {
    const id = nodeId(node);
    const known = this.#nodes.get(id);
    if (known !== undefined && sameRow(known, node)) return known;
    this.#issued.add(node);
    this.#nodes.set(id, node);
    return node;
  }

  /** Whether it is a row of these: VS Code hands to a command whatever it was run with. */
  has(value: unknown): value is GoalNode {
    return typeof value === 'object' && value !== null && this.#issued.has(value);
  }

  known(id: string): GoalNode | undefined {
    return this.#nodes.get(id);
  }

  clear(): void {
    this.#nodes.clear();
  }
}

const sameRow = <Same extends GoalNode>(a: GoalNode, b: Same): a is Same => {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'metric') return b.kind === 'metric' && a.metric === b.metric;
  if (a.kind === 'failure') return b.kind === 'failure' && a.error === b.error;
  if (a.kind === 'looser') return b.kind === 'looser' && a.query === b.query && a.goals === b.goals;
  if (a.kind === 'goal') return b.kind === 'goal' && a.companyId === b.companyId;
  return true;
};
