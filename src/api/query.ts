import type { Goal, SearchRequest } from './schema.ts';

type Value = string | number;

/** What a search may ask of a goal. Made by the functions below alone, so that no condition is empty or half. */
export type Filter =
  | { readonly kind: 'condition'; readonly name: keyof Goal; readonly operator: Operator; readonly value: unknown }
  | { readonly kind: 'AND' | 'OR'; readonly filters: readonly [Filter, ...Filter[]] };

type Operator = ScalarOperator | TextOperator | 'IN';
type ScalarOperator = 'EQ' | 'NE' | 'LT' | 'GT' | 'LTE' | 'GTE';
type TextOperator = 'CONTAINS' | 'STARTS_WITH' | 'ENDS_WITH';
type TextField = Exclude<keyof Goal, 'CompletionPercentage'>;
type ValueOf<Name extends keyof Goal> = Name extends 'CompletionPercentage' ? number : string;

export const compare = <Name extends keyof Goal>(name: Name, operator: ScalarOperator, value: ValueOf<Name>): Filter =>
  condition(name, operator, value);

export const matches = (name: TextField, operator: TextOperator, value: string): Filter =>
  condition(name, operator, value);

export const oneOf = <Name extends keyof Goal>(
  name: Name,
  values: readonly [ValueOf<Name>, ...ValueOf<Name>[]],
): Filter => condition(name, 'IN', values);

export const and = (...filters: readonly [Filter, ...Filter[]]): Filter => ({ kind: 'AND', filters });

export const or = (...filters: readonly [Filter, ...Filter[]]): Filter => ({ kind: 'OR', filters });

const condition = (name: keyof Goal, operator: Operator, value: Value | readonly Value[]): Filter => ({
  kind: 'condition',
  name,
  operator,
  value,
});

/** Conditions with a label each, and the expression that joins the labels as the filter is built. */
export const whereOf = (filter: Filter): NonNullable<SearchRequest['where']> => {
  const conditions: NonNullable<SearchRequest['where']>['conditions'][number][] = [];
  const expressionOf = (part: Filter): string => {
    if (part.kind !== 'condition')
      return joined(
        part.kind,
        part.filters.map((inner) => [inner, expressionOf(inner)]),
      );
    const alias = labelOf(conditions.length);
    const { name, operator, value } = part;
    conditions.push({ alias, name, operator, value });
    return alias;
  };
  const expression = expressionOf(filter);
  return { conditions, expression };
};

const joined = (kind: 'AND' | 'OR', parts: readonly (readonly [Filter, string])[]): string =>
  parts.map(([part, text]) => (part.kind === 'condition' || part.kind === kind ? text : `(${text})`)).join(` ${kind} `);

/** A, B, … Z, AA, AB, … */
const labelOf = (index: number): string => {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : labelOf(Math.floor(index / 26) - 1) + letter;
};
