import * as l10n from '@vscode/l10n';
import type { NewsItem } from '../history/goalNews.ts';
import { dayText } from '../words/dates.ts';
import { numberText, percentText } from '../words/numbers.ts';
import { statusText } from '../words/statusText.ts';

/** Names of what news have ids of. */
export type Names = {
  /** Each is the id itself where no name is known. */
  readonly owner: (id: string) => string;
  readonly company: (id: string) => string;
  readonly metric: (id: string) => string;
};

/** What happened to a goal, as one plain line. */
export const newsText = (item: NewsItem, names: Names): string => {
  const none = l10n.t('None');
  const ends = <T>(from: T | undefined, to: T | undefined, text: (value: T) => string): [string, string] => [
    from === undefined ? none : text(from),
    to === undefined ? none : text(to),
  ];
  switch (item.kind) {
    case 'created':
      return l10n.t('New goal');
    case 'gone':
      return l10n.t('No longer in Gainsight');
    case 'achieved':
      return l10n.t('Achieved');
    case 'missed':
      return l10n.t('Missed');
    case 'reopened':
      return l10n.t('Reopened: {0} → {1}', ...ends(item.from, item.to, statusText));
    case 'status':
      return l10n.t('Status: {0} → {1}', ...ends(item.from, item.to, statusText));
    case 'slipped':
      return l10n.t('Target date slipped: {0} → {1}', ...ends(item.from, item.to, dayText));
    case 'broughtForward':
    case 'dateSet':
    case 'dateRemoved':
      return l10n.t('Target date: {0} → {1}', ...ends(item.from, item.to, dayText));
    case 'progress':
      return l10n.t('Progress: {0} → {1}', ...ends(item.from, item.to, percentText));
    case 'update':
      return item.name === ''
        ? l10n.t('Update of {0}: {1}', dayText(item.date), item.text)
        : l10n.t('Update of {0} by {1}: {2}', dayText(item.date), item.name, item.text);
    case 'owner':
      return l10n.t('Owner: {0} → {1}', ...ends(item.from, item.to, names.owner));
    case 'company':
      return l10n.t('Company: {0} → {1}', ...ends(item.from, item.to, names.company));
    case 'renamed':
      return l10n.t('Renamed: {0} → {1}', ...ends(item.from, item.to, String));
    case 'metricAdded':
      return l10n.t('New metric: {0}', names.metric(item.metricId));
    case 'metric':
      return l10n.t('{0}: {1} → {2}', names.metric(item.metricId), ...ends(item.from, item.to, numberText));
    case 'metricTarget':
      return l10n.t('Target of {0}: {1} → {2}', names.metric(item.metricId), ...ends(item.from, item.to, numberText));
  }
};
