import { dayWords, isDayPoint } from './days.ts';
import { lex, type Atom, type Part, type Span } from './lex.ts';
import { nearest } from './nearest.ts';
import {
  fieldNames,
  fieldOf,
  rulesOf,
  statusOf,
  wordOf,
  type Field,
  type Point,
  type Query,
  type Term,
  type Value,
} from './query.ts';

/** What stands at a place and cannot be meant. `value` is the text there, `nearest` what would be right in its stead. */
export type QueryError = Span &
  (
    | { readonly code: 'tooLong'; readonly most: number }
    | { readonly code: 'unclosedQuote' | 'textAfterQuote'; readonly value: string }
    | { readonly code: 'unknownField'; readonly value: string; readonly nearest: Field | undefined }
    | { readonly code: 'missingValue'; readonly field: Term['field'] }
    /** A name is neither before nor after another. */
    | { readonly code: 'notOrdered'; readonly field: Field; readonly value: string }
    | {
        readonly code: 'badDay' | 'badNumber' | 'badWord';
        readonly field: Field;
        readonly value: string;
        readonly nearest: string | undefined;
      }
  );

export type Parsed =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'refused'; readonly errors: readonly [QueryError, ...QueryError[]] };

/** Far more than a person types, and enough for a few hundred ids. */
export const longestQuery = 10_000;

/** Nobody reads more of them. */
const mostErrors = 20;

/** Reads a goal query. Says of everything that is wrong with it at which place it stands. */
export const parse = (text: string): Parsed => {
  if (text.length > longestQuery) return refused([tooLong(text.length)]);
  const errors: QueryError[] = [];
  const refuse = (error: QueryError): undefined => {
    if (errors.length < mostErrors) errors.push(error);
    return undefined;
  };
  const query = lex(text).flatMap((part) => termOf(part, refuse) ?? []);
  return errors.length === 0 ? { kind: 'query', query } : refused(errors);
};

const refused = (errors: readonly QueryError[]): Parsed => {
  const [first, ...rest] = errors;
  return first === undefined ? { kind: 'query', query: [] } : { kind: 'refused', errors: [first, ...rest] };
};

const tooLong = (length: number): QueryError => ({
  code: 'tooLong',
  most: longestQuery,
  offset: longestQuery,
  length: length - longestQuery,
});

/** Keeps what is wrong; there is no value then. */
type Refuse = (error: QueryError) => undefined;

const termOf = (part: Part, refuse: Refuse): Term | undefined => {
  const { offset, length, isNot } = part;
  const field = part.field === undefined ? 'text' : fieldOf(part.field);
  if (field === undefined) {
    const value = part.field ?? '';
    const likely = nearest(value, namesOfFields);
    refuse({
      code: 'unknownField',
      value,
      nearest: likely === undefined ? undefined : fieldOf(likely),
      offset,
      length,
    });
    return undefined;
  }
  const values = part.atoms.map((atom) => {
    if (atom.fault !== undefined) return refuse({ code: atom.fault, value: atom.text, ...spanOf(atom) });
    if (atom.text === '') return refuse({ code: 'missingValue', field, offset, length });
    return valueOf(field, atom, refuse);
  });
  const [first, ...rest] = values.filter((value) => value !== undefined);
  return first === undefined ? undefined : { field, isNot, values: [first, ...rest] };
};

const namesOfFields = fieldNames.flatMap((field) => [field, ...rulesOf(field).also]);

const spanOf = ({ offset, length }: Span): Span => ({ offset, length });

const valueOf = (field: Term['field'], atom: Atom, refuse: Refuse): Value | undefined => {
  const { takes } = rulesOf(field);
  const isName = takes === 'name' || takes === 'status';
  const word = (atom.isQuoted && isName) || atom.operator !== undefined ? undefined : wordOf(field, atom.text);
  if (word !== undefined) return { kind: 'word', word };
  if (field === 'text') return { kind: 'name', text: atom.text, isWhole: false };
  if (isName) {
    if (atom.operator !== undefined && atom.operator !== '=')
      return refuse({ code: 'notOrdered', field, value: atom.operator + atom.text, ...spanOf(atom) });
    if (takes === 'status') return { kind: 'name', text: statusOf(atom.text), isWhole: true };
    return { kind: 'name', text: atom.text, isWhole: atom.operator === '=' };
  }
  const value = takes === 'word' ? undefined : pointsOf(atom, takes === 'number' ? numberPoint : dayPoint);
  if (value !== undefined) return value;
  const code = takes === 'word' ? 'badWord' : takes === 'number' ? 'badNumber' : 'badDay';
  const likely = nearest(
    atom.text,
    takes === 'day' || takes === 'moment' ? [...rulesOf(field).words, ...dayWords] : rulesOf(field).words,
  );
  return refuse({ code, field, value: atom.text, nearest: likely, ...spanOf(atom) });
};

type ReadPoint = (text: string) => Point | undefined;

const dayPoint: ReadPoint = (text) => (isDayPoint(text.toLowerCase()) ? text.toLowerCase() : undefined);

const numberPoint: ReadPoint = (text) =>
  /^-?\d{1,9}(\.\d{1,6})?%?$/.test(text) ? String(Number(text.replace('%', '')) + 0) : undefined;

const pointsOf = ({ operator, text }: Atom, read: ReadPoint): Value | undefined => {
  const dots = text.indexOf('..');
  if (dots < 0) {
    const point = read(text);
    return point === undefined ? undefined : { kind: 'compare', operator: operator ?? '=', point };
  }
  const ends = [text.slice(0, dots), text.slice(dots + 2)] as const;
  const [from, to] = ends.map((end) => (end === '' ? undefined : read(end)));
  const isRead = ends.every((end, i) => end === '' || [from, to][i] !== undefined);
  if (operator !== undefined || !isRead || text === '..') return undefined;
  return { kind: 'between', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
};
