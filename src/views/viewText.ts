import * as l10n from '@vscode/l10n';
import { plainLabel } from '../model/plainLabel.ts';
import type { Counts } from '../model/query/listing.ts';
import type { StandardViewId } from '../model/views/standardViews.ts';
import { numberText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';

export const standardViewName = (id: StandardViewId): string => {
  switch (id) {
    case 'mine':
      return l10n.t('My Open Goals');
    case 'myOverdue':
      return l10n.t('My Overdue Goals');
    case 'due':
      return l10n.t('Due in 30 Days');
    case 'changed':
      return l10n.t('Changed Since I Last Looked');
    case 'noMetric':
      return l10n.t('No Metric');
    case 'watched':
      return l10n.t('Watched');
    case 'all':
      return l10n.t('All Goals');
  }
};

export type ViewRow = { readonly label: string; readonly description: string; readonly spoken: string };

/**
 * The row of a view. `12` goals; `3+` where others may match; nothing where that is not known.
 * @param isShown whether it is what the goals tree shows
 */
export const viewRow = (name: string, counts: Counts | undefined, isShown: boolean): ViewRow => {
  const label = plainLabel(name);
  const { goals = 0, overdue = 0, unknown = 0 } = counts ?? {};
  const isKnown = counts !== undefined && (goals > 0 || unknown === 0);
  const told = isKnown
    ? [
        unknown === 0
          ? phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals)
          : phrase(l10n.t('{0, plural, one {at least # goal} other {at least # goals}}'), goals),
        ...(overdue === 0 ? [] : [phrase(l10n.t('{0, plural, one {# overdue} other {# overdue}}'), overdue)]),
      ]
    : [l10n.t('number of goals not known')];
  return {
    label,
    description: isKnown ? `${numberText(goals)}${unknown === 0 ? '' : '+'}` : '',
    spoken: [label, ...told, ...(isShown ? [l10n.t('shown')] : [])].join(', '),
  };
};
