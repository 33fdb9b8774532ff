import type { GoalMetricInput } from '../api/schema.ts';
import { noFields, type GoalField, type GoalFields } from './goalFields.ts';
import { isBlank } from './isBlank.ts';

/** Longest name that a tenant stores, in UTF-16 units, which are what `length` counts. */
export const maxNameLength = 255;

/** Longest description that a tenant stores, in UTF-16 units of the HTML that is sent. */
export const maxDescriptionLength = 65_536;

/** Why a field cannot be sent as it is. `length` and `most` are in UTF-16 units. */
export type GoalProblem =
  | { readonly code: 'noName' | 'noCompany' | 'noDate' }
  | { readonly code: 'longName' | 'longDescription'; readonly length: number; readonly most: number };

type Base = Pick<GoalFields, 'Description'> & Partial<Pick<GoalFields, 'Name' | 'TargetDate'>>;

/** A name that nobody sees is none; one that the tenant has already is in nobody's way. */
const isName = (name: string, base: string | undefined): boolean =>
  name.trim() !== '' && (name === base || !isBlank(name));

/**
 * A date before the year 1000, such as `0026-12-21`, is a year of which only two digits were typed. One that the tenant has already is
 * let through: nobody typed it here.
 */
const isTargetDate = (date: string, base: string | undefined): boolean =>
  date === base || (isCalendarDate(date) && date >= '1000');

/** By field; no entry where all is well. */
export type GoalProblems = Readonly<Partial<Record<GoalField, GoalProblem>>>;

/**
 * Which fields cannot be sent as they are. Which statuses, owners and templates there are is not looked at: the tenant knows.
 * @param base what the tenant holds already, which may be longer than what it takes today
 */
export const checkGoal = (fields: GoalFields, base: Base = noFields): GoalProblems => {
  const problems: Partial<Record<GoalField, GoalProblem>> = {};
  const name = fields.Name.trim();
  if (!isName(fields.Name, base.Name)) problems.Name = { code: 'noName' };
  else if (name.length > maxNameLength) problems.Name = { code: 'longName', length: name.length, most: maxNameLength };
  if (fields.CompanyId === '') problems.CompanyId = { code: 'noCompany' };
  if (fields.TargetDate !== '' && !isTargetDate(fields.TargetDate, base.TargetDate))
    problems.TargetDate = { code: 'noDate' };
  const { length } = fields.Description;
  if (length > maxDescriptionLength && fields.Description !== base.Description)
    problems.Description = { code: 'longDescription', length, most: maxDescriptionLength };
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

export type MetricProblem = 'noName' | 'noTarget' | 'targetNoNumber' | 'currentNoNumber';

/** As {@link GoalProblems}. */
export type MetricProblems = Readonly<Partial<Record<MetricField, MetricProblem>>>;

/** A text for some of the fields. */
export type MetricTexts = Readonly<Partial<Record<MetricField, string>>>;

/** Which fields of a metric cannot be sent as they are. A name and a target have to be there; the rest may be ''. */
export const checkMetric = (fields: MetricFields): MetricProblems => {
  const problems: Partial<Record<MetricField, MetricProblem>> = {};
  if (isBlank(fields.Name)) problems.Name = 'noName';
  if (fields.TargetValue.trim() === '') problems.TargetValue = 'noTarget';
  else if (parseNumber(fields.TargetValue) === undefined) problems.TargetValue = 'targetNoNumber';
  if (fields.CurrentValue.trim() !== '' && parseNumber(fields.CurrentValue) === undefined)
    problems.CurrentValue = 'currentNoNumber';
  return problems;
};

/** A plain decimal number; undefined for anything else, `1,000` and `1e999` included. */
export const parseNumber = (text: string): number | undefined => {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(trimmed)) return undefined;
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
