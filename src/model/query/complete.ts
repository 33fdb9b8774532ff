import { goalStatuses } from '../../api/schema.ts';
import { byName } from '../names/byName.ts';
import { needsOf, type QueryContext } from './context.ts';
import { dayWords } from './days.ts';
import { nameText } from './format.ts';
import type { GoalRows } from './goalRows.ts';
import { lex, type Part, type Span } from './lex.ts';
import { count } from './listing.ts';
import { nearest } from './nearest.ts';
import { fieldNames, fieldOf, rulesOf, type Field, type Term, type Value } from './query.ts';
import { searchText } from './searchedNames.ts';

/** What can stand at the caret. */
export type Completion = {
  readonly kind: 'field' | 'word' | 'day' | 'name';
  readonly field: Field;
  /** The field's name, the word, or the name that is meant. */
  readonly label: string;
  /** Of a name that others bear, too: whose it is. */
  readonly id?: string;
  /** How many goals have it; absent where that is not known. */
  readonly goals?: number;
  /** What takes the place of what stands there. The caret belongs behind it. */
  readonly edit: Span & { readonly text: string };
};

/** Nobody reads more of them. */
const most = 50;

/** What can come at the caret, the likeliest first: fields, and the values of a field as the goals have them. */
export const complete = (text: string, caret: number, rows: GoalRows, context: QueryContext): readonly Completion[] => {
  const part = lex(text).find(({ offset, length }) => offset <= caret && caret <= offset + length);
  const start = part === undefined ? caret : part.offset + (part.isNot ? 1 : 0);
  const colon = part?.field === undefined ? undefined : start + part.field.length;
  if (part === undefined || colon === undefined || caret <= colon) return fieldsAt(text, caret, start, part, colon);
  const field = fieldOf(part.field ?? '');
  const atom = part.atoms.find(({ offset, length }) => offset <= caret && caret <= offset + length);
  if (field === undefined || atom === undefined) return [];
  const typed = text.slice(atom.offset, caret).replace(/^[<>=]*"?/, '');
  const { offset, length } = atom;
  return valuesAt(field, searchText(typed), rows, context).map(({ written, ...value }) => ({
    ...value,
    field,
    edit: { offset, length, text: written },
  }));
};

const fieldsAt = (
  text: string,
  caret: number,
  start: number,
  part: Part | undefined,
  colon: number | undefined,
): readonly Completion[] => {
  if (caret < start) return [];
  const end = colon === undefined ? (part === undefined ? caret : part.offset + part.length) : colon + 1;
  const typed = text.slice(start, caret).toLowerCase();
  const begun = fieldNames.filter((field) => [field, ...rulesOf(field).also].some((name) => name.startsWith(typed)));
  const likely = begun.length > 0 ? begun : [nearest(typed, fieldNames) ?? ''].flatMap((name) => fieldOf(name) ?? []);
  return likely.map((field) => ({
    kind: 'field',
    field,
    label: field,
    edit: { offset: start, length: end - start, text: `${field}:` },
  }));
};

type Choice = Pick<Completion, 'kind' | 'label' | 'id' | 'goals'> & { readonly written: string };

const valuesAt = (field: Field, typed: string, rows: GoalRows, context: QueryContext): readonly Choice[] => {
  const begins = ({ label }: Choice): number => (searchText(label).startsWith(typed) ? 0 : 1);
  const fitting = (choices: readonly Choice[]): readonly Choice[] =>
    choices.filter(({ label }) => searchText(label).includes(typed));
  const names = fitting(namesOf(field, rows, context)).toSorted(
    (a, b) => begins(a) - begins(b) || (b.goals ?? 0) - (a.goals ?? 0) || byName(a.label, b.label),
  );
  return [...fitting(wordsOf(field, rows, context)), ...names].slice(0, most);
};

const wordsOf = (field: Field, rows: GoalRows, context: QueryContext): readonly Choice[] => {
  const { words, takes } = rulesOf(field);
  const isDay = takes === 'day' || takes === 'moment';
  return [
    ...words.map((word): Choice => ({
      kind: 'word',
      label: word,
      written: word,
      ...countOf(field, { kind: 'word', word }, rows, context),
    })),
    ...(isDay ? dayWords : []).map((point): Choice => ({ kind: 'day', label: point, written: point })),
  ];
};

const countOf = (field: Term['field'], value: Value, rows: GoalRows, context: QueryContext): { goals?: number } => {
  const query = [{ field, isNot: false, values: [value] }] as const;
  if (needsOf(query, context).length > 0) return {};
  const { goals, unknown } = count(query, rows, context);
  return unknown > 0 ? {} : { goals };
};

type Named = { readonly id: string; readonly name: string; readonly goals: number };

const namesOf = (field: Field, rows: GoalRows, { templates }: QueryContext): readonly Choice[] => {
  if (field === 'status') {
    const uses = rows.usedTexts('Status');
    return [...new Set([...goalStatuses, ...uses.keys()])].map((status) => ({
      kind: 'name',
      label: status,
      goals: uses.get(status) ?? 0,
      written: nameText(field, status),
    }));
  }
  const column = field === 'company' ? 'CompanyId' : field === 'owner' ? 'OwnerId' : 'TemplateId';
  if (column === 'TemplateId' && field !== 'template') return [];
  const uses = rows.usedTexts(column);
  const names =
    column === 'TemplateId'
      ? (templates ?? new Map<string, string>())
      : rows.namesById(column, column === 'CompanyId' ? 'CompanyName' : 'OwnerName');
  return written(
    field,
    [...names].map(([id, name]) => ({ id, name, goals: uses.get(id) ?? 0 })),
  );
};

/** A name as it is where it means one alone, with = where it is a part of others, and the id where others are called so, too. */
const written = (field: Field, named: readonly Named[]): readonly Choice[] => {
  const sameName = Map.groupBy(named, ({ name }) => searchText(name));
  const lines = `\n${[...sameName.keys()].join('\n')}\n`;
  return named.map(({ id, name, goals }) => {
    const text = searchText(name);
    if ((sameName.get(text)?.length ?? 0) > 1)
      return { kind: 'name', label: name, id, goals, written: nameText(field, id) };
    const isPart = lines.indexOf(text) !== lines.lastIndexOf(text);
    return { kind: 'name', label: name, goals, written: `${isPart ? '=' : ''}${nameText(field, name)}` };
  });
};
