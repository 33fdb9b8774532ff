import { isRecord } from '../json.ts';
import { day, flag, ParseError, moment, number, text } from './fieldReaders.ts';
import { isIsoDay, isoMomentMs } from './isoMoment.ts';
import type { Goal, GoalMetric, GoalMetricRecord, GoalPage, GoalRecord, GoalTemplate } from './schema.ts';

type Fields = Readonly<Record<string, unknown>>;
type Reader<T> = (value: unknown, where: string, name: string) => T | undefined;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Field by field and without a table, since a tenant may have 100,000 goals. Takes the fields of the contract and no other. A field that
 * cannot be read is named, and no reason to be without the goal.
 * @throws ParseError for what is no record, and for a goal without an id
 */
const goalOf = (row: unknown, where: string): Goal => {
  const from = recordOf(row, where);
  if (isGoal(from)) return from;
  const { odd, read } = fieldsIn<keyof GoalRecord>(from, where);
  const Gsid = idIn(from['Gsid'], where, 'Gsid');
  if (Gsid === undefined) throw notThere(where, { Gsid });
  const Name = read(text, 'Name');
  const CompanyId = read(text, 'CompanyId');
  if (Name === undefined && !odd.includes('Name')) odd.push('Name');
  if (CompanyId === undefined && !odd.includes('CompanyId')) odd.push('CompanyId');
  const goal: Writable<Goal> = { Gsid, Name: Name ?? '', CompanyId: CompanyId ?? '' };
  for (const name of optionalTexts) {
    const value = read(text, name);
    if (value !== undefined) goal[name] = value;
  }
  const TargetDate = read(day, 'TargetDate');
  const CompletionPercentage = read(number, 'CompletionPercentage');
  const CreatedDate = read(moment, 'CreatedDate');
  const ModifiedDate = read(moment, 'ModifiedDate');
  if (TargetDate !== undefined) goal.TargetDate = TargetDate;
  if (CompletionPercentage !== undefined) goal.CompletionPercentage = CompletionPercentage;
  if (CreatedDate !== undefined) goal.CreatedDate = CreatedDate;
  if (ModifiedDate !== undefined) goal.ModifiedDate = ModifiedDate;
  const came = from['TargetDate'];
  if (TargetDate !== undefined && isMoreThanDay(came, TargetDate)) goal.asCame = { TargetDate: came };
  if (odd.length > 0) goal.unreadable = odd;
  return goal;
};

/** Reads the fields of one row one by one, and notes which are odd. */
const fieldsIn = <Name extends string>(from: Fields, where: string) => {
  const odd: Name[] = [];
  const read = <T>(reader: Reader<T>, name: Name): T | undefined => {
    try {
      return reader(from[name], where, name);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      odd.push(name);
      return undefined;
    }
  };
  return { odd, read };
};

/** Whether the day alone would not lead back to what came. Milliseconds are often a midnight in UTC, which is just the day. */
const isMoreThanDay = (came: unknown, read: string): came is string | number =>
  typeof came === 'number' ? came !== Date.parse(read) : typeof came === 'string' && came !== read;

const optionalTexts = ['CompanyName', 'Description', 'TemplateId', 'Status', 'OwnerId', 'OwnerName'] as const;

/** Whether nothing has to be left out or written otherwise: most goals of most tenants need no copy. */
const isGoal = (from: Fields): from is Goal => {
  let left = 0;
  for (const _ in from) left += 1;
  if (
    typeof from['Gsid'] !== 'string' ||
    from['Gsid'] === '' ||
    typeof from['Name'] !== 'string' ||
    typeof from['CompanyId'] !== 'string'
  )
    return false;
  left -= 3;
  if (typeof from['CompanyName'] === 'string') left -= 1;
  if (typeof from['Description'] === 'string') left -= 1;
  if (typeof from['TemplateId'] === 'string') left -= 1;
  if (typeof from['Status'] === 'string') left -= 1;
  if (typeof from['OwnerId'] === 'string') left -= 1;
  if (typeof from['OwnerName'] === 'string') left -= 1;
  if (isDayText(from['TargetDate'])) left -= 1;
  if (Number.isFinite(from['CompletionPercentage'])) left -= 1;
  if (isMomentText(from['CreatedDate'])) left -= 1;
  if (isMomentText(from['ModifiedDate'])) left -= 1;
  return left === 0;
};

const isDayText = (value: unknown): boolean => typeof value === 'string' && isIsoDay(value);
const isMomentText = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(isoMomentMs(value));

const templateOf = (row: unknown, where: string): GoalTemplate => {
  const from = recordOf(row, where);
  const id = idIn(from['id'], where, 'id');
  const name = text(from['name'], where, 'name');
  const { odd, read } = fieldsIn<keyof GoalTemplate>(from, where);
  const description = read(text, 'description');
  const category = read(text, 'category');
  // A template that may be none for new goals is not offered.
  const isActive = read(flag, 'isActive') ?? !odd.includes('isActive');
  if (id === undefined || name === undefined) throw notThere(where, { id, name });
  return {
    id,
    name,
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category }),
    isActive,
  };
};

/**
 * A field that cannot be read is named, and no reason to be without the metric. `goalId` stands in where the tenant does not say which
 * goal it belongs to: it was asked for by that id.
 */
const metricOf = (row: unknown, where: string, goalId: string): GoalMetric => {
  const from = recordOf(row, where);
  const Gsid = idIn(from['Gsid'], where, 'Gsid');
  if (Gsid === undefined) throw notThere(where, { Gsid });
  const { odd, read } = fieldsIn<keyof GoalMetricRecord>(from, where);
  const Name = read(text, 'Name');
  if (Name === undefined && !odd.includes('Name')) odd.push('Name');
  const GoalId = read(text, 'GoalId') ?? goalId;
  const CurrentValue = read(number, 'CurrentValue');
  const TargetValue = read(number, 'TargetValue');
  const Unit = read(text, 'Unit');
  const LastUpdatedDate = read(moment, 'LastUpdatedDate');
  return {
    Gsid,
    Name: Name ?? '',
    GoalId,
    ...(CurrentValue === undefined ? {} : { CurrentValue }),
    ...(TargetValue === undefined ? {} : { TargetValue }),
    ...(Unit === undefined ? {} : { Unit }),
    ...(LastUpdatedDate === undefined ? {} : { LastUpdatedDate }),
    ...(odd.length === 0 ? {} : { unreadable: odd }),
  };
};

/** Nothing could be asked for by an empty one. */
const idIn: Reader<string> = (value, where, name) => text(value === '' ? undefined : value, where, name);

const recordOf = (row: unknown, where: string): Fields => {
  if (!isRecord(row)) throw new ParseError(where, 'a record');
  return row;
};

const notThere = (where: string, required: Fields): ParseError => {
  const name = Object.keys(required).find((key) => required[key] === undefined);
  return new ParseError(`${where}.${name}`, 'there');
};

/** @throws ParseError */
export const parseGoal = (data: unknown): Goal => goalOf(soleRecord(data), 'goal');

/** @param goalId of the goal that was asked for @throws ParseError */
export const parseMetric = (data: unknown, goalId: string): GoalMetric => metricOf(soleRecord(data), 'metric', goalId);

/**
 * Rows that are no metrics are left out.
 * @param goalId of the goal that was asked for
 * @throws ParseError for what is no list, and where there are rows and none is a metric
 */
export const parseMetrics = (data: unknown, goalId: string): readonly GoalMetric[] =>
  eachOf(rowsOf(data), (row, place) => metricOf(row, `metrics[${place}]`, goalId));

/**
 * Rows that are no templates are left out.
 * @throws ParseError for what is no list, and where there are rows and none is a template
 */
export const parseTemplates = (data: unknown): readonly GoalTemplate[] =>
  eachOf(rowsOf(data), (row, place) => templateOf(row, `templates[${place}]`));

/**
 * Rows that are no goals are counted, whatever they are: the tenant answers, and no more can be said of its other goals by them.
 * @throws ParseError for what is no list
 */
export const parseGoalPage = (data: unknown): GoalPage => {
  const rows = rowsOf(data);
  const { records } = readEach(rows, (row, place) => goalOf(row, `goals[${place}]`));
  const totalCount = isRecord(data) ? countIn(data['totalCount']) : undefined;
  return {
    records,
    ...(rows.length === records.length ? {} : { rowCount: rows.length }),
    ...(totalCount === undefined ? {} : { totalCount }),
  };
};

/** How many records a list has by what the tenant says, with those that cannot be read and those that it does not show. */
export const countOf = (data: unknown): number =>
  Math.max(rowsOf(data).length, (isRecord(data) ? countIn(data['totalCount']) : undefined) ?? 0);

/** A count that cannot be read is one that the tenant does not say. */
const countIn = (value: unknown): number | undefined => {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
};

/**
 * A row that is no record of its kind is left out: nothing could be done with it.
 * @throws ParseError where no row is one
 */
const eachOf = <T>(rows: readonly unknown[], parse: (row: unknown, place: number) => T): readonly T[] => {
  const { records, first } = readEach(rows, parse);
  if (records.length === 0 && first !== undefined) throw first;
  return records;
};

/** `first` is what is wrong with the first row that is left out. */
const readEach = <T>(
  rows: readonly unknown[],
  parse: (row: unknown, place: number) => T,
): { readonly records: readonly T[]; readonly first: ParseError | undefined } => {
  const records: T[] = [];
  let first: ParseError | undefined;
  for (const [place, row] of rows.entries())
    try {
      records.push(parse(row, place));
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      first ??= error;
    }
  return { records, first };
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
  throw new ParseError('data', 'a list');
};
