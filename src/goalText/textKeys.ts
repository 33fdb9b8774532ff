import type { GoalField } from '../model/goalFields.ts';
import type { MetricField } from '../model/goalRules.ts';
import { nearest } from '../model/query/nearest.ts';

/** What may stand in a text, in the order in which it is written. */
export const topKeys = ['tenant', 'variables', 'goals'] as const;
export const goalKeys = [
  'id',
  'modified',
  'company',
  'name',
  'status',
  'owner',
  'targetDate',
  'template',
  'description',
  'metrics',
] as const;
export const metricKeys = ['id', 'name', 'current', 'target', 'unit'] as const;
export const variableKeys = ['company', 'owner', 'start'] as const;

export type GoalKey = (typeof goalKeys)[number];
export type MetricKey = (typeof metricKeys)[number];
export type VariableKey = (typeof variableKeys)[number];

/** The keys of what a person may change in a goal. */
export const fieldKeys = ['company', 'name', 'status', 'owner', 'targetDate', 'template', 'description'] as const;
export type FieldKey = (typeof fieldKeys)[number];

export const fieldOf: Readonly<Record<FieldKey, GoalField>> = {
  company: 'CompanyId',
  name: 'Name',
  status: 'Status',
  owner: 'OwnerId',
  targetDate: 'TargetDate',
  template: 'TemplateId',
  description: 'Description',
};

export const metricFieldOf: Readonly<Record<Exclude<MetricKey, 'id'>, MetricField>> = {
  name: 'Name',
  current: 'CurrentValue',
  target: 'TargetValue',
  unit: 'Unit',
};

/** What others call it. */
const synonyms: Readonly<Record<string, string>> = {
  due: 'targetDate',
  date: 'targetDate',
  title: 'name',
  gsid: 'id',
  customer: 'company',
  account: 'company',
  state: 'status',
  assignee: 'owner',
  value: 'current',
};

/** The key that is probably meant by one that there is not. */
export const nearestKey = (word: string, keys: readonly string[]): string | undefined => {
  const folded = word.toLowerCase().replaceAll(/[\s_-]+/g, '');
  const plain = keys.find((key) => key.toLowerCase() === folded || `${key.toLowerCase()}id` === folded);
  const other = Object.hasOwn(synonyms, folded) ? synonyms[folded] : undefined;
  return plain ?? (other !== undefined && keys.includes(other) ? other : nearest(word, keys));
};
