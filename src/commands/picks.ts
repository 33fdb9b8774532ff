import type { Goal } from '../api/schema.ts';

/** Rows of a list from the top down: undefined is one that is no goal. */
type Rows = readonly (Goal | undefined)[];

type List = { readonly rows: Rows; readonly selected: Set<number> };

/**
 * The goals that are picked in a list whose rows change with what is typed. VS Code tells which rows are selected by their places, and
 * those are places in the list that it shows, while another may be on its way to it.
 */
export class Picks {
  readonly #picked = new Map<string, Goal>();
  #shown: List = { rows: [], selected: new Set() };
  #coming: readonly List[] = [];

  get goals(): readonly Goal[] {
    return [...this.#picked.values()];
  }

  has({ Gsid }: Goal): boolean {
    return this.#picked.has(Gsid);
  }

  /** Those that are picked and not found now: they stay in the list. */
  others(found: readonly Goal[]): readonly Goal[] {
    const ids = new Set(found.map(({ Gsid }) => Gsid));
    return this.goals.filter(({ Gsid }) => !ids.has(Gsid));
  }

  /** What is picked is selected in a list that is given to VS Code. @returns what is called once VS Code shows it */
  give(rows: Rows): () => void {
    const selected = new Set(rows.flatMap((goal, place) => (goal !== undefined && this.has(goal) ? [place] : [])));
    const list: List = { rows, selected };
    this.#coming = [...this.#coming, list];
    return () => {
      this.#shown = list;
      this.#coming = this.#coming.slice(this.#coming.indexOf(list) + 1);
    };
  }

  /**
   * @param places of all rows that are selected, below the length of the list that was given last: further ones are not told
   * @returns whether this is not selected in a list that is on its way
   */
  read(places: readonly number[]): boolean {
    const told = new Set(places);
    const { rows, selected } = this.#shown;
    const { length } = this.#coming.at(-1)?.rows ?? rows;
    // As VS Code draws a list, it tells that nothing is selected in it, then what is.
    const isDrawing = ({ selected: drawn }: List): boolean => told.size === 0 || isSame(told, below(drawn, length));
    if (this.#coming.some(isDrawing)) return false;
    for (const [place, goal] of rows.slice(0, length).entries()) {
      if (goal === undefined || told.has(place) === selected.has(place)) continue;
      if (told.has(place)) this.#picked.set(goal.Gsid, goal);
      else this.#picked.delete(goal.Gsid);
      if (told.has(place)) selected.add(place);
      else selected.delete(place);
    }
    return this.#coming.length > 0;
  }
}

const below = (places: ReadonlySet<number>, length: number): ReadonlySet<number> =>
  new Set([...places].filter((place) => place < length));

const isSame = (one: ReadonlySet<number>, other: ReadonlySet<number>): boolean =>
  one.size === other.size && [...one].every((place) => other.has(place));
