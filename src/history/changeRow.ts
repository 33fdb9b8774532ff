import {
  recordedFields,
  values,
  type RecordedChange,
  type RecordedField,
  type RecordedValue,
} from './recordedChange.ts';

/** A value as it is kept: a number as it is, a text by its number in the table of texts, null for none. */
export type CodedValue = number | null;

/** A change as it is kept: goal and metric by the numbers of their ids, and by how many seconds it was seen later than it was made. */
export type ChangeRow = readonly [
  goal: number,
  field: number,
  before: CodedValue,
  after: CodedValue,
  lag: number,
  metric?: number,
];

/** Fields whose values are numbers. */
const numeric: ReadonlySet<RecordedField> = new Set([
  'CompletionPercentage',
  'metricsRead',
  'metricValue',
  'metricTarget',
]);

export const isChangeRow = (value: unknown): value is ChangeRow =>
  Array.isArray(value) &&
  (value.length === 5 || value.length === 6) &&
  value.every((each, at) => typeof each === 'number' || (each === null && (at === 2 || at === 3)));

/** @param numberOf a text's number */
export const rowOf = (change: RecordedChange, numberOf: (text: string) => number): ChangeRow => {
  const { goalId, field, metricId, before, after, at, seen } = change;
  const code = (value: RecordedValue | undefined): CodedValue => {
    if (value === undefined) return null;
    return typeof value === 'number' ? value : numberOf(value);
  };
  const row = [numberOf(goalId), recordedFields.indexOf(field), code(before), code(after), seen - at] as const;
  return metricId === undefined ? row : [...row, numberOf(metricId)];
};

/** When it changed. Versions before this one kept stamps that were ahead of when they were seen. */
export const momentOfRow = ([, , , , lag]: ChangeRow, seen: number): number => seen - Math.max(0, lag);

/** Undefined where it is of a later version, or where a text is missing. */
export const changeOf = (
  row: ChangeRow,
  seen: number,
  text: (number: number) => string | undefined,
): RecordedChange | undefined => {
  const [goal, place, before, after, , metric] = row;
  const field = recordedFields[place];
  const goalId = text(goal);
  const metricId = metric === undefined ? undefined : text(metric);
  if (field === undefined || goalId === undefined || (metric !== undefined && metricId === undefined)) return undefined;
  const decode = (value: CodedValue): RecordedValue | undefined => {
    if (value === null) return undefined;
    return numeric.has(field) ? value : text(value);
  };
  const [was, is] = [decode(before), decode(after)];
  if ((was === undefined) !== (before === null) || (is === undefined) !== (after === null)) return undefined;
  const change = { goalId, field, ...values(was, is), at: momentOfRow(row, seen), seen };
  return metricId === undefined ? change : { ...change, metricId };
};
