import { PagingGuard } from './pagingGuard.ts';
import { and, compare, whereOf, type Filter } from './query.ts';
import { LookAhead, pageOrRefused, type FetchPage } from './lookAhead.ts';
import type { Goal, SearchRequest } from './schema.ts';
import type { Beginning, StampClock } from './stampClock.ts';
import { Versions } from './versions.ts';

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
  /** When the search began. */
  beginning: Beginning | undefined;
  reached = 0;
  longest = 0;
  /**
   * Whether every goal was met, but for those that were deleted meanwhile. False for a tenant that never keeps still, that shuffles its rows,
   * and that counts more goals than it shows.
   */
  isSure = true;
}

/** By what it is told which changes a search may have missed. */
export type PagingClock = { readonly now: () => Beginning; readonly stamps: StampClock };

/** A pass that took several pages is followed by a look at what changed during it; rarely does that take several pages as well. */
const maxPasses = 5;

/** Narrower searches at most where the tenant does not show all that it counts. */
const maxRanges = 64;

/**
 * All goals that match, though rows may be added, changed and moved while they are paged through. Each page begins with a row of
 * the one before: if that row has moved, others may have moved up unseen, and the page is fetched again from further up. What
 * moved behind the pages that are done was modified, and is found by a look at what changed since the start. Where the tenant shows
 * fewer goals than it counts, the rest is looked for by when goals were modified: before that look where it is far fewer.
 */
export async function* allPages(
  search: Search,
  fetchPage: FetchPage,
  clock: PagingClock,
): AsyncGenerator<GoalBatch, void, undefined> {
  const { cursor = new SearchCursor() } = search;
  const isResumed = cursor.reached > 0;
  const guard = new PagingGuard();
  const pass = (filter: Filter | undefined, place: SearchCursor): AsyncGenerator<GoalBatch, Pass, undefined> =>
    onePass(withFilter(search, filter), noting(fetchPage, clock), cursor.seen, place, guard);
  const rest = (whole: Pass): AsyncGenerator<GoalBatch, boolean, undefined> =>
    theRest(whole, (range) => pass(both(search.filter, range), new SearchCursor()));
  let filter = search.filter;
  let isAll = true;
  let first: Pass | undefined;
  for (let passes = 1; passes <= maxPasses; passes += 1) {
    const began = passes === 1 ? (cursor.beginning ??= clock.now()) : clock.now();
    const place = passes === 1 ? cursor : new SearchCursor();
    const done = yield* pass(filter, place);
    first ??= done;
    const isShort = passes === 1 && !isFew(done) && hasGap(done) && !guard.isExhausted && !guard.isBarren;
    if (isShort) isAll = yield* rest(done);
    if (filter === undefined && isOddAlone(done)) isAll = false;
    cursor.isSure = isAll && !guard.isExhausted && !guard.isBarren;
    if (guard.isExhausted || guard.isBarren) return;
    if (done.pages === 1 && !isShort && !(passes === 1 && isResumed)) break;
    // Many goals may have one stamp: what was modified since would be looked at again and again. What moves now, the next refresh finds.
    if (passes > 1 && !done.hasNews) break;
    filter = both(search.filter, compare('ModifiedDate', 'GTE', clock.stamps.since(began)));
  }
  // A look at what changed would cost a tenant that counts wrong two more searches each time.
  if (first !== undefined && search.filter === undefined && isFew(first) && hasGap(first)) yield* rest(first);
}

/** What is new is told by the stamps of the goals themselves. */
const noting =
  (fetchPage: FetchPage, { now, stamps }: PagingClock): FetchPage =>
  async (request, dropped) => {
    const page = await fetchPage(request, dropped);
    stamps.note(page.records, now());
    return page;
  };

const withFilter = (search: Search, filter: Filter | undefined): Search =>
  filter === undefined ? search : { ...search, filter };

const both = (one: Filter | undefined, other: Filter): Filter => (one === undefined ? other : and(one, other));

/** How one pass ended. */
type Pass = {
  readonly pages: number;
  /** Different goals. */
  readonly met: Versions;
  /** How many the tenant counted last; infinite where it refused to show more and does not say that these are all. */
  readonly total: number | undefined;
  /** Rows that are no goals. */
  readonly odd: number;
  /** Whether it brought a goal, or a version of one, that was not met before. */
  readonly hasNews: boolean;
};

/** A tenant may count some goals too many, or not show what is behind a depth: which of them, a search in two ranges of time tells. */
const hasGap = ({ met, total = 0, odd }: Pass): boolean => total > met.size + odd;

/** A list of something else is no sign that there is no goal. */
const isOddAlone = ({ met, odd }: Pass): boolean => met.size === 0 && odd > 0;

/** What is missing by the tenant's count may be what it counts too many. */
const isFew = ({ met, total = 0 }: Pass): boolean =>
  total !== Number.POSITIVE_INFINITY && total - met.size <= Math.max(10, total / 50);

type Range = {
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Whether the range that it is a half of showed nothing new. */
  readonly isOfBarren: boolean;
};

/**
 * What a tenant counts and does not show, looked for in ranges of time that are halved until each shows what it counts.
 * @returns whether nothing is missing: either all was found, or halving showed nothing new, and the tenant just counts too many
 */
async function* theRest(
  whole: Pass,
  searchIn: (range: Filter) => AsyncGenerator<GoalBatch, Pass, undefined>,
): AsyncGenerator<GoalBatch, boolean, undefined> {
  const halves = halvesOf({ from: undefined, to: undefined, isOfBarren: false }, whole.met, false);
  const ranges = [...halves];
  const total = whole.total === Number.POSITIVE_INFINITY ? 0 : (whole.total ?? 0);
  // What is met here counts as met by the whole, too.
  const shown = whole.met.size;
  let isAll = halves.length > 0;
  let found = 0;
  for (let searched = 1; searched <= maxRanges; searched += 1) {
    const range = ranges.shift();
    const filter = range === undefined ? undefined : filterOf(range);
    // Goals whose date is not known are in no range.
    if (range === undefined || filter === undefined) return isAll && (found === 0 || shown + found >= total);
    const before = found;
    const steps = searchIn(filter);
    let step = await steps.next();
    for (; step.done !== true; step = await steps.next()) {
      found += step.value.records.length;
      yield step.value;
    }
    const { met, total: count = 0 } = step.value;
    if (!isWithin(range, met)) return false;
    if (searched === halves.length && found === 0 && whole.total !== Number.POSITIVE_INFINITY) return true;
    if (met.size >= count) continue;
    const parts = range.isOfBarren && found === before ? [] : halvesOf(range, met, found === before);
    if (parts.length === 0) isAll = false;
    for (const part of parts) ranges.push(part);
  }
  return false;
}

/** Whether the tenant heeded the condition. */
const isWithin = ({ from = 0, to = Number.POSITIVE_INFINITY }: Range, met: Versions): boolean => {
  const stamps = met.stamps();
  return (stamps[0] ?? from) >= from && (stamps.at(-1) ?? from) < to;
};

/** Two halves by what was met in it; none where that has one stamp alone. */
const halvesOf = ({ from, to }: Range, met: Versions, isOfBarren: boolean): readonly Range[] => {
  const stamps = met.stamps();
  const middle = stamps.find((stamp, place) => place >= stamps.length / 2 && stamp > (stamps[0] ?? stamp));
  const isNarrower = middle !== undefined && middle !== from && middle !== to;
  return isNarrower
    ? [
        { from, to: middle, isOfBarren },
        { from: middle, to, isOfBarren },
      ]
    : [];
};

const filterOf = ({ from, to }: Range): Filter | undefined => {
  const after = from === undefined ? undefined : compare('ModifiedDate', 'GTE', new Date(from).toISOString());
  const before = to === undefined ? undefined : compare('ModifiedDate', 'LT', new Date(to).toISOString());
  return before === undefined ? after : both(after, before);
};

/**
 * One pass from the first row to the last. That later pages may have been read before earlier ones does no harm: rows that were not
 * modified keep their order, so a page whose first row was met goes on where that row stood.
 */
async function* onePass(
  search: Search,
  fetchPage: FetchPage,
  seen: Versions,
  place: SearchCursor,
  guard: PagingGuard,
): AsyncGenerator<GoalBatch, Pass, undefined> {
  guard.begin(place.reached);
  const pages = new LookAhead((offset, signal) =>
    pageOrRefused((at) => fetchPage(requestFor(search, at), signal), offset),
  );
  try {
    return yield* passThrough(search.pageSize, pages, seen, place, guard);
  } finally {
    pages.drop();
  }
}

async function* passThrough(
  asked: number,
  pages: LookAhead,
  seen: Versions,
  place: SearchCursor,
  guard: PagingGuard,
): AsyncGenerator<GoalBatch, Pass, undefined> {
  const { seen: ofThisPass } = place;
  let overlap = 1;
  let bareEnd = -1;
  let hasNews = false;
  let odd = 0;
  let total: number | undefined;
  for (let count = 1; ; count += 1) {
    // A tenant that answers a single row at a time leaves no room for an overlap.
    const offset = place.longest === 1 ? place.reached : Math.max(0, place.reached - overlap);
    const page = await pages.at(offset);
    if (page.isRefused === true) {
      const isAll = total !== undefined && ofThisPass.size >= total;
      return { pages: count, met: ofThisPass, total: isAll ? total : Number.POSITIVE_INFINITY, odd, hasNews };
    }
    const [first] = page.records;
    const held = page.rowCount ?? page.records.length;
    const isSeam = first !== undefined && ofThisPass.hasSame(first);
    if (offset > 0 && place.longest > 1 && !isSeam && !guard.isExhausted) {
      // The last row of all is no goal, unless rows moved: nothing but that row came, and a step back shows the rows as they were.
      if (first === undefined && overlap === 1 && held === 1) bareEnd = place.reached;
      guard.stepBack();
      overlap *= 10;
      continue;
    }
    odd += held - page.records.length;
    const isNew = page.records.some((goal) => !ofThisPass.has(goal));
    const isStuck = (overlap === 1 && offset + held === place.reached) || (offset + held === bareEnd && !isNew);
    total = page.totalCount;
    const longest = (place.longest = Math.max(place.longest, held));
    const reached = (place.reached = offset + held);
    overlap = 1;
    guard.accept(page, offset, isNew);
    const isEnd = isStuck || guard.isBarren || isLast({ held, longest, reached, asked, total });
    if (!isEnd && longest > 1) pages.expect(reached - 1, longest - 1, total);
    const batch = seen.take(page.records);
    if (ofThisPass !== seen) ofThisPass.take(page.records);
    hasNews ||= batch.records.length > 0 || batch.changed.length > 0;
    yield { ...batch, ...(total === undefined ? {} : { totalCount: total }) };
    if (isEnd) return { pages: count, met: ofThisPass, total, odd, hasNews };
  }
}

type Position = {
  readonly held: number;
  readonly longest: number;
  readonly reached: number;
  readonly asked: number;
  readonly total: number | undefined;
};

/**
 * A full page may be followed by another whatever the count says, and a count below what was seen is not to be trusted. Without a count a
 * short page says nothing: a tenant may cut its pages, and leave out goals of them.
 */
const isLast = ({ held, longest, reached, asked, total }: Position): boolean => {
  if (held === 0) return true;
  if (total === undefined) return false;
  return held < longest ? reached >= total : reached === total && held !== asked;
};

const requestFor = ({ select, filter, pageSize }: Search, offset: number): SearchRequest => ({
  ...(select === undefined ? {} : { select }),
  ...(filter === undefined ? {} : { where: whereOf(filter) }),
  limit: pageSize,
  offset,
});
