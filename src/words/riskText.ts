import * as l10n from '@vscode/l10n';
import { percentText } from './numbers.ts';
import { phrase } from './phrase.ts';

/** Why a goal is at risk, as the model has it. */
export type RiskWords =
  | { readonly code: 'overdue'; readonly days: number; readonly percent?: number; readonly limit: number }
  | { readonly code: 'behind'; readonly percent: number; readonly expected: number; readonly limit: number }
  | {
      readonly code: 'dueSoon';
      readonly days: number;
      readonly percent: number;
      readonly limit: number;
      readonly within: number;
    }
  | { readonly code: 'stale'; readonly days: number; readonly limit: number }
  | { readonly code: 'noOwner' | 'noDate' | 'noMetric' };

/** Each reason with the threshold of its rule: `12 days overdue; nothing changed for 30 days (limit: 21 days)`; '' for no reason. */
export const riskText = (reasons: readonly RiskWords[]): string =>
  reasons
    .map((reason) => {
      const limit = limitText(reason);
      return limit === '' ? riskReasonText(reason) : l10n.t('{0} (limit: {1})', riskReasonText(reason), limit);
    })
    .join('; ');

/** '' where the reason itself says it. */
const limitText = (reason: RiskWords): string => {
  switch (reason.code) {
    case 'overdue':
      return reason.limit > 1 ? daysText(reason.limit) : '';
    case 'behind':
      return l10n.t('{0} behind', percentText(reason.limit));
    case 'dueSoon':
      return phrase(
        l10n.t('{0, plural, =0 {{1} on the last day} one {{1} within # day} other {{1} within # days}}'),
        reason.within,
        percentText(reason.limit),
      );
    case 'stale':
      return daysText(reason.limit);
    case 'noOwner':
    case 'noDate':
    case 'noMetric':
      return '';
  }
};

const daysText = (days: number): string => phrase(l10n.t('{0, plural, one {# day} other {# days}}'), days);

/** A reason alone: `12 days overdue`. */
export const riskReasonText = (reason: RiskWords): string => {
  switch (reason.code) {
    case 'overdue':
      return reason.percent === undefined
        ? phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), reason.days)
        : phrase(
            l10n.t('{0, plural, one {# day overdue at {1}} other {# days overdue at {1}}}'),
            reason.days,
            percentText(reason.percent),
          );
    case 'behind':
      return l10n.t('{0} done, {1} expected by now', percentText(reason.percent), percentText(reason.expected));
    case 'dueSoon':
      return reason.days === 0
        ? l10n.t('due today at {0}', percentText(reason.percent))
        : phrase(
            l10n.t('{0, plural, one {due in # day at {1}} other {due in # days at {1}}}'),
            reason.days,
            percentText(reason.percent),
          );
    case 'stale':
      return phrase(
        l10n.t('{0, plural, one {nothing changed for # day} other {nothing changed for # days}}'),
        reason.days,
      );
    case 'noOwner':
      return l10n.t('no owner');
    case 'noDate':
      return l10n.t('no target date');
    case 'noMetric':
      return l10n.t('no metrics');
  }
};
