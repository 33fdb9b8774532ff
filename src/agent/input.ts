import { isRecord } from '../json.ts';
import { nearest } from '../model/query/nearest.ts';
import { quoted } from './harmless.ts';

/** One property of a tool's input, as JSON Schema has it. */
export type Field = { readonly description?: string } & (
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly maxLength?: number }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: ObjectSchema; readonly maxItems: number }
);

/** Plain JSON Schema without `$schema`: VS Code 1.103 drops every tool of a server that has one with it. */
export type ObjectSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
};

export const objectOf = (properties: ObjectSchema['properties'], required: readonly string[] = []): ObjectSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

type Value = string | number | boolean | readonly Values[];

/** What a tool was called with, once it was held against its schema. What was left out, null or not asked for is undefined. */
export class Values {
  readonly #values: ReadonlyMap<string, Value>;

  constructor(values: ReadonlyMap<string, Value>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }

  list(name: string): readonly Values[] {
    const value = this.#values.get(name);
    return typeof value === 'object' ? value : [];
  }
}

export type Reading =
  | { readonly kind: 'values'; readonly values: Values }
  /** Sentences, each naming the property and what it may be. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Nobody reads more of them. */
const mostProblems = 10;

/** Holds an input against a schema. A number may come as a text, as models write it. */
export const readInput = (schema: ObjectSchema, input: unknown): Reading => {
  const problems: string[] = [];
  const values = readObject(schema, input ?? {}, '', problems);
  return problems.length === 0 && values !== undefined
    ? { kind: 'values', values }
    : { kind: 'problems', problems: problems.slice(0, mostProblems) };
};

const readObject = (schema: ObjectSchema, input: unknown, path: string, problems: string[]): Values | undefined => {
  if (!isRecord(input)) {
    problems.push(
      `${path === '' ? 'The input' : path} must be an object with ${listOf(Object.keys(schema.properties))}.`,
    );
    return undefined;
  }
  const values = new Map<string, Value>();
  for (const name of Object.keys(input)
    .filter((each) => !Object.hasOwn(schema.properties, each))
    .slice(0, mostProblems))
    problems.push(unknownProperty(schema, path, name));
  for (const [name, field] of Object.entries(schema.properties)) {
    const given = Object.hasOwn(input, name) ? input[name] : undefined;
    const place = `${path}${path === '' ? '' : '.'}${name}`;
    if (given !== undefined && given !== null) {
      const value = readField(field, given, place, problems);
      if (value !== undefined) values.set(name, value);
    } else if (schema.required?.includes(name) === true) problems.push(`${place} is required: ${needOf(field)}.`);
  }
  return new Values(values);
};

const unknownProperty = ({ properties }: ObjectSchema, path: string, name: string): string => {
  const likely = nearest(name, Object.keys(properties));
  const names = Object.keys(properties);
  const may = names.length === 0 ? 'There are none.' : `There are ${listOf(names)}.`;
  const hint = likely === undefined ? '' : ` Did you mean ${likely}?`;
  return `${path === '' ? '' : `${path}: `}there is no property ${quoted(name)}.${hint} ${may}`;
};

const readField = (field: Field, given: unknown, place: string, problems: string[]): Value | undefined => {
  const value = field.type === 'array' ? readList(field, given, place, problems) : scalarOf(field, given);
  if (value === undefined && field.type !== 'array')
    problems.push(`${place} must be ${needOf(field)}; it is ${described(given)}.`);
  return value;
};

const readList = (
  { items, maxItems }: Extract<Field, { readonly type: 'array' }>,
  given: unknown,
  place: string,
  problems: string[],
): readonly Values[] | undefined => {
  if (!Array.isArray(given) || given.length > maxItems) {
    const found = Array.isArray(given) ? `it has ${given.length}` : `it is ${described(given)}`;
    problems.push(`${place} must be a list of at most ${maxItems} objects; ${found}.`);
    return undefined;
  }
  return given.flatMap((each: unknown, at) => readObject(items, each, `${place}[${at}]`, problems) ?? []);
};

const scalarOf = (field: Exclude<Field, { readonly type: 'array' }>, given: unknown): Value | undefined => {
  if (field.type === 'boolean') return flags.get(given);
  if (field.type === 'string') {
    if (typeof given !== 'string' || given.length > (field.maxLength ?? longestText)) return undefined;
    return field.enum === undefined ? given : field.enum.find((each) => each === given);
  }
  const number = typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
  if (field.type === 'number') return number;
  return Number.isInteger(number) && number >= field.minimum && number <= field.maximum ? number : undefined;
};

const longestText = 1000;

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
]);

const needOf = (field: Field): string => {
  switch (field.type) {
    case 'string':
      return field.enum === undefined
        ? `a text of at most ${field.maxLength ?? longestText} characters`
        : `one of ${listOf(field.enum)}`;
    case 'integer':
      return `a whole number from ${field.minimum} to ${field.maximum}`;
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list of at most ${field.maxItems} objects`;
  }
};

const described = (given: unknown): string => {
  if (typeof given === 'string') return given.length > 80 ? `a text of ${given.length} characters` : quoted(given);
  if (typeof given === 'number' && !Number.isFinite(given)) return 'not a finite number';
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  return Array.isArray(given) ? 'a list' : 'an object';
};

const listOf = (names: readonly string[]): string => names.join(', ');
