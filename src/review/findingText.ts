import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/risk/goalCheck.ts';
import type { GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import { percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';

/** What a rule finds, as a title. */
export const ruleText = (rule: GoalCheckRule): string => titles[rule]();

const titles: Readonly<Record<GoalCheckRule, () => string>> = {
  overdueInProgress: () => l10n.t('Overdue and still in progress'),
  achievedBelow100: () => l10n.t('Achieved, but below 100%'),
  sameName: () => l10n.t('Same name as another goal of the company'),
  noOwner: () => l10n.t('No owner'),
  noDate: () => l10n.t('No target date'),
  noMetric: () => l10n.t('No metrics'),
  openPastOthers: () => l10n.t('Still open although the company’s other goals are closed'),
};

/** What was found about one goal beside its rule; '' where the rule says it all. */
export const findingText = (finding: Finding): string => {
  switch (finding.rule) {
    case 'overdueInProgress':
      return phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), finding.days);
    case 'achievedBelow100':
      return l10n.t('Progress: {0}', percentText(finding.percent));
    case 'sameName':
      return phrase(
        l10n.t('{0, plural, one {# other goal has this name} other {# other goals have this name}}'),
        finding.count,
      );
    case 'openPastOthers':
      return phrase(
        l10n.t('{0, plural, one {# other goal is closed} other {# other goals are closed}}'),
        finding.closed,
      );
    case 'noOwner':
    case 'noDate':
    case 'noMetric':
      return '';
  }
};
