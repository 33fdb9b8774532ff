import { explainQueryError } from '../explain.ts';
import type { FoundGoals } from '../model/goalIndex.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { QueryContext } from '../model/query/context.ts';
import { list } from '../model/query/listing.ts';
import { parse } from '../model/query/parse.ts';
import { fieldOf } from '../model/query/query.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { LiveRows } from '../model/views/liveRows.ts';
import { Spelling } from '../model/views/spelling.ts';

type FindPartsDeps = {
  readonly store: Pick<GoalStore, 'goal'>;
  readonly rows: Pick<LiveRows, 'rows' | 'ready'>;
  readonly context: () => QueryContext;
  readonly pause: () => Promise<void>;
};

/** What was found by a goal query, or what is wrong with it. */
export type FoundByQuery = FoundGoals | { readonly refusal: string };

/** Finds goals by goal queries, and by what was meant where it was mistyped. */
export class FindParts {
  readonly #deps: FindPartsDeps;
  #spelling: { readonly rows: GoalRows; readonly size: number; readonly made: Promise<Spelling> } | undefined;

  constructor(deps: FindPartsDeps) {
    this.#deps = deps;
  }

  /** Undefined for a text that is no goal query but words: no field stands in it. */
  async byQuery(text: string, limit: number): Promise<FoundByQuery | undefined> {
    if (!hasField(text)) return undefined;
    const parsed = parse(text);
    if (parsed.kind === 'refused') return { refusal: explainQueryError(parsed.errors[0]) };
    const { store, context } = this.#deps;
    const rows = await this.#deps.rows.ready();
    if (rows === undefined) return { goals: [], total: 0 };
    const { groups, goals } = list(parsed.query, { group: 'none', sort: 'changed', isDown: true }, rows, context());
    const first = Array.from(groups[0]?.rows.subarray(0, limit) ?? [], (row) => rows.id(row) ?? '');
    return { goals: first.flatMap((id) => store.goal(id) ?? []), total: goals };
  }

  /** The words that were meant; undefined where nothing like them is known. */
  async corrected(text: string): Promise<string | undefined> {
    const { rows } = this.#deps.rows;
    if (rows === undefined || text.length > 100) return undefined;
    if (this.#spelling?.rows !== rows || this.#spelling.size !== rows.end)
      this.#spelling = { rows, size: rows.end, made: Spelling.of(rows, this.#deps.pause) };
    return (await this.#spelling.made).corrected(text);
  }
}

const hasField = (text: string): boolean =>
  [...text.matchAll(/(?:^|\s)-?([A-Za-z]+):/g)].some(([, name = '']) => fieldOf(name) !== undefined);
