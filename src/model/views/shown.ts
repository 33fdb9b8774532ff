import { isRecord, parseJson } from '../../json.ts';
import { format } from '../query/format.ts';
import { groupings, type Grouping, sortKeys, type Arrangement, type SortKey } from '../query/arrangement.ts';
import { parse } from '../query/parse.ts';
import type { Query } from '../query/query.ts';

/** Which goals are shown, in which groups and which order. */
export type Shown = Arrangement & {
  readonly query: Query;
  /** The view that it is. */
  readonly view?: string;
};

/** Everything, as the store has it in order anyway. */
export const everything: Shown = { query: [], group: 'company', sort: 'name', isDown: false };

/** Whether these are all goals, by company and name. */
export const isEverything = ({ query, group, sort, isDown }: Shown): boolean =>
  query.length === 0 && group === 'company' && sort === 'name' && !isDown;

/** Other goals in the same groups and order: not the view any more. */
export const withQuery = ({ group, sort, isDown }: Shown, query: Query): Shown => ({ query, group, sort, isDown });

/** What is kept of it: {@link readShown} reads the same from it. */
export const keptShown = ({ query, view, group, sort, isDown }: Shown): string =>
  JSON.stringify({ query: format(query), group, sort, isDown, ...(view === undefined ? {} : { view }) });

/** Undefined for what is no such text. */
export const readShown = (text: unknown): Shown | undefined => {
  const value = typeof text === 'string' ? parseJson(text) : undefined;
  return isRecord(value) ? shownOf(value) : undefined;
};

/** As it stands in JSON, its query as a text; undefined where that is none. */
export const shownOf = (value: Readonly<Record<string, unknown>>): Shown | undefined => {
  const { query, view } = value;
  const parsed = typeof query === 'string' ? parse(query) : undefined;
  if (parsed?.kind !== 'query') return undefined;
  const arrangement = {
    group: groupings.find((each) => each === value['group']) ?? everything.group,
    sort: sortKeys.find((each) => each === value['sort']) ?? everything.sort,
    isDown: value['isDown'] === true,
  } satisfies { group: Grouping; sort: SortKey; isDown: boolean };
  return { query: parsed.query, ...arrangement, ...(typeof view === 'string' ? { view } : {}) };
};
