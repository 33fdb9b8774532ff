import * as l10n from '@vscode/l10n';
import { daysUntil, isOpen } from '../../model/dueDate.ts';
import type { GoalFields } from '../../model/goalFields.ts';
import { phrase } from '../../words/phrase.ts';

/** How far the target date is; '' for a closed goal, and where there is no date. */
export const dueHint = (fields: Pick<GoalFields, 'Status' | 'TargetDate'>, now: Date): string => {
  const days = daysUntil(fields.TargetDate, now);
  if (days === undefined || !isOpen(fields)) return '';
  if (days === 0) return l10n.t('Due today');
  return days > 0
    ? phrase(l10n.t('{0, plural, one {Due in # day} other {Due in # days}}'), days)
    : phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), -days);
};
