import type { GoalTemplate } from '../api/schema.ts';
import type { GoalField, GoalFields } from '../model/goalFields.ts';

/**
 * Texts that a template puts into fields that are empty; none where the field that gets the value is not the template's, or no such
 * template is known.
 * @param isDescriptionKnown whether an empty description is one, and not one that was not loaded yet
 */
export const filledByTemplate = (
  field: GoalField,
  value: string,
  templates: readonly GoalTemplate[],
  { Name, Description }: GoalFields,
  isDescriptionKnown: boolean,
): Partial<Pick<GoalFields, 'Name' | 'Description'>> => {
  const template = field === 'TemplateId' ? templates.find(({ id }) => id === value) : undefined;
  const isDescriptionEmpty = isDescriptionKnown && Description === '';
  return {
    ...(template !== undefined && Name.trim() === '' ? { Name: template.name } : {}),
    ...(template?.description !== undefined && isDescriptionEmpty ? { Description: template.description } : {}),
  };
};
