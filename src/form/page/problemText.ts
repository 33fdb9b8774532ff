import * as l10n from '@vscode/l10n';
import type { GoalField } from '../../model/goalFields.ts';
import type { GoalProblem, MetricProblem } from '../../model/goalRules.ts';
import { phrase } from '../../words/phrase.ts';

/** What to do about a field that cannot be sent as it is. */
export const goalProblemText = (problem: GoalProblem): string => {
  switch (problem.code) {
    case 'noName':
      return l10n.t('Give the goal a name.');
    case 'noCompany':
      return l10n.t('Select the company that the goal belongs to.');
    case 'noDate':
      return l10n.t('Enter the date as year-month-day, such as 2027-03-31.');
    case 'longName':
      return phrase(
        l10n.t('Shorten the name. It has {0, plural, one {# character} other {# characters}}, and the limit is {1}.'),
        problem.length,
        problem.most,
      );
    case 'longDescription':
      return phrase(
        l10n.t(
          'Shorten the description. With its formatting it has {0, plural, one {# character} other {# characters}}, and the limit is {1}.',
        ),
        problem.length,
        problem.most,
      );
    default:
      return problem satisfies never;
  }
};

/** Of a field in which the tenant has what could not be read. */
export const unreadableFieldText = (): string =>
  l10n.t(
    'Gainsight has a value here that cannot be read. Changes to this goal cannot be saved until it is corrected in Gainsight.',
  );

export const metricProblemText = (problem: MetricProblem): string => {
  switch (problem) {
    case 'noName':
      return l10n.t('Give the metric a name.');
    case 'noTarget':
      return l10n.t('Give the metric a target.');
    case 'targetNoNumber':
      return l10n.t('Enter the target as a number, such as 600 or 99.5.');
    case 'currentNoNumber':
      return l10n.t('Enter the current value as a number, such as 450 or 12.5.');
    default:
      return problem satisfies never;
  }
};

/** Of a field in which something is typed that is no value yet. */
export const unresolvedText = (field: GoalField, typed: string): string =>
  field === 'TargetDate'
    ? l10n.t('Complete the date or clear it.')
    : l10n.t('No match for “{0}”. Select one from the list.', typed);
