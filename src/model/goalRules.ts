import type { GoalMetricInput } from '../api/schema.ts';
import { noFields, type GoalField, type GoalFields } from './goalFields.ts';

/** Longest name that a tenant stores, in UTF-16 units, which are what `length` counts. */
export const maxNameLength = 255;

/** Longest description that a tenant stores, in UTF-16 units of the HTML that is sent. */
export const maxDescriptionLength = 65_536;

/** By field, one sentence that says what to do; no entry where all is well. */
export type GoalProblems = Readonly<Partial<Record<GoalField, string>>>;

/**
 * Which fields cannot be sent as they are. Which statuses, owners and templates there are is not looked at: the tenant knows.
 * @param base what the tenant holds already, which may be longer than what it takes today
 */
export const checkGoal = (fields: GoalFields, base: Pick<GoalFields, 'Description'> = noFields): GoalProblems => {
  const problems: Partial<Record<GoalField, string>> = {};
  const name = fields.Name.trim();
  if (name === '') problems.Name = 'Give the goal a name.';
  else if (name.length > maxNameLength)
    problems.Name = `Shorten the name: it has ${name.length} characters, at most ${maxNameLength} fit.`;
  if (fields.CompanyId === '') problems.CompanyId = 'Pick the company that the goal belongs to.';
  if (fields.TargetDate !== '' && !isCalendarDate(fields.TargetDate)) {
    problems.TargetDate = 'Write the date as year-month-day, such as 2027-03-31.';
  }
  const { length } = fields.Description;
  if (length > maxDescriptionLength && fields.Description !== base.Description)
    problems.Description = `Shorten the description: as it is sent, formatting included, it has ${length} characters, at most ${maxDescriptionLength} fit.`;
  return problems;
};

/** Whether `text` is `yyyy-mm-dd` and a day that exists. */
export const isCalendarDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** The fields of a metric that a person may enter, in the order of the form. */
export const metricFieldNames = ['Name', 'CurrentValue', 'TargetValue', 'Unit'] as const;

export type MetricField = (typeof metricFieldNames)[number];

/** A metric as a form holds it: every field as text. */
export type MetricFields = Readonly<Record<MetricField, string>>;

export const noMetricFields: MetricFields = { Name: '', CurrentValue: '', TargetValue: '', Unit: '' };

/** As {@link GoalProblems}. */
export type MetricProblems = Readonly<Partial<Record<MetricField, string>>>;

/** Which fields of a metric cannot be sent as they are. A name and a target have to be there; the rest may be ''. */
export const checkMetric = (fields: MetricFields): MetricProblems => {
  const problems: Partial<Record<MetricField, string>> = {};
  if (fields.Name.trim() === '') problems.Name = 'Give the metric a name.';
  if (fields.TargetValue.trim() === '') problems.TargetValue = 'Give the metric a target.';
  else if (parseNumber(fields.TargetValue) === undefined)
    problems.TargetValue = 'Write the target as a number, such as 600 or 99.5.';
  if (fields.CurrentValue.trim() !== '' && parseNumber(fields.CurrentValue) === undefined) {
    problems.CurrentValue = 'Write the current value as a number, such as 450 or 12.5.';
  }
  return problems;
};

/** A plain decimal number; undefined for anything else, `1,000` and `1e999` included. */
export const parseNumber = (text: string): number | undefined => {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
};

/** What is sent for fields in which {@link checkMetric} found no problem. */
export const metricInputOf = (fields: MetricFields): GoalMetricInput => {
  const current = parseNumber(fields.CurrentValue);
  const unit = fields.Unit.trim();
  return {
    Name: fields.Name.trim(),
    TargetValue: parseNumber(fields.TargetValue) ?? Number.NaN,
    ...(current === undefined ? {} : { CurrentValue: current }),
    ...(unit === '' ? {} : { Unit: unit }),
  };
};
