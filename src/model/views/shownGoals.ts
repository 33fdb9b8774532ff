import { createEmitter, type Event } from '../emitter.ts';
import { asksOf, needsOf, type Need, type QueryContext } from '../query/context.ts';
import type { Group } from '../query/groups.ts';
import type { Listing } from '../query/listing.ts';
import type { Looser } from '../query/loosen.ts';
import type { LiveRows, RowsChange } from './liveRows.ts';
import { everything, isEverything, type Shown } from './shown.ts';

/** What is different in what is shown: these goals, and groups of these keys; 'all' where groups came, went or moved. */
export type ListChange =
  | 'all'
  | { readonly groups: readonly (string | undefined)[]; readonly goals: readonly string[] };

type ShownGoalsDeps = {
  readonly rows: Pick<LiveRows, 'rows' | 'parts' | 'onDidChange' | 'ready'>;
  readonly context: () => QueryContext;
};

/** The goals that are shown: which, and how. Everybody who shows them reads this, and hears here what became different. */
export class ShownGoals {
  readonly #deps: ShownGoalsDeps;
  readonly #subscription: { dispose(): void };
  readonly #changes = createEmitter<ListChange>();
  readonly onDidChange: Event<ListChange> = this.#changes.event;
  readonly #shows = createEmitter<Shown>();
  /** Something else is shown: {@link onDidChange} tells it, too. */
  readonly onDidShow: Event<Shown> = this.#shows.event;
  #shown: Shown = everything;
  #listing: Listing | undefined;

  constructor(deps: ShownGoalsDeps) {
    this.#deps = deps;
    this.#subscription = deps.rows.onDidChange((change) => this.#rowsChanged(change));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** Whether all goals are shown as the store has them: then there is no listing. */
  get isEverything(): boolean {
    return isEverything(this.#shown);
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.#listing = undefined;
    this.#shows.fire(shown);
    this.#changes.fire('all');
  }

  /** Undefined where everything is shown, or the goals are not there yet: see {@link ready}. */
  get listing(): Listing | undefined {
    const { rows, parts } = this.#deps.rows;
    if (rows === undefined || parts === undefined || this.isEverything) return undefined;
    return (this.#listing ??= parts.list(this.#shown.query, this.#shown, rows, this.#deps.context()));
  }

  /** As {@link listing}, once the goals are there. */
  async ready(): Promise<Listing | undefined> {
    if (!this.isEverything) await this.#deps.rows.ready();
    return this.listing;
  }

  /** The ids of these rows of the listing. */
  idsOf(rows: Uint32Array): readonly string[] {
    return Array.from(rows, (row) => this.#deps.rows.rows?.id(row) ?? '');
  }

  /** The group in which a goal stands, and its place there; undefined where it is not shown. */
  placeOf(goalId: string): { readonly group: Group; readonly place: number } | undefined {
    const row = this.#deps.rows.rows?.rowOf(goalId);
    if (row === undefined) return undefined;
    for (const group of this.listing?.groups ?? []) {
      const place = group.rows.indexOf(row);
      if (place >= 0) return { group, place };
    }
    return undefined;
  }

  /** How many goals there are, shown or not. */
  get total(): number {
    return this.#deps.rows.rows?.size ?? 0;
  }

  /** For a query that finds nothing: what each part of it keeps out, as `loosen` has it. */
  loosened(): readonly Looser[] {
    const { rows, parts } = this.#deps.rows;
    return rows === undefined || parts === undefined ? [] : parts.loosen(this.#shown.query, rows, this.#deps.context());
  }

  /** @param need what is known otherwise now beside the goals; 'today' concerns all, and templates their groups */
  contextChanged(need: Need | 'today'): void {
    const { query, group } = this.#shown;
    const isAsked = need === 'today' || asksOf(query).includes(need) || (need === 'templates' && group === 'template');
    if (!this.isEverything && isAsked) this.#renew([]);
  }

  /** What would have to be known for the goals to be decided. */
  get needs(): ReturnType<typeof needsOf> {
    return needsOf(this.#shown.query, this.#deps.context());
  }

  #rowsChanged(change: RowsChange): void {
    if (this.isEverything) return;
    if (change !== 'all') return this.#renew(change);
    this.#listing = undefined;
    this.#changes.fire('all');
  }

  #renew(changed: readonly number[]): void {
    const before = this.#listing;
    this.#listing = undefined;
    // Who never asked has nothing that could be different.
    const now = before && this.listing;
    if (before === undefined || now === undefined) return this.#changes.fire('all');
    const groups = differingGroups(before, now);
    const goals = this.idsOf(Uint32Array.from(changed));
    if (groups === 'all' || groups.length > 0 || goals.length > 0)
      this.#changes.fire(groups === 'all' ? groups : { groups, goals });
  }
}

/** The keys of the groups that differ; 'all' where they are not the same groups, or what is said beside them differs. */
export const differingGroups = (before: Listing, now: Listing): 'all' | readonly (string | undefined)[] => {
  const isSame =
    before.groups.length === now.groups.length &&
    before.unknown === now.unknown &&
    before.groups.every(({ key, name }, at) => key === now.groups[at]?.key && name === now.groups[at]?.name);
  if (!isSame) return 'all';
  return now.groups.filter((group, at) => !isSameGroup(group, before.groups[at])).map(({ key }) => key);
};

const isSameGroup = ({ rows, overdue, unread }: Group, other: Group | undefined): boolean =>
  overdue === other?.overdue &&
  unread === other.unread &&
  rows.length === other.rows.length &&
  rows.every((row, place) => row === other.rows[place]);
