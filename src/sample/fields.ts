import { goalStatuses, type GoalRecord } from '../api/schema.ts';
import { isDate, isDateTime } from './data/calendar.ts';
import { badField, quoted } from './refusal.ts';

export type FieldType = 'gsid' | 'text' | 'number' | 'status' | 'date' | 'dateTime';

export const goalFieldTypes: Readonly<Record<keyof GoalRecord, FieldType>> = {
  Gsid: 'gsid',
  Name: 'text',
  Description: 'text',
  CompanyId: 'gsid',
  CompanyName: 'text',
  TemplateId: 'gsid',
  Status: 'status',
  OwnerId: 'gsid',
  OwnerName: 'text',
  TargetDate: 'date',
  CompletionPercentage: 'number',
  CreatedDate: 'dateTime',
  ModifiedDate: 'dateTime',
};

/** The name as one of a goal's fields, or a refusal that says at which part of the request it stands. */
export function goalField(name: string, where: string): keyof GoalRecord {
  for (const field of goalFieldNames) if (field === name) return field;
  throw badField('unknownField', where, `${quoted(name)} is not a field of a goal`);
}

export const goalFieldNames = Object.keys(goalFieldTypes).filter(
  (name): name is keyof GoalRecord => name in goalFieldTypes,
);

const gsidPattern = /^[A-Z0-9]{36}$/;

/** Throws unless the value is of the field's type; whether a Gsid names something is another question. */
export function checkValue(type: FieldType, field: string, value: unknown): asserts value is string | number {
  if (value === null) throw badField('badValue', field, 'must not be null');
  const wanted = type === 'number' ? 'number' : 'string';
  if (typeof value !== wanted) throw badField('wrongType', field, `${quoted(value)} is not a ${wanted}`);
  if (typeof value === 'number') checkNumber(field, value);
  else if (typeof value === 'string') textChecks[type](field, value);
}

/** JSON has no infinity, but 1e999 is read as one. */
function checkNumber(field: string, value: number): void {
  if (!Number.isFinite(value)) throw badField('wrongType', field, 'is too large a number');
}

const textChecks: Readonly<Record<FieldType, (field: string, value: string) => void>> = {
  number: () => {},
  text: () => {},
  gsid: (field, value) => {
    if (!gsidPattern.test(value)) throw badField('badGsid', field, `${quoted(value)} is not a Gsid`);
  },
  status: (field, value) => {
    if (goalStatuses.some((status) => status === value)) return;
    throw badField('badValue', field, `${quoted(value)} is not one of ${goalStatuses.join(', ')}`);
  },
  date: (field, value) => {
    if (!isDate(value)) throw badField('badDate', field, `${quoted(value)} is not a date (yyyy-mm-dd)`);
  },
  dateTime: (field, value) => {
    if (!isDateTime(value))
      throw badField('badDateTime', field, `${quoted(value)} is not a date-time (ISO 8601 with a zone)`);
  },
};
