import type { GoalStore } from '../model/goalStore.ts';
import { isFirstLoad } from '../model/loadState.ts';
import { format, termText } from '../model/query/format.ts';
import type { Group } from '../model/query/groups.ts';
import type { Grouping } from '../model/query/arrangement.ts';
import type { Listing } from '../model/query/listing.ts';
import type { Looser } from '../model/query/loosen.ts';
import type { ShownGoals } from '../model/views/shownGoals.ts';
import { groupId, nodeId, type GoalNode, type GoalNodes } from './goalNode.ts';

export type ShownPart = Pick<
  ShownGoals,
  'shown' | 'isEverything' | 'listing' | 'ready' | 'idsOf' | 'placeOf' | 'onDidChange' | 'loosened' | 'total' | 'needs'
>;

type Store = Pick<GoalStore, 'companies' | 'goal' | 'goalsOf' | 'state'>;

type GoalNodeOf<Kind extends GoalNode['kind']> = Extract<GoalNode, { readonly kind: Kind }>;
export type GroupNode = GoalNodeOf<'company' | 'group'>;

/** So many goals of a group, and so many groups, are drawn at first, and with each press on the last row. */
export const drawnAtATime = 500;

/** Stands for the id of a row that rows at the top are below. */
const top = '';

export type Left = { readonly of: 'goals' | 'companies' | 'groups'; readonly rows: number };

/** Of what is kept out, so many parts of a query are named. */
const mostLooser = 3;

/** Which goals stand below which rows: all of them as the store has them, or those that are shown, in their groups. */
export class ShownNodes {
  readonly #store: Store;
  readonly #shown: ShownPart;
  readonly #nodes: GoalNodes;
  /** By the id of a row how many below it are drawn. */
  readonly #drawn = new Map<string, number>();

  constructor(store: Store, shown: ShownPart, nodes: GoalNodes) {
    this.#store = store;
    this.#shown = shown;
    this.#nodes = nodes;
  }

  /** Other goals are shown. */
  forget(): void {
    this.#drawn.clear();
  }

  drawMore(parentId: string): void {
    this.#drawn.set(parentId, this.#drawnBelow(parentId) + drawnAtATime);
  }

  #drawnBelow(parentId: string): number {
    return this.#drawn.get(parentId) ?? drawnAtATime;
  }

  async roots(): Promise<readonly GoalNode[]> {
    const listing = await this.#shown.ready();
    if (this.#shown.isEverything)
      return this.#groups(this.#store.companies(), ({ Gsid }) => this.#nodes.of({ kind: 'company', companyId: Gsid }));
    return listing === undefined ? [] : this.#listed(listing);
  }

  #groups<T>(groups: readonly T[], nodeOf: (group: T) => GroupNode): readonly GoalNode[] {
    const most = this.#drawnBelow(top);
    const drawn = groups.slice(0, most).map((group) => nodeOf(group));
    return groups.length <= most ? drawn : [...drawn, this.#nodes.of({ kind: 'more', parentId: top })];
  }

  #listed(listing: Listing): readonly GoalNode[] {
    const { query, group } = this.#shown.shown;
    const filter: readonly GoalNode[] = query.length === 0 ? [] : [this.#nodes.of({ kind: 'filter' })];
    const unknown: readonly GoalNode[] = listing.unknown === 0 ? [] : [this.#nodes.of({ kind: 'unknown' })];
    // As long as goals may match, it is not said that none does.
    if (listing.goals === 0 && listing.unknown === 0 && query.length > 0 && !isFirstLoad(this.#store.state))
      return [...filter, this.#nodes.of({ kind: 'noMatch' })];
    if (group !== 'none')
      return [...filter, ...this.#groups(listing.groups, (each) => this.groupNode(group, each)), ...unknown];
    return [...filter, ...this.#goals(undefined, this.#idsIn(listing.groups[0])), ...unknown];
  }

  #idsIn(group: Group | undefined): readonly string[] {
    return group === undefined ? [] : this.#shown.idsOf(group.rows);
  }

  groupNode(grouping: Exclude<Grouping, 'none'>, { key }: Pick<Group, 'key'>): GroupNode {
    const node: GroupNode =
      grouping === 'company' ? { kind: 'company', companyId: key ?? '' } : { kind: 'group', grouping, key };
    return this.#nodes.of(node);
  }

  /** The group of a row; undefined where everything is shown, or where there is no such group any more. */
  groupOf(node: GroupNode): Group | undefined {
    const key = node.kind === 'company' ? node.companyId : node.key;
    return this.#shown.listing?.groups.find((each) => each.key === key);
  }

  goalsBelow(node: GroupNode): readonly GoalNode[] {
    if (this.#shown.isEverything)
      return node.kind === 'company'
        ? this.#goals(
            node,
            this.#store.goalsOf(node.companyId).map(({ Gsid }) => Gsid),
          )
        : [];
    return this.#goals(node, this.#idsIn(this.groupOf(node)));
  }

  #goals(parent: GroupNode | undefined, ids: readonly string[]): readonly GoalNode[] {
    const parentId = parent === undefined ? top : nodeId(parent);
    const most = this.#drawnBelow(parentId);
    const drawn = ids.slice(0, most).flatMap((id) => this.#goalNode(id) ?? []);
    return ids.length <= most ? drawn : [...drawn, this.#nodes.of({ kind: 'more', parentId })];
  }

  #goalNode(goalId: string): GoalNode | undefined {
    const goal = this.#store.goal(goalId);
    return goal && this.#nodes.of({ kind: 'goal', companyId: goal.CompanyId, goalId });
  }

  /** How many rows below a row are not drawn, and what they are. */
  leftBelow(parentId: string): Left {
    const parent = this.#nodes.known(parentId);
    const { group } = this.#shown.shown;
    const of = parent === undefined && group !== 'none' ? (group === 'company' ? 'companies' : 'groups') : 'goals';
    const all = parent === undefined ? this.#countAtTop() : this.#countBelow(parent);
    return { of, rows: Math.max(0, all - this.#drawnBelow(parentId)) };
  }

  #countAtTop(): number {
    const { isEverything, listing, shown } = this.#shown;
    if (isEverything) return this.#store.companies().length;
    return (shown.group === 'none' ? listing?.goals : listing?.groups.length) ?? 0;
  }

  #countBelow(parent: GoalNode): number {
    if (parent.kind !== 'company' && parent.kind !== 'group') return 0;
    if (parent.kind === 'company' && this.#shown.isEverything) return this.#store.goalsOf(parent.companyId).length;
    return this.groupOf(parent)?.rows.length ?? 0;
  }

  /** Undefined where the goal is not shown. */
  nodeOf(goalId: string): GoalNode | undefined {
    if (this.#shown.isEverything || this.#shown.placeOf(goalId) !== undefined) return this.#goalNode(goalId);
    return undefined;
  }

  parentOf(goalId: string): GoalNode | undefined {
    const { group } = this.#shown.shown;
    if (!this.#shown.isEverything) {
      const place = this.#shown.placeOf(goalId);
      return group === 'none' || place === undefined ? undefined : this.groupNode(group, place.group);
    }
    const goal = this.#store.goal(goalId);
    return goal && this.#nodes.of({ kind: 'company', companyId: goal.CompanyId });
  }

  /**
   * Draws as many groups, and as many goals below its own, as it takes for this goal to be among them. Returns the ids of the rows below
   * which there are more now, {@link top} for those at the top.
   */
  drawTo(goalId: string): readonly string[] {
    const parent = this.parentOf(goalId);
    const place = this.#placeOf(goalId);
    if (parent === undefined) return this.#drawPlace(top, place);
    return [...this.#drawPlace(top, this.#groupPlaceOf(parent)), ...this.#drawPlace(nodeId(parent), place)];
  }

  #drawPlace(parentId: string, place: number): readonly string[] {
    if (place < this.#drawnBelow(parentId)) return [];
    this.#drawn.set(parentId, Math.ceil((place + 1) / drawnAtATime) * drawnAtATime);
    return [parentId];
  }

  #groupPlaceOf(parent: GoalNode): number {
    if (this.#shown.isEverything)
      return this.#store.companies().findIndex(({ Gsid }) => parent.kind === 'company' && Gsid === parent.companyId);
    const { group } = this.#shown.shown;
    return (this.#shown.listing?.groups ?? []).findIndex(({ key }) => groupId(group, key) === nodeId(parent));
  }

  #placeOf(goalId: string): number {
    if (!this.#shown.isEverything) return this.#shown.placeOf(goalId)?.place ?? -1;
    const company = this.#store.goal(goalId)?.CompanyId ?? '';
    return this.#store.goalsOf(company).findIndex(({ Gsid }) => Gsid === goalId);
  }

  /** For a query that finds nothing: by what it would find something. */
  looser(): readonly GoalNode[] {
    return this.#shown
      .loosened()
      .filter(({ goals }) => goals > 0)
      .slice(0, mostLooser)
      .map((each) => this.#nodes.of(looserNode(each)));
  }

  /** The id of the row of a group with this key. */
  idOfGroup(key: string | undefined): string {
    return groupId(this.#shown.shown.group, key);
  }
}

const looserNode = ({ term, query, goals }: Looser): GoalNode => ({
  kind: 'looser',
  term: termText(term),
  query: format(query),
  goals,
});
