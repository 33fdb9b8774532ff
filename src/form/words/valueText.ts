import * as l10n from '@vscode/l10n';
import type { GoalSession } from '../../editing/goalSession.ts';
import type { GoalField } from '../../model/goalFields.ts';
import { dayText } from '../../words/dates.ts';
import { statusText } from '../../words/statusText.ts';

type Known = Pick<GoalSession, 'goal' | 'templates'>;

/** What the tenant's list of goals says of ids. */
type Names = {
  companyName(id: string): string | undefined;
  ownerName(id: string): string | undefined;
};

/** A field's value as a person reads it; '' where there is none. What is unknown is shown as it is. */
export const valueText = (field: GoalField, value: string, known: Known, names: Names): string => {
  if (field === 'Status') return statusText(value);
  if (field === 'TargetDate') return dayText(value);
  return nameOf(field, value, known, names) ?? value;
};

/** As {@link valueText}, and never nothing. */
export const shownText = (field: GoalField, value: string, known: Known, names: Names): string =>
  value === '' ? l10n.t('(empty)') : valueText(field, value, known, names);

/** The name that goes with an id; undefined where none is known, or the field holds no id. */
export const nameOf = (field: GoalField, id: string, { goal, templates }: Known, names: Names): string | undefined => {
  switch (field) {
    case 'CompanyId':
      return goal?.CompanyId === id && goal.CompanyName !== undefined ? goal.CompanyName : names.companyName(id);
    case 'OwnerId':
      return goal?.OwnerId === id && goal.OwnerName !== undefined ? goal.OwnerName : names.ownerName(id);
    case 'TemplateId':
      return templates.state.kind === 'loaded' ? templates.state.value.find((each) => each.id === id)?.name : undefined;
    case 'Name':
    case 'Status':
    case 'TargetDate':
    case 'Description':
      return undefined;
  }
};
