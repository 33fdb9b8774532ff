import type { Query, Term, Value } from './query.ts';

/** What a query may mean beside the goals themselves. What is left out is not known: it is never taken for 'no'. */
export type QueryContext = {
  /** `yyyy-mm-dd` where the person is. */
  readonly today: string;
  /** Ids of the owners that the person is; absent until the person was asked. */
  readonly me?: readonly string[];
  /** Names of the templates by id. */
  readonly templates?: ReadonlyMap<string, string>;
  /** Ids of the goals that have a draft, and of those that are watched. */
  readonly drafts?: ReadonlySet<string>;
  readonly watched?: ReadonlySet<string>;
  /** Ids of the goals in which something happened that the person wants to hear of. */
  readonly news?: ReadonlySet<string>;
  /** Milliseconds since 1970: what changed later was not seen yet. */
  readonly seenAt?: number;
  /** Whether a goal has any; undefined where nobody asked the tenant. */
  readonly hasMetrics?: (goalId: string) => boolean | undefined;
  readonly hasDescription?: (goalId: string) => boolean | undefined;
};

/** What a query asks for and the context leaves out. */
export type Need = Exclude<keyof QueryContext, 'today'>;

/** What of the context decides which goals match. */
export const asksOf = (query: Query): readonly Need[] => {
  const wanted = query.flatMap(({ field, values }) => values.map((value) => needOf(field, value)));
  return [...new Set(wanted)].filter((need) => need !== undefined);
};

/** What the context would have to say as well for the goals to be decided. */
export const needsOf = (query: Query, context: QueryContext): readonly Need[] =>
  asksOf(query).filter((need) => context[need] === undefined);

const needOf = (field: Term['field'], value: Value): Need | undefined => {
  if (value.kind === 'word' && value.word === '@me') return 'me';
  if (value.kind === 'word' && value.word === 'unseen') return 'seenAt';
  if (field === 'template' && value.kind === 'word') return undefined;
  return needs[field];
};

const needs: Readonly<Partial<Record<Term['field'], Need>>> = {
  template: 'templates',
  draft: 'drafts',
  watched: 'watched',
  news: 'news',
  metric: 'hasMetrics',
  description: 'hasDescription',
};
