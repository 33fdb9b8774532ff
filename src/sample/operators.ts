import { checkValue, type FieldType } from './fields.ts';
import { badField, quoted } from './refusal.ts';

type Value = string | number;
type Test = (value: Value) => boolean;

type Operator = {
  readonly types: readonly FieldType[];
  /** How many values it takes, at least and at most. */
  readonly takes: readonly [number, number];
  readonly test: (values: readonly Value[]) => Test;
  /** What it says of a goal that does not have the field; as in SQL, mostly false. */
  readonly absent?: true;
};

const exact: readonly FieldType[] = ['gsid', 'text', 'number', 'status', 'date', 'dateTime'];
const ordered: readonly FieldType[] = ['number', 'date', 'dateTime'];
const textual: readonly FieldType[] = ['text', 'status'];
const mostValues = 1000;

const operators: Readonly<Record<string, Operator>> = {
  EQ: { types: exact, takes: [1, 1], test: (list) => (value) => value === list[0] },
  NE: { types: exact, takes: [1, 1], test: (list) => (value) => value !== list[0] },
  IN: { types: exact, takes: [1, mostValues], test: (list) => inList(list) },
  LT: {
    types: ordered,
    takes: [1, 1],
    test:
      ([limit]) =>
      (value) =>
        value < limit!,
  },
  GT: {
    types: ordered,
    takes: [1, 1],
    test:
      ([limit]) =>
      (value) =>
        value > limit!,
  },
  LTE: {
    types: ordered,
    takes: [1, 1],
    test:
      ([limit]) =>
      (value) =>
        value <= limit!,
  },
  GTE: {
    types: ordered,
    takes: [1, 1],
    test:
      ([limit]) =>
      (value) =>
        value >= limit!,
  },
  BTW: {
    types: ordered,
    takes: [2, 2],
    test:
      ([low, high]) =>
      (value) =>
        value >= low! && value <= high!,
  },
  CONTAINS: { types: textual, takes: [1, 1], test: (list) => folded(list, (text, part) => text.includes(part)) },
  STARTS_WITH: { types: textual, takes: [1, 1], test: (list) => folded(list, (text, part) => text.startsWith(part)) },
  ENDS_WITH: { types: textual, takes: [1, 1], test: (list) => folded(list, (text, part) => text.endsWith(part)) },
  IS_NULL: { types: exact, takes: [0, 0], test: () => () => false, absent: true },
  IS_NOT_NULL: { types: exact, takes: [0, 0], test: () => () => true },
};

/**
 * The test that an operator with its value makes of a field of this type. EQ, NE and IN compare exactly; CONTAINS,
 * STARTS_WITH and ENDS_WITH ignore case; dates and date-times compare in time. `where` is the condition's place.
 */
export function operatorTest(
  type: FieldType,
  name: string,
  operand: unknown,
  where: string,
): (value: unknown) => boolean {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) throw badField('badValue', `${where}.operator`, `${quoted(name)} is not an operator`);
  if (!operator.types.includes(type)) {
    throw badField('badValue', `${where}.operator`, `${name} does not go with a field of type ${type}`);
  }
  const test = operator.test(operands(operator, type, operand, where).map((value) => comparable(type, value)));
  return (value) => (isValue(value) ? test(comparable(type, value)) : operator.absent === true);
}

function operands(
  { types, takes: [least, most] }: Operator,
  type: FieldType,
  operand: unknown,
  where: string,
): readonly Value[] {
  const list: readonly unknown[] = Array.isArray(operand)
    ? operand
    : operand === undefined || operand === null
      ? []
      : [operand];
  if (list.length < least || list.length > most) {
    const taken = least === most ? least : `${least} to ${most}`;
    throw badField('badValue', `${where}.value`, `holds ${list.length} where the operator takes ${taken}`);
  }
  return list.map((value) => checkedOperand(types === textual ? 'text' : type, value, where));
}

function checkedOperand(type: FieldType, value: unknown, where: string): Value {
  checkValue(type, `${where}.value`, value);
  return value;
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number';
}

function comparable(type: FieldType, value: Value): Value {
  return type === 'dateTime' ? Date.parse(String(value)) : value;
}

function inList(list: readonly Value[]): Test {
  const known = new Set(list);
  return (value) => known.has(value);
}

function folded([part = '']: readonly Value[], holds: (text: string, part: string) => boolean): Test {
  const wanted = String(part).toLowerCase();
  return (value) => holds(String(value).toLowerCase(), wanted);
}
