import * as l10n from '@vscode/l10n';
import type { Risk, RiskReason } from '../model/risk/risk.ts';
import { percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';

/** Why a goal is at risk, what weighs most first: `12 days overdue, at 40% · No change for 21 days`. */
export const riskText = ({ reasons }: Risk): string => reasons.map(reasonText).join(' · ');

const reasonText = (reason: RiskReason): string => {
  switch (reason.code) {
    case 'overdue':
      return reason.percent === undefined
        ? phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), reason.days)
        : phrase(
            l10n.t('{0, plural, one {# day overdue, at {1}} other {# days overdue, at {1}}}'),
            reason.days,
            percentText(reason.percent),
          );
    case 'behind':
      return l10n.t(
        'At {0}, although {1} of the time has passed',
        percentText(reason.percent),
        percentText(reason.expected),
      );
    case 'dueSoon':
      return phrase(
        l10n.t('{0, plural, =0 {Due today, at {1}} one {Due in # day, at {1}} other {Due in # days, at {1}}}'),
        reason.days,
        percentText(reason.percent),
      );
    case 'stale':
      return phrase(l10n.t('{0, plural, one {No change for # day} other {No change for # days}}'), reason.days);
    case 'noOwner':
      return l10n.t('No owner');
    case 'noDate':
      return l10n.t('No target date');
    case 'noMetric':
      return l10n.t('No metrics');
  }
};
