import type { Goal, GoalRecord } from '../api/schema.ts';
import { checkObject } from './check.ts';
import { labelsOf, parseExpression, type Expression } from './expression.ts';
import { goalField, goalFieldTypes } from './fields.ts';
import { operatorTest } from './operators.ts';
import { badField, quoted } from './refusal.ts';

export const defaultLimit = 100;
/** A larger `limit` is answered with this many rows, as the service does. */
export const largestPage = 5000;
const mostConditions = 100;

export type Search = {
  /** Absent: every field. */
  readonly select?: readonly (keyof GoalRecord)[];
  /** Absent: every goal. */
  readonly matches?: Test;
  readonly limit: number;
  readonly offset: number;
};

export type Page = { readonly records: readonly Partial<Goal>[]; readonly totalCount: number };

type Test = (goal: Goal) => boolean;
type Condition = { readonly label: string; readonly test: Test };

/** Throws a Refusal for a field, operator, value or expression that is not understood. */
export function checkSearch(body: unknown): Search {
  checkObject(body, 'Body');
  checkKeys(body, ['select', 'where', 'limit', 'offset'], '');
  const select = checkSelect(body['select']);
  const matches = checkWhere(body['where']);
  return {
    ...(select === undefined ? {} : { select }),
    ...(matches === undefined ? {} : { matches }),
    limit: Math.min(largestPage, checkCount('limit', body['limit'], defaultLimit, 1)),
    offset: checkCount('offset', body['offset'], 0, 0),
  };
}

/** One page, in the order in which the goals were made, which an update does not change. */
export function findPage(goals: Iterable<Goal>, { select, matches, limit, offset }: Search): Page {
  const records: Partial<Goal>[] = [];
  let totalCount = 0;
  for (const goal of goals) {
    if (matches !== undefined && !matches(goal)) continue;
    if (totalCount >= offset && records.length < limit) records.push(pick(goal, select));
    totalCount++;
  }
  return { records, totalCount };
}

function pick(goal: Goal, select: readonly (keyof GoalRecord)[] | undefined): Partial<Goal> {
  if (select === undefined) return goal;
  return Object.fromEntries(select.filter((field) => goal[field] !== undefined).map((field) => [field, goal[field]]));
}

function checkKeys(object: Readonly<Record<string, unknown>>, known: readonly string[], path: string): void {
  const stranger = Object.keys(object).find((key) => !known.includes(key));
  if (stranger !== undefined) throw badField('unknownField', `${path}${stranger}`, 'is not part of a search');
}

function checkSelect(value: unknown): readonly (keyof GoalRecord)[] | undefined {
  if (value === undefined) return undefined;
  const fields = checkList(value, 'select').map((name, index) => {
    const where = `select[${index}]`;
    return goalField(checkText(name, where), where);
  });
  return fields.length === 0 ? undefined : fields;
}

function checkWhere(where: unknown): Test | undefined {
  if (where === undefined) return undefined;
  checkObject(where, 'where');
  checkKeys(where, ['conditions', 'expression'], 'where.');
  const list = where['conditions'] === undefined ? [] : checkList(where['conditions'], 'where.conditions');
  if (list.length > mostConditions)
    throw badField('badValue', 'where.conditions', `more than ${mostConditions} conditions`);
  const conditions = list.map(checkCondition);
  checkLabels(conditions);
  const expression = where['expression'] === undefined ? '' : checkText(where['expression'], 'where.expression');
  return joined(conditions, expression);
}

function checkCondition(value: unknown, index: number): Condition {
  const where = `where.conditions[${index}]`;
  checkObject(value, where);
  checkKeys(value, ['name', 'alias', 'operator', 'value'], `${where}.`);
  const field = goalField(checkText(value['name'], `${where}.name`), `${where}.name`);
  const test = operatorTest(
    goalFieldTypes[field],
    checkText(value['operator'], `${where}.operator`),
    value['value'],
    where,
  );
  return { label: checkAlias(value['alias'], index, where), test: (goal) => test(goal[field]) };
}

/** Without an alias a condition is called by its place: A to Z, then A1, B1 and so on. */
function checkAlias(alias: unknown, index: number, where: string): string {
  if (alias === undefined) return String.fromCodePoint(65 + (index % 26)) + (index < 26 ? '' : Math.floor(index / 26));
  const text = checkText(alias, `${where}.alias`);
  if (/^\w+$/.test(text) && text !== 'AND' && text !== 'OR') return text;
  throw badField('badValue', `${where}.alias`, `${quoted(text)} is not a label`);
}

function checkLabels(conditions: readonly Condition[]): void {
  const twice = conditions.find(({ label }, index) => conditions.findIndex((other) => other.label === label) < index);
  if (twice !== undefined) throw badField('badValue', 'where.conditions', `two are called ${quoted(twice.label)}`);
}

function joined(conditions: readonly Condition[], expression: string): Test | undefined {
  if (expression.trim() !== '') return byExpression(conditions, expression);
  return conditions.length === 0 ? undefined : (goal) => conditions.every(({ test }) => test(goal));
}

function byExpression(conditions: readonly Condition[], text: string): Test {
  const tests = new Map(conditions.map(({ label, test }) => [label, test]));
  const expression = parseExpression(text, new Set(tests.keys()));
  const used = new Set(labelsOf(expression));
  const unused = conditions.find(({ label }) => !used.has(label));
  if (unused !== undefined)
    throw badField('badValue', 'where.expression', `condition ${quoted(unused.label)} is not used`);
  return compile(expression, tests);
}

function compile(expression: Expression, tests: ReadonlyMap<string, Test>): Test {
  if (expression.kind === 'label') return tests.get(expression.label)!;
  const left = compile(expression.left, tests);
  const right = compile(expression.right, tests);
  return expression.kind === 'and' ? (goal) => left(goal) && right(goal) : (goal) => left(goal) || right(goal);
}

function checkCount(name: string, value: unknown, fallback: number, least: number): number {
  if (value === undefined) return fallback;
  if (!Number.isSafeInteger(value)) throw badField('wrongType', name, `${quoted(value)} is not a whole number`);
  if (Number(value) < least) throw badField('badValue', name, `${quoted(value)} is less than ${least}`);
  return Number(value);
}

function checkList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw badField('wrongType', where, `${quoted(value)} is not an array`);
}

function checkText(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (value === undefined) throw badField('badValue', where, 'is required');
  throw badField('wrongType', where, `${quoted(value)} is not a string`);
}
