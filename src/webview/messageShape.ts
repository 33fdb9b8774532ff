import { isRecord } from '../json.ts';

/** Reads a value that came from outside, or throws {@link Misshapen}. */
export type Parse<T> = (value: unknown) => T;

/** A message that does not fit the protocol. Names no value: that may be customer data. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';
}

const primitive =
  <T>(expected: string, is: (value: unknown) => value is T): Parse<T> =>
  (value) => {
    if (!is(value)) throw new Misshapen(`not ${expected}`);
    return value;
  };

export const text = primitive('a text', (value) => typeof value === 'string');
export const number = primitive('a number', (value) => typeof value === 'number');
export const flag = primitive('true or false', (value) => typeof value === 'boolean');

export const oneOf = <const T extends string>(...allowed: readonly T[]): Parse<T> => {
  const isAllowed = (value: unknown): value is T => allowed.some((each) => each === value);
  return primitive(`one of ${allowed.join(', ')}`, isAllowed);
};

export const optional =
  <T>(parse: Parse<T>): Parse<T | undefined> =>
  (value) =>
    value === undefined ? undefined : parse(value);

export const listOf =
  <T>(parse: Parse<T>): Parse<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value)) throw new Misshapen('not a list');
    return value.map((each) => parse(each));
  };

type Shape<T> = {
  readonly [Key in keyof T]-?: object extends Pick<T, Key> ? Parse<T[Key] | undefined> : Parse<T[Key]>;
};

/** Takes the fields that the shape names and leaves out all others. */
export const record =
  <T extends object>(shape: Shape<T>): Parse<T> =>
  (value) => {
    if (!isRecord(value)) throw new Misshapen('not a record');
    const parsers: readonly (readonly [string, Parse<unknown>])[] = Object.entries<Parse<unknown>>(shape);
    const fields = parsers.map(([key, parse]) => [key, parse(value[key])] as const);
    // Each field was looked at above; the compiler cannot follow a table.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return Object.fromEntries(fields.filter(([, field]) => field !== undefined)) as T;
  };

type Tagged<Tag extends string> = { readonly [Key in Tag]: string };

/** A union told apart by one field. */
export const union =
  <Tag extends string, T extends Tagged<Tag>>(
    tag: Tag,
    cases: { readonly [Name in T[Tag]]: Parse<Extract<T, { readonly [Key in Tag]: Name }>> },
  ): Parse<T> =>
  (value) => {
    const name = isRecord(value) ? value[tag] : undefined;
    const known: Readonly<Record<string, Parse<T>>> = cases;
    const parse = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
    if (parse === undefined) throw new Misshapen(`no known ${tag}`);
    return parse(value);
  };
