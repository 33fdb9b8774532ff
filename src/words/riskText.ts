import * as l10n from '@vscode/l10n';
import { percentText } from './numbers.ts';
import { phrase } from './phrase.ts';

/** Why a goal is at risk, as the model has it. */
export type RiskWords =
  | { readonly code: 'overdue'; readonly days: number; readonly percent?: number }
  | { readonly code: 'behind'; readonly percent: number; readonly expected: number }
  | { readonly code: 'dueSoon'; readonly days: number; readonly percent: number }
  | { readonly code: 'stale'; readonly days: number }
  | { readonly code: 'noOwner' | 'noDate' | 'noMetric' };

/** `12 days overdue; nothing changed for 21 days`; '' for no reason. */
export const riskText = (reasons: readonly RiskWords[]): string => reasons.map(riskReasonText).join('; ');

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
