import type { GoalTemplate } from '../api/schema.ts';
import type { GoalFields } from '../model/goalFields.ts';

/** What a person picks a template for: its texts, where there are none yet. */
export const withTemplate = (
  templateId: string,
  templates: readonly GoalTemplate[],
  { Name, Description }: GoalFields,
  hasDescription: boolean,
): Partial<GoalFields> => {
  const template = templates.find(({ id }) => id === templateId);
  return {
    TemplateId: templateId,
    ...(template !== undefined && Name.trim() === '' ? { Name: template.name } : {}),
    ...(template?.description !== undefined && Description === '' && hasDescription
      ? { Description: template.description }
      : {}),
  };
};
