import type { Goal, GoalPage, SearchRequest } from './schema.ts';

/**
 * Every page of a search, in order, from `request.offset` on. A tenant may answer shorter pages than asked for, so the step is
 * what a page really held. A goal that turns up again is left out, unless it was modified since.
 */
export async function* allPages(
  request: SearchRequest,
  fetchPage: (request: SearchRequest) => Promise<GoalPage>,
): AsyncGenerator<GoalPage, void, undefined> {
  const seen = new Map<string, string | undefined>();
  let offset = request.offset ?? 0;
  let longest = 0;
  for (;;) {
    const page = await fetchPage({ ...request, offset });
    const held = page.records.length;
    offset += held;
    longest = Math.max(longest, held);
    yield { ...page, records: page.records.filter((goal) => isNews(seen, goal)) };
    if (held === 0 || isLast({ held, longest, offset, asked: request.limit, total: page.totalCount })) return;
  }
}

type Position = {
  readonly held: number;
  readonly longest: number;
  readonly offset: number;
  readonly asked: number | undefined;
  readonly total: number | undefined;
};

/** A full page may be followed by another whatever the count says, and a count below what was seen is not to be trusted. */
const isLast = ({ held, longest, offset, asked, total }: Position): boolean => {
  if (held < longest) return total === undefined || offset >= total;
  return total !== undefined && offset === total && held !== asked;
};

const isNews = (seen: Map<string, string | undefined>, { Gsid, ModifiedDate }: Goal): boolean => {
  if (seen.has(Gsid) && seen.get(Gsid) === ModifiedDate) return false;
  seen.set(Gsid, ModifiedDate);
  return true;
};
