import * as l10n from '@vscode/l10n';
import type { Goal } from '../api/schema.ts';
import type { Draft } from '../editing/draft.ts';
import { fieldsOf, noFields } from '../model/goalFields.ts';

const firstStatus = 'Not Started';

/** The draft of a new goal that begins as a copy of this one, under another name and not started. */
export const copyOfGoal = (goal: Goal, at: Date): Draft => {
  const fields = fieldsOf(goal);
  return {
    base: { ...noFields, Status: firstStatus, CompanyId: fields.CompanyId },
    mine: { ...fields, Name: l10n.t('{0} (copy)', fields.Name), Status: firstStatus },
    at: at.toISOString(),
  };
};
