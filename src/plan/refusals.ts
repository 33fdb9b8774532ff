import { noFields, type GoalFields } from '../model/goalFields.ts';
import { goalFieldNames } from '../model/goalFields.ts';
import {
  checkGoal,
  checkMetric,
  maxDescriptionLength,
  maxNameLength,
  metricFieldNames,
  type MetricFields,
} from '../model/goalRules.ts';
import type { Refusal } from './intent.ts';

type Limit = { readonly limit?: number };

const limits: Readonly<Record<string, Limit>> = {
  Name: { limit: maxNameLength },
  Description: { limit: maxDescriptionLength },
};

/** What keeps a goal from being sent as it is, by the rules of the form. @param base what the tenant holds already */
export const goalRefusals = (fields: GoalFields, base: GoalFields = noFields): readonly Refusal[] => {
  const problems = checkGoal(fields, base);
  return goalFieldNames
    .filter((field) => problems[field] !== undefined)
    .map((field): Refusal => {
      const value = fields[field];
      if (value.trim() === '') return { code: 'missing', field };
      if (field === 'TargetDate') return { code: 'badDate', field, value };
      return { code: 'tooLong', field, value, ...limits[field] };
    });
};

/** As {@link goalRefusals}, of a metric. */
export const metricRefusals = (metric: MetricFields): readonly Refusal[] => {
  const problems = checkMetric(metric);
  return metricFieldNames
    .filter((field) => problems[field] !== undefined)
    .map((field): Refusal => {
      const value = metric[field];
      return value.trim() === '' ? { code: 'missing', field } : { code: 'badNumber', field, value };
    });
};
