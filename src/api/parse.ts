import { isRecord } from './envelope.ts';
import type { Goal, GoalMetric, GoalPage, GoalTemplate } from './schema.ts';

/** An answer that does not fit the contract. Names the place, never the value: that may be customer data. */
export class Misfit extends Error {
  constructor(where: string, expected: string) {
    super(`${where} is not ${expected}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads one field. `undefined` where the tenant left it out or sent null. */
type Read<T> = (value: unknown, where: string) => T;

const text: Read<string> = (value, where) => {
  if (typeof value !== 'string') throw new Misfit(where, 'a text');
  return value;
};

const number: Read<number> = (value, where) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Misfit(where, 'a number');
  return value;
};

const flag: Read<boolean> = (value, where) => {
  if (typeof value !== 'boolean') throw new Misfit(where, 'true or false');
  return value;
};

/** Epoch milliseconds or a text that names a moment, as ISO 8601 in UTC. */
const moment: Read<string> = (value, where) => {
  const date = new Date(typeof value === 'number' || typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new Misfit(where, 'a date and time');
  return date.toISOString();
};

/** `yyyy-mm-dd`, from itself, from a date-time that begins with it, or from epoch milliseconds. */
const day: Read<string> = (value, where) => {
  const start = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(value)?.[1] : undefined;
  if (start !== undefined && !Number.isNaN(Date.parse(start))) return start;
  if (typeof value === 'number') return moment(value, where).slice(0, 10);
  throw new Misfit(where, 'a date');
};

type Shape<T> = { readonly [K in keyof T]-?: readonly [read: Read<NonNullable<T[K]>>, required: boolean] };

const required = <T>(read: Read<T>): readonly [Read<T>, true] => [read, true];
const optional = <T>(read: Read<T>): readonly [Read<T>, false] => [read, false];

const goalShape: Shape<Goal> = {
  Gsid: required(text),
  Name: required(text),
  CompanyId: required(text),
  CompanyName: optional(text),
  Description: optional(text),
  TemplateId: optional(text),
  Status: optional(text),
  OwnerId: optional(text),
  OwnerName: optional(text),
  TargetDate: optional(day),
  CompletionPercentage: optional(number),
  CreatedDate: optional(moment),
  ModifiedDate: optional(moment),
};

const templateShape: Shape<GoalTemplate> = {
  id: required(text),
  name: required(text),
  description: optional(text),
  category: optional(text),
  isActive: required(flag),
};

const metricShape: Shape<GoalMetric> = {
  Gsid: required(text),
  Name: required(text),
  GoalId: required(text),
  CurrentValue: optional(number),
  TargetValue: optional(number),
  Unit: optional(text),
  LastUpdatedDate: optional(moment),
};

/** Takes the fields that the shape names and no other; an unknown field of the tenant's stays out. */
const parseRecord = <T>(shape: Shape<T>, defaults: Fields, value: unknown, where: string): T => {
  if (!isRecord(value)) throw new Misfit(where, 'a record');
  const parsed: Record<string, unknown> = {};
  for (const [name, [read]] of fieldsOf(shape)) {
    const given = value[name] ?? defaults[name];
    if (given !== undefined) parsed[name] = read(given, `${where}.${name}`);
  }
  if (!hasAllRequired(shape, parsed)) throw new Misfit(`${where}.${missingIn(shape, parsed)}`, 'there');
  return parsed;
};

const missingIn = <T>(shape: Shape<T>, parsed: Fields): string | undefined =>
  fieldsOf(shape).find(([name, [, isRequired]]) => isRequired && parsed[name] === undefined)?.[0];

/** Every field was read by the shape of T before; what can still be wrong is that one is not there. */
const hasAllRequired = <T>(shape: Shape<T>, parsed: unknown): parsed is T =>
  isRecord(parsed) && missingIn(shape, parsed) === undefined;

const fieldsOf = <T>(shape: Shape<T>): readonly (readonly [string, readonly [Read<unknown>, boolean]])[] =>
  Object.entries<readonly [Read<unknown>, boolean]>(shape);
export const parseGoal = (data: unknown): Goal => parseRecord(goalShape, {}, soleRecord(data), 'goal');

/** `goalId` stands in where the tenant leaves out which goal a metric belongs to: it was asked for by that id. */
export const parseMetric = (data: unknown, goalId: string): GoalMetric =>
  parseRecord(metricShape, { GoalId: goalId }, soleRecord(data), 'metric');

export const parseMetrics = (data: unknown, goalId: string): readonly GoalMetric[] =>
  rowsOf(data).map((row, i) => parseRecord(metricShape, { GoalId: goalId }, row, `metrics[${i}]`));

export const parseTemplates = (data: unknown): readonly GoalTemplate[] =>
  rowsOf(data).map((row, i) => parseRecord(templateShape, { isActive: true }, row, `templates[${i}]`));

export const parseGoalPage = (data: unknown): GoalPage => {
  const records = rowsOf(data).map((row, i) => parseRecord(goalShape, {}, row, `goals[${i}]`));
  const totalCount = isRecord(data) ? data['totalCount'] : undefined;
  return typeof totalCount === 'number' && Number.isInteger(totalCount) && totalCount >= 0
    ? { records, totalCount }
    : { records };
};

/** One record: bare, or as the only row of a list. */
const soleRecord = (data: unknown): unknown => {
  const rows = Array.isArray(data) || (isRecord(data) && Array.isArray(data['records'])) ? rowsOf(data) : undefined;
  return rows === undefined ? data : rows[0];
};

/** Rows come as a bare array, in `records`, or in `data`, depending on the service that answers. */
const rowsOf = (data: unknown): readonly unknown[] => {
  if (data === undefined || data === null) return [];
  if (Array.isArray(data)) return data;
  const inner = isRecord(data) ? (data['records'] ?? data['data']) : undefined;
  if (Array.isArray(inner)) return inner;
  if (isRecord(data) && inner === null) return [];
  throw new Misfit('data', 'a list');
};
