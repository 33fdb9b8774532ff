import { Patience } from './patience.ts';
import { and, compare, whereOf, type Filter } from './query.ts';
import { LookAhead, type FetchPage } from './lookAhead.ts';
import type { Goal, SearchRequest } from './schema.ts';

/** One step of a search for all goals. Over all steps each goal stands in `records` once. */
export type GoalBatch = {
  /** Goals that come up for the first time. */
  readonly records: readonly Goal[];
  /** Goals that came before and were modified since. */
  readonly changed: readonly Goal[];
  /** How many goals match in all; absent where the tenant does not say. */
  readonly totalCount?: number;
};

/** What to search for, page by page. */
export type Search = {
  readonly select?: readonly string[];
  readonly filter?: Filter;
  /** Rows asked for at a time; a tenant may answer fewer. */
  readonly pageSize: number;
};

/** A pass that took several pages is followed by a look at what changed during it; rarely does that take several pages as well. */
const maxPasses = 5;

/**
 * All goals that match, though rows may be added, changed and moved while they are paged through. Each page begins with a row of
 * the one before: if that row has moved, others may have moved up unseen, and the page is fetched again from further up. What
 * moved behind the pages that are done was modified, and is found by a look at what changed since the start.
 * @param tenantTime the tenant's time now, ISO 8601, early by a margin for its clock
 */
export async function* allPages(
  search: Search,
  fetchPage: FetchPage,
  tenantTime: () => string,
): AsyncGenerator<GoalBatch, void, undefined> {
  const seen = new Versions();
  const patience = new Patience();
  let filter = search.filter;
  for (let pass = 1; pass <= maxPasses; pass += 1) {
    const changed = compare('ModifiedDate', 'GTE', tenantTime());
    const asked = { ...search, ...(filter === undefined ? {} : { filter }) };
    const pages = new LookAhead((offset, signal) => fetchPage(requestFor(asked, offset), signal));
    try {
      const ofThisPass = pass === 1 ? seen : new Versions();
      const count = yield* passThrough(asked.pageSize, pages, seen, ofThisPass, patience);
      if (count === 1 || patience.isExhausted) return;
    } finally {
      pages.drop();
    }
    filter = search.filter === undefined ? changed : and(search.filter, changed);
  }
}

/**
 * One pass from the first row to the last. Returns how many pages it took. That later pages may have been read before earlier ones
 * does no harm: rows that were not modified keep their order, so a page whose first row was met goes on where that row stood.
 */
async function* passThrough(
  asked: number,
  pages: LookAhead,
  seen: Versions,
  ofThisPass: Versions,
  patience: Patience,
): AsyncGenerator<GoalBatch, number, undefined> {
  let reached = 0;
  let longest = 0;
  let overlap = 1;
  for (let count = 1; ; count += 1) {
    // A tenant that answers a single row at a time leaves no room for an overlap.
    const offset = longest === 1 ? reached : Math.max(0, reached - overlap);
    const page = await pages.at(offset);
    const [first] = page.records;
    const isSeam = first !== undefined && ofThisPass.hasSame(first);
    if (offset > 0 && longest > 1 && !isSeam && !patience.isExhausted) {
      patience.stepBack();
      overlap *= 10;
      continue;
    }
    const held = page.records.length;
    const isStuck = overlap === 1 && offset + held === reached;
    longest = Math.max(longest, held);
    reached = offset + held;
    overlap = 1;
    patience.accept(page, offset);
    const isEnd = isStuck || isLast({ held, longest, reached, asked, total: page.totalCount });
    if (!isEnd && longest > 1) pages.expect(reached - 1, longest - 1, page.totalCount);
    const batch = seen.take(page.records);
    if (ofThisPass !== seen) ofThisPass.take(page.records);
    yield { ...batch, ...(page.totalCount === undefined ? {} : { totalCount: page.totalCount }) };
    if (isEnd) return count;
  }
}

type Position = {
  readonly held: number;
  readonly longest: number;
  readonly reached: number;
  readonly asked: number;
  readonly total: number | undefined;
};

/** A full page may be followed by another whatever the count says, and a count below what was seen is not to be trusted. */
const isLast = ({ held, longest, reached, asked, total }: Position): boolean => {
  if (held === 0) return true;
  if (held < longest) return total === undefined || reached >= total;
  return total !== undefined && reached === total && held !== asked;
};

const requestFor = ({ select, filter, pageSize }: Search, offset: number): SearchRequest => ({
  ...(select === undefined ? {} : { select }),
  ...(filter === undefined ? {} : { where: whereOf(filter) }),
  limit: pageSize,
  offset,
});

/** Which version of each goal was met. */
class Versions {
  readonly #versions = new Map<string, string | undefined>();

  hasSame({ Gsid, ModifiedDate }: Goal): boolean {
    return this.#versions.has(Gsid) && this.#versions.get(Gsid) === ModifiedDate;
  }

  /** Tells the goals that are new from those that came before in another version, and remembers both. */
  take(goals: readonly Goal[]): { readonly records: readonly Goal[]; readonly changed: readonly Goal[] } {
    const records: Goal[] = [];
    const changed: Goal[] = [];
    for (const goal of goals) {
      if (this.hasSame(goal)) continue;
      (this.#versions.has(goal.Gsid) ? changed : records).push(goal);
      this.#versions.set(goal.Gsid, goal.ModifiedDate);
    }
    return { records, changed };
  }
}
