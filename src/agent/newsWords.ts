import type { NewsItem } from '../history/goalNews.ts';
import { percentWords } from './goalWords.ts';

/** Names of what news have ids of; the id itself where none is known. */
export type NewsNames = Readonly<Record<'owner' | 'company' | 'metric', (id: string) => string>>;

/** What happened to a goal, for a model. */
export const newsWords = (item: NewsItem, names: NewsNames): string => {
  switch (item.kind) {
    case 'created':
      return 'new';
    case 'gone':
      return 'no longer in the tenant';
    case 'achieved':
    case 'missed':
      return item.kind;
    case 'reopened':
    case 'status':
      return `${item.kind}: ${ends(item, String)}`;
    case 'slipped':
      return `target date slipped: ${ends(item, String)}`;
    case 'broughtForward':
    case 'dateSet':
    case 'dateRemoved':
      return `target date: ${ends(item, String)}`;
    case 'progress':
      return `progress: ${ends(item, (value) => percentWords(value) ?? '')}`;
    case 'update':
      return `update logged on ${item.date}`;
    case 'owner':
      return `owner: ${ends(item, names.owner)}`;
    case 'company':
      return `company: ${ends(item, names.company)}`;
    case 'renamed':
      return `name: ${ends(item, String)}`;
    case 'metricAdded':
      return `new metric ${names.metric(item.metricId)}`;
    case 'metric':
      return `metric ${names.metric(item.metricId)}: ${ends(item, String)}`;
    case 'metricTarget':
      return `target of metric ${names.metric(item.metricId)}: ${ends(item, String)}`;
  }
};

type Ends<T> = { readonly from?: T; readonly to?: T };

const ends = <T>({ from, to }: Ends<T>, text: (value: T) => string): string =>
  `${from === undefined ? 'none' : text(from)} to ${to === undefined ? 'none' : text(to)}`;
