import type { ListedDraft } from '../editing/draft.ts';
import type { GoalAddress } from '../editing/goalAddress.ts';

/** Whether the draft is a new goal's: it is kept under an id that was made up, also once the tenant has the goal. */
export const isOfNewGoal = ({ id, draft }: ListedDraft): boolean => draft.goalId !== id;

/** What a goal's form is opened with, or told apart by. */
export const draftAddress = (listed: ListedDraft): GoalAddress => {
  const { tenant, id, draft } = listed;
  const { Name, CompanyId, TemplateId } = draft.base;
  const preset = {
    ...(CompanyId === '' ? {} : { companyId: CompanyId }),
    ...(TemplateId === '' ? {} : { templateId: TemplateId }),
  };
  const isNew = isOfNewGoal(listed);
  return { tenant, id, isNew, name: Name, preset: isNew ? preset : {} };
};
