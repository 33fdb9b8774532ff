import { goalFieldNames, noFields, type GoalFields } from '../model/goalFields.ts';
import { checkGoal, checkMetric, metricFieldNames, type GoalProblem, type MetricFields } from '../model/goalRules.ts';
import type { Refusal } from './intent.ts';

/** What keeps a goal from being sent as it is, by the rules of the form. @param base what the tenant holds already */
export const goalRefusals = (fields: GoalFields, base: GoalFields = noFields): readonly Refusal[] => {
  const problems = checkGoal(fields, base);
  return goalFieldNames.flatMap((field) => {
    const problem = problems[field];
    return problem === undefined ? [] : [{ field, ...refusalOf(problem, fields[field]) }];
  });
};

const refusalOf = (problem: GoalProblem, value: string): Refusal => {
  switch (problem.code) {
    case 'noName':
    case 'noCompany':
      return { code: 'missing' };
    case 'noDate':
      return { code: 'badDate', value };
    case 'longName':
    case 'longDescription':
      return { code: 'tooLong', value, limit: problem.most };
  }
};

/** As {@link goalRefusals}, of a metric. */
export const metricRefusals = (metric: MetricFields): readonly Refusal[] => {
  const problems = checkMetric(metric);
  return metricFieldNames.flatMap((field): readonly Refusal[] => {
    const problem = problems[field];
    if (problem === undefined) return [];
    if (problem === 'noName' || problem === 'noTarget') return [{ code: 'missing', field }];
    return [{ code: 'badNumber', field, value: metric[field] }];
  });
};
