import * as l10n from '@vscode/l10n';
import { daysBrief } from './numbers.ts';
import { phrase } from './phrase.ts';

/** `due today`, `due in 5 days`, `12 days overdue`. @param days until the goal is due, negative once it is overdue */
export const dueText = (days: number): string => {
  if (days === 0) return l10n.t('due today');
  return days > 0
    ? phrase(l10n.t('{0, plural, one {due in # day} other {due in # days}}'), days)
    : phrase(l10n.t('{0, plural, one {# day overdue} other {# days overdue}}'), -days);
};

/** The same as briefly as it can be: `today`, `5d`, `12d late`. */
export const dueBrief = (days: number): string => {
  if (days === 0) return l10n.t('today');
  return days > 0 ? daysBrief(days) : l10n.t('{0} late', daysBrief(-days));
};
