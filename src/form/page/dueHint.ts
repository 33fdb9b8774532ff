import * as l10n from '@vscode/l10n';
import { daysUntilDue, type Due } from '../../model/dueDate.ts';
import { phrase } from '../../words/phrase.ts';

/** How far the target date is; '' for a goal that may be closed, and where there is no date. */
export const dueHint = (fields: Due, now: Date): string => {
  const days = daysUntilDue(fields, now);
  if (days === undefined) return '';
  if (days === 0) return l10n.t('Due today');
  return days > 0
    ? phrase(l10n.t('{0, plural, one {Due in # day} other {Due in # days}}'), days)
    : phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), -days);
};
