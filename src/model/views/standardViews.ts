import { parse } from '../query/parse.ts';
import { everything, type Shown } from './shown.ts';

/** The views that everybody has, in the order of the list. */
export const standardViewIds = ['mine', 'myOverdue', 'due', 'changed', 'noMetric', 'watched', 'all'] as const;
export type StandardViewId = (typeof standardViewIds)[number];

export const isStandardView = (id: string): id is StandardViewId => standardViewIds.some((each) => each === id);

const queries: Readonly<Record<StandardViewId, string>> = {
  mine: 'owner:@me status:open',
  myOverdue: 'owner:@me due:overdue',
  due: 'status:open due:today..+30d',
  changed: 'changed:unseen',
  noMetric: 'status:open metric:none',
  watched: 'watched:yes',
  all: '',
};

const orders: Readonly<Partial<Record<StandardViewId, Partial<Shown>>>> = {
  mine: { sort: 'due' },
  myOverdue: { sort: 'due' },
  due: { sort: 'due' },
  changed: { group: 'none', sort: 'changed', isDown: true },
};

export const standardView = (id: StandardViewId): Shown => ({ ...shownFor(queries[id], orders[id]), view: id });

/** What happened in the person's goals and in those that are watched, the latest first. */
export const newsView = (): Shown => shownFor('news:yes', orders.changed);

const shownFor = (text: string, order: Partial<Shown> = {}): Shown => {
  const parsed = parse(text);
  if (parsed.kind === 'refused') throw new Error(`${text} is no query`);
  return { ...everything, ...order, query: parsed.query };
};
