import type { Goal, GoalInput } from '../api/schema.ts';

/** The fields of a goal that a person may edit, in the order of the form. */
export const goalFieldNames = [
  'Name',
  'CompanyId',
  'Status',
  'OwnerId',
  'TargetDate',
  'TemplateId',
  'Description',
] as const;

export type GoalField = (typeof goalFieldNames)[number];

export const isGoalField = (name: string): name is GoalField => goalFieldNames.some((field) => field === name);

/** Those in which the tenant holds something that could not be read: that they are empty here is not what it has. */
export const unreadableFields = ({ unreadable = [] }: Pick<Goal, 'unreadable'>): readonly GoalField[] =>
  goalFieldNames.filter((field) => unreadable.includes(field));

/** A goal as a form holds it: every field as text, '' where the goal has no value. */
export type GoalFields = Readonly<Record<GoalField, string>>;

/** A text for some of the fields: names of ids, or what was typed where a choice is needed. */
export type GoalTexts = Readonly<Partial<Record<GoalField, string>>>;

export const mapFields = (valueOf: (name: GoalField) => string): GoalFields => ({
  Name: valueOf('Name'),
  CompanyId: valueOf('CompanyId'),
  Status: valueOf('Status'),
  OwnerId: valueOf('OwnerId'),
  TargetDate: valueOf('TargetDate'),
  TemplateId: valueOf('TemplateId'),
  Description: valueOf('Description'),
});

export const noFields = mapFields(() => '');

export const fieldsOf = (goal: Partial<Pick<Goal, GoalField>>): GoalFields => mapFields((name) => goal[name] ?? '');

/** What is sent for these fields: an empty optional field is left out. */
export const inputOf = (fields: GoalFields): GoalInput => ({
  Name: fields.Name,
  CompanyId: fields.CompanyId,
  ...Object.fromEntries(
    goalFieldNames
      .filter((name) => !['Name', 'CompanyId'].includes(name) && fields[name] !== '')
      .map((name) => [name, fields[name]]),
  ),
});

export const partOf = (fields: GoalFields, names: readonly GoalField[]): Partial<GoalFields> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));

export const changedFields = (before: GoalFields, after: GoalFields): readonly GoalField[] =>
  goalFieldNames.filter((name) => before[name] !== after[name]);
