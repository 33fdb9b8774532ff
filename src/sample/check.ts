import type { Goal, GoalInput, GoalMetricInput } from '../api/schema.ts';
import { checkValue, type FieldType } from './fields.ts';
import { badField, quoted } from './refusal.ts';

/** Who and what a goal may name. */
export type Directory = {
  readonly companies: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, string>;
  /** By Gsid, whether new goals may be made from it. */
  readonly templates: ReadonlyMap<string, boolean>;
};

type InputField = { readonly type: FieldType; readonly required?: true; readonly longest?: number };
type InputFields = Readonly<Record<string, InputField>>;

const goalInputFields = {
  Name: { type: 'text', required: true, longest: 255 },
  Description: { type: 'text', longest: 65_536 },
  CompanyId: { type: 'gsid', required: true },
  TemplateId: { type: 'gsid' },
  Status: { type: 'status' },
  OwnerId: { type: 'gsid' },
  TargetDate: { type: 'date' },
} as const satisfies Record<keyof GoalInput, InputField>;

const metricInputFields = {
  Name: { type: 'text', required: true, longest: 255 },
  CurrentValue: { type: 'number' },
  TargetValue: { type: 'number', required: true },
  Unit: { type: 'text', longest: 50 },
} as const satisfies Record<keyof GoalMetricInput, InputField>;

/** Throws a Refusal at the first field that is wrong, in the contract's order. `before` is the goal to be replaced. */
export function checkGoalInput(body: unknown, directory: Directory, before?: Goal): GoalInput {
  const input: Readonly<Record<keyof GoalInput, unknown>> = checkFields(body, goalInputFields);
  checkKnown(directory, input);
  checkTemplate(directory, input.TemplateId, before);
  // Each field was looked at above; the compiler cannot follow a table.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return input as GoalInput;
}

export function checkMetricInput(body: unknown): GoalMetricInput {
  const input: Readonly<Record<keyof GoalMetricInput, unknown>> = checkFields(body, metricInputFields);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return input as GoalMetricInput;
}

export function checkObject(value: unknown, where: string): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw badField('wrongType', where, `${quoted(value)} is not an object`);
}

function checkFields<F extends InputFields>(body: unknown, fields: F): Readonly<Record<keyof F, unknown>> {
  checkObject(body, 'Body');
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) throw badField('unknownField', name, 'is not a field that can be written');
  }
  for (const [name, field] of Object.entries(fields)) checkField(name, field, body[name]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return body as Readonly<Record<keyof F, unknown>>;
}

function checkField(name: string, { type, required, longest = Infinity }: InputField, value: unknown): void {
  if (value === undefined && !required) return;
  if (value === undefined) throw badField('badValue', name, 'is required');
  checkValue(type, name, value);
  if (required && typeof value === 'string' && value.trim() === '')
    throw badField('badValue', name, 'must not be empty');
  if (String(value).length > longest) {
    throw badField('tooLong', name, `is ${String(value).length} characters long, ${longest} are allowed`);
  }
}

function checkKnown(directory: Directory, input: Readonly<Record<keyof GoalInput, unknown>>): void {
  checkNames('CompanyId', input.CompanyId, directory.companies, 'a company');
  checkNames('OwnerId', input.OwnerId, directory.owners, 'a user');
  checkNames('TemplateId', input.TemplateId, directory.templates, 'a template');
}

function checkNames(field: string, id: unknown, known: ReadonlyMap<string, unknown>, what: string): void {
  if (typeof id !== 'string' || known.has(id)) return;
  throw badField('badGsid', field, `${quoted(id)} is not the Gsid of ${what}`);
}

/** A goal keeps the template that it has, even when no new goals may be made from it. */
function checkTemplate(directory: Directory, id: unknown, before: Goal | undefined): void {
  if (typeof id !== 'string' || id === before?.TemplateId || directory.templates.get(id)) return;
  throw badField('badValue', 'TemplateId', `template ${quoted(id)} is not active`);
}
