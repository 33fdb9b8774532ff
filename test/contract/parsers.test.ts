import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ParseError } from '../../src/api/fieldReaders.ts';
import { parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from '../../src/api/parse.ts';
import { goalStatuses } from '../../src/api/schema.ts';
import { fieldsOf, inputOf, mapFields, noFields } from '../../src/model/goalFields.ts';
import { checkGoal, checkMetric, metricInputOf, noMetricFields } from '../../src/model/goalRules.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};
type Answer = {
  readonly $ref?: string;
  readonly content?: { readonly 'application/json': { readonly schema: Schema } };
};
type Operation = { readonly operationId?: string; readonly responses: Readonly<Record<string, Answer>> };
type Contract = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const contract: Contract = parse(readFileSync(join(import.meta.dirname, 'openapi.yaml'), 'utf8'));
const { schemas } = contract.components;

const referred = (reference: string): unknown =>
  reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((inside, name) => Object(inside)[name], contract);

const follow = <T extends { readonly $ref?: string }>(given: T): T => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a reference leads to what may stand in its place
  return given.$ref === undefined ? given : (referred(given.$ref) as T);
};

/** The simplest value that the contract allows, and no value that is filled in where there is none. */
const sampleOf = (given: Schema, name: string): unknown => {
  const { type, format, enum: allowed, properties = {}, items = {} } = follow(given);
  if (allowed !== undefined) return allowed.at(-1);
  if (type === 'array') return [sampleOf(items, name)];
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, sampleOf(property, key)]));
  return { ...simple, string: `some ${name}` }[format ?? type ?? ''];
};

const simple: Readonly<Record<string, unknown>> = {
  date: '2031-02-28',
  'date-time': '2031-01-02T03:04:05.678Z',
  number: 62.5,
  integer: 7,
  boolean: false,
};

const propertiesOf = (schema: string): readonly (readonly [name: string, property: Schema])[] =>
  Object.entries(schemas[schema]?.properties ?? {}).map(([name, property]) => [name, follow(property)] as const);

const parsers: Readonly<Record<string, (data: unknown) => unknown>> = {
  createGoal: parseGoal,
  getGoal: parseGoal,
  updateGoal: parseGoal,
  searchGoals: parseGoalPage,
  listGoalTemplates: parseTemplates,
  listGoalMetrics: (data) => parseMetrics(data, 'asked for'),
  addGoalMetric: (data) => parseMetric(data, 'asked for'),
};

const operations = Object.values(contract.paths).flatMap((methods) =>
  Object.values(methods).flatMap(({ operationId, responses }) =>
    operationId === undefined ? [] : [{ operationId, answer: follow(responses['200'] ?? {}) }],
  ),
);

describe('every answer that the contract allows', () => {
  it.each(operations)('of $operationId is read, and all of it', ({ operationId, answer }) => {
    const whole = follow(answer.content?.['application/json'].schema ?? {}).properties ?? {};
    expect(Object.keys(whole)).toEqual(['result', 'data']);
    const data = sampleOf(whole['data'] ?? {}, 'data');
    expect(parsers[operationId]?.(data)).toStrictEqual(data);
  });
});

/** What a record must have to be of use, though the contract does not demand it; and what is filled in. */
const records: Readonly<
  Record<string, { read: (row: unknown) => unknown; place: string; needed: readonly string[]; filled: object }>
> = {
  Goal: { read: parseGoal, place: 'goal', needed: ['Gsid', 'Name', 'CompanyId'], filled: {} },
  GoalTemplate: {
    read: (row) => parseTemplates([row])[0],
    place: 'templates[0]',
    needed: ['id', 'name'],
    filled: { isActive: true },
  },
  GoalMetric: {
    read: (row) => parseMetric(row, 'asked for'),
    place: 'metric',
    needed: ['Gsid', 'Name'],
    filled: { GoalId: 'asked for' },
  },
};

/** For each kind of value what is none of it; a moment may come as a number. */
const wrongValues = ({ type = '', format = '' }: Schema): readonly unknown[] =>
  ({
    string: [7, true, {}, ['x']],
    date: [true, {}, 'soon', '2031-13-01', '28.02.2031'],
    'date-time': [true, {}, 'soon', '2031-02-30T25:00:00Z'],
    number: ['seven', true, {}, [7]],
    boolean: ['yes', 1, {}],
  })[format || type] ?? [];

const recordProperties = Object.keys(records).flatMap((schema) =>
  propertiesOf(schema).map(([name, property]) => [schema, name, property] as const),
);

/** A record is there all the same where one of its fields cannot be read, but for what it is known by. */
const isForgiven = (name: string): boolean => !['Gsid', 'id', 'name'].includes(name);

/** A template that may be none for new goals is not offered for one; what else of it is odd is left out. */
const marksOf = (schema: string, name: string): object => {
  if (schema !== 'GoalTemplate') return { unreadable: [name] };
  return name === 'isActive' ? { isActive: false } : {};
};

/** What is read, or the place of what does not fit. */
const outcomeOf = (read: (row: unknown) => unknown, row: unknown): unknown => {
  try {
    return read(row);
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
};

describe('every property of a record', () => {
  it.each(recordProperties)('%s.%s is checked', (schema, name, property) => {
    const { read, place, needed, filled } = records[schema]!;
    const sample = Object(sampleOf({ $ref: `#/components/schemas/${schema}` }, schema));
    const wrong = wrongValues(property);
    expect(wrong).not.toEqual([]);
    const { [name]: _, ...rest } = sample;
    const filledIn = { ...(needed.includes(name) ? { [name]: '' } : {}), ...(name in filled ? filled : {}) };
    const emptied = { ...rest, ...filledIn, ...marksOf(schema, name) };
    const refusal: unknown = expect.stringMatching(new RegExp(String.raw`\.${name} is not (a|true)`));
    for (const value of wrong)
      expect(outcomeOf(read, { ...sample, [name]: value })).toEqual(isForgiven(name) ? emptied : refusal);
    const without = outcomeOf(read, rest);
    const missing = isForgiven(name) ? emptied : `${place}.${name} is not there`;
    expect(without).toEqual(needed.includes(name) ? missing : { ...rest, ...(name in filled ? filled : {}) });
    expect(outcomeOf(read, { ...sample, [name]: null })).toEqual(without);
    for (const value of property.enum ?? []) expect(read({ ...sample, [name]: value })).toHaveProperty(name, value);
  });

  it('that the contract demands is needed here, too', () => {
    const demanded = Object.keys(records).flatMap((name) =>
      (schemas[name]?.required ?? []).filter((property) => !records[name]?.needed.includes(property)),
    );
    expect(demanded).toEqual([]);
  });

  it('may have a status that the tenant’s admin made', () => {
    expect(schemas['GoalStatus']?.enum).toEqual(goalStatuses);
    expect(parseGoal({ Gsid: 'g', Name: 'n', CompanyId: 'c', Status: 'On Hold' })).toHaveProperty('Status', 'On Hold');
  });
});

describe('every property of what is sent', () => {
  it('of a goal has a field, and is left out where that is empty', () => {
    const whole = Object(sampleOf({ $ref: '#/components/schemas/GoalInput' }, 'GoalInput'));
    expect(inputOf(fieldsOf(whole))).toStrictEqual(whole);
    expect(Object.keys(noFields).toSorted()).toEqual(Object.keys(whole).toSorted());
    const empty = Object.keys(inputOf(noFields)).toSorted();
    expect(empty).toEqual(schemas['GoalInput']?.required?.toSorted());
    expect(Object.keys(checkGoal(noFields)).toSorted()).toEqual(empty);
  });

  it('of a goal that is a date is checked as one', () => {
    const dates = propertiesOf('GoalInput').filter(([, { format }]) => format === 'date');
    const texts = mapFields((name) => (propertiesOf('GoalInput').find(([one]) => one === name)?.[1].enum ?? ['x'])[0]!);
    expect(Object.keys(checkGoal(texts))).toEqual(dates.map(([name]) => name));
  });

  it('of a metric has a field, is demanded where the contract does, and is checked for a number where it is one', () => {
    const named = (choose: (property: Schema) => boolean): readonly string[] =>
      propertiesOf('GoalMetricInput')
        .filter(([, property]) => choose(property))
        .map(([name]) => name)
        .toSorted();
    expect(Object.keys(noMetricFields).toSorted()).toEqual(named(() => true));
    expect(Object.keys(checkMetric(noMetricFields)).toSorted()).toEqual(
      schemas['GoalMetricInput']?.required?.toSorted(),
    );
    const words = { Name: 'x', CurrentValue: 'x', TargetValue: 'x', Unit: 'x' };
    expect(Object.keys(checkMetric(words)).toSorted()).toEqual(named(({ type }) => type === 'number'));
    expect(metricInputOf({ Name: 'x', CurrentValue: '1', TargetValue: '2', Unit: 'x' })).toStrictEqual({
      Name: 'x',
      CurrentValue: 1,
      TargetValue: 2,
      Unit: 'x',
    });
  });
});

/** Whatever else the contract begins to say, such as a length or that null is allowed, nothing here would look at it. */
describe('the contract says no more than is checked', () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    type: ['string', 'number', 'integer', 'boolean', 'array', 'object'],
    format: ['date', 'date-time'],
  };
  const structural = new Set(['$ref', 'description', 'enum', 'required', 'properties', 'items']);

  const unknownIn = (where: string, given: Schema): readonly string[] => {
    const own = Object.entries(given).flatMap(([keyword, value]) =>
      structural.has(keyword) || known[keyword]?.some((allowed) => allowed === value) === true
        ? []
        : [`${where}: ${keyword}: ${JSON.stringify(value)}`],
    );
    const below = Object.entries(given.properties ?? {}).flatMap(([name, one]) => unknownIn(`${where}.${name}`, one));
    return [...own, ...below, ...(given.items === undefined ? [] : unknownIn(`${where}[]`, given.items))];
  };

  it('in any schema', () => {
    expect(Object.entries(schemas).flatMap(([name, schema]) => unknownIn(name, schema))).toEqual([]);
    expect(
      operations.flatMap(({ operationId, answer }) =>
        unknownIn(operationId, answer.content?.['application/json'].schema ?? {}),
      ),
    ).toEqual([]);
  });

  it('and has no schema that is not looked at', () => {
    const lookedAt = [...Object.keys(records), 'GoalInput', 'GoalMetricInput', 'GoalStatus', 'SearchRequest'];
    expect(Object.keys(schemas).toSorted()).toEqual(lookedAt.toSorted());
  });
});
