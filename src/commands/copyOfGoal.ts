import * as l10n from '@vscode/l10n';
import type { Goal } from '../api/schema.ts';
import type { Draft } from '../editing/draft.ts';
import { fieldsOf, noFields, unreadableFields } from '../model/goalFields.ts';
import { goalFieldList } from '../words/fieldLabels.ts';

const firstStatus = 'Not Started';

/** The draft of a new goal that begins as a copy of this one, under another name and not started. */
export const copyOfGoal = (goal: Goal, at: Date): Draft => {
  const fields = fieldsOf(goal);
  return {
    base: { ...noFields, Status: firstStatus, CompanyId: fields.CompanyId },
    mine: { ...fields, Name: fields.Name === '' ? '' : l10n.t('{0} (copy)', fields.Name), Status: firstStatus },
    at: at.toISOString(),
  };
};

/** Which fields the copy is without since they could not be read in the goal; '' for none. It has a status of its own. */
export const copyNote = (goal: Goal): string => {
  const lost = unreadableFields(goal).filter((field) => field !== 'Status');
  return lost.length === 0
    ? ''
    : l10n.t('Some values of the goal cannot be read and were not copied: {0}.', goalFieldList(lost));
};
