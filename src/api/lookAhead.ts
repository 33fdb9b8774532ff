import { ApiError } from './errors.ts';
import type { GoalPage, SearchRequest } from './schema.ts';

/** @param dropped aborts when the page is not wanted any more */
export type FetchPage = (request: SearchRequest, dropped: AbortSignal) => Promise<GoalPage>;

/** A page, or none where the tenant refuses to page so deep. */
export type PageAhead = GoalPage & { readonly isRefused?: true };

type Ahead = { readonly offset: number; readonly page: Promise<PageAhead> };

/** Pages under way at once. More of them gain little, and the tenant has other clients. */
const mostAtOnce = 4;

/** Fetches the pages that are likely to be wanted next while earlier ones are read. */
export class LookAhead {
  readonly #fetch: (offset: number, dropped: AbortSignal) => Promise<PageAhead>;
  #underWay: Ahead[] = [];
  #dropped = new AbortController();

  constructor(fetch: (offset: number, dropped: AbortSignal) => Promise<PageAhead>) {
    this.#fetch = fetch;
  }

  /** The page from this row on. One that is not the next expected shows that the rest is not worth having either. */
  at(offset: number): Promise<PageAhead> {
    if (this.#underWay[0]?.offset !== offset) {
      this.drop();
      this.#start(offset);
    }
    const next = this.#underWay.shift();
    if (next === undefined) throw new Error('a page was started and is not there');
    return next.page;
  }

  /**
   * Says that the pages at `offset`, `offset + step`, … come next. Without a total nothing is fetched ahead, so that no request is
   * spent on pages that are not there.
   */
  expect(offset: number, step: number, total: number | undefined): void {
    if (total === undefined) return;
    // Its first row is known: a page is worth fetching for the second.
    for (let at = offset; this.#underWay.length < mostAtOnce && at + 1 < total; at += step) {
      if (at > (this.#underWay.at(-1)?.offset ?? -1)) this.#start(at);
    }
  }

  /** Gives up all pages that are under way. */
  drop(): void {
    this.#dropped.abort();
    this.#dropped = new AbortController();
    this.#underWay = [];
  }

  #start(offset: number): void {
    const page = this.#fetch(offset, this.#dropped.signal);
    // A failure is told when the page's turn comes; of a page that was dropped nobody wants to hear.
    page.catch(() => {});
    this.#underWay.push({ offset, page });
  }
}

/** Some services refuse what is behind a number of rows, or fail on it however often they are asked: that is no failure of what came before. */
export const pageOrRefused = async (
  fetchAt: (offset: number) => Promise<GoalPage>,
  offset: number,
): Promise<PageAhead> => {
  try {
    return await fetchAt(offset);
  } catch (error) {
    if (!isOfTenant(error, 'invalid', 'server') || offset === 0) throw error;
    if (isOfTenant(error, 'invalid')) return { records: [], isRefused: true };
  }
  // It may have failed in passing: then it fails at the beginning, too, or answers here now.
  await fetchAt(0);
  try {
    return await fetchAt(offset);
  } catch (error) {
    if (!isOfTenant(error, 'server')) throw error;
    return { records: [], isRefused: true };
  }
};

const isOfTenant = (error: unknown, ...kinds: readonly ('invalid' | 'server')[]): boolean =>
  error instanceof ApiError && kinds.some((kind) => kind === error.kind) && error.answeredBy === 'tenant';
