import { isoMomentMs } from './isoMoment.ts';
import { PagingGuard } from './pagingGuard.ts';
import { and, compare, whereOf, type Filter } from './query.ts';
import { LookAhead, type FetchPage } from './lookAhead.ts';
import type { Goal, SearchRequest } from './schema.ts';
import { TextTable } from './textTable.ts';

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
  /** Notes how far the search is: handed in again after a failure, it goes on behind the last batch. */
  readonly cursor?: SearchCursor;
};

/** How far a search for all goals has come. New, it stands at the beginning. */
export class SearchCursor {
  readonly seen = new Versions();
  /** The tenant's time at the beginning of the search. */
  since: string | undefined;
  reached = 0;
  longest = 0;
  /** Whether every goal was met, but for those that were deleted meanwhile; false for a tenant that never keeps still. */
  isSure = true;
}

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
  const { cursor = new SearchCursor() } = search;
  const isResumed = cursor.reached > 0;
  const { seen } = cursor;
  const guard = new PagingGuard();
  let filter = search.filter;
  for (let pass = 1; pass <= maxPasses; pass += 1) {
    const changed = compare('ModifiedDate', 'GTE', pass === 1 ? (cursor.since ??= tenantTime()) : tenantTime());
    const asked = { ...search, ...(filter === undefined ? {} : { filter }) };
    const pages = new LookAhead((offset, signal) => fetchPage(requestFor(asked, offset), signal));
    try {
      const count = yield* passThrough(asked.pageSize, pages, seen, pass === 1 ? cursor : new SearchCursor(), guard);
      cursor.isSure = !guard.isExhausted;
      if ((count === 1 && !(pass === 1 && isResumed)) || guard.isExhausted) return;
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
  place: SearchCursor,
  guard: PagingGuard,
): AsyncGenerator<GoalBatch, number, undefined> {
  const { seen: ofThisPass } = place;
  let overlap = 1;
  for (let count = 1; ; count += 1) {
    // A tenant that answers a single row at a time leaves no room for an overlap.
    const offset = place.longest === 1 ? place.reached : Math.max(0, place.reached - overlap);
    const page = await pages.at(offset);
    const [first] = page.records;
    const isSeam = first !== undefined && ofThisPass.hasSame(first);
    if (offset > 0 && place.longest > 1 && !isSeam && !guard.isExhausted) {
      guard.stepBack();
      overlap *= 10;
      continue;
    }
    const held = page.records.length;
    const isStuck = overlap === 1 && offset + held === place.reached;
    const longest = (place.longest = Math.max(place.longest, held));
    const reached = (place.reached = offset + held);
    overlap = 1;
    guard.accept(page, offset);
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
  readonly #ids = new TextTable();
  /** By the number of the id. Numbers, since so many texts would be in the way of whoever sweeps the memory. */
  readonly #versions: number[] = [];

  hasSame(goal: Goal): boolean {
    return this.#versions[this.#ids.find(goal.Gsid)] === versionOf(goal);
  }

  /** Tells the goals that are new from those that came before in another version, and remembers both. */
  take(goals: readonly Goal[]): { readonly records: readonly Goal[]; readonly changed: readonly Goal[] } {
    const records: Goal[] = [];
    const changed: Goal[] = [];
    for (const goal of goals) {
      const number = this.#ids.add(goal.Gsid);
      const version = versionOf(goal);
      if (number === this.#versions.length) records.push(goal);
      else if (this.#versions[number] !== version) changed.push(goal);
      this.#versions[number] = version;
    }
    return { records, changed };
  }
}

/** Infinite where the tenant does not say; a parsed goal's moment is always as ISO 8601 has it. */
const versionOf = ({ ModifiedDate }: Goal): number =>
  ModifiedDate === undefined ? Number.POSITIVE_INFINITY : isoMomentMs(ModifiedDate);
