import { and, compare, isNotNull, isNull, matches, oneOf, or, type Filter } from '../../api/query.ts';
import { goalStatuses } from '../../api/schema.ts';
import { isGsid } from '../gsid.ts';
import type { QueryContext } from './context.ts';
import { isoDay, momentsOf, rangeOf } from './days.ts';
import type { GoalRows } from './goalRows.ts';
import { rulesOf, type Query, type Term, type Value, type Word } from './query.ts';
import { searchText } from './searchedNames.ts';

/** What a search is asked for a query. */
export type Asked = {
  /** As the client's searches take it; 'all' where a search can say nothing of it, 'none' where no goal can match. */
  readonly filter: Filter | 'all' | 'none';
  /** What is to be looked at here, of the goals that the search answers. */
  readonly rest: Query;
};

/** More of them in one condition, or more conditions, are looked at here. */
const mostIds = 200;
const mostConditions = 60;

/** All goals that match, and others where it is not exact. */
type Part = { readonly filter: Filter | 'all' | 'none'; readonly isExact: boolean };

const everything: Part = { filter: 'all', isExact: false };
const exactly = (filter: Filter | 'none'): Part => ({ filter, isExact: true });

/**
 * The part of a query that the contract's search answers. Companies and owners are asked for by the ids that the rows know for a name,
 * and by that name; names of goals are never asked for: a tenant minds accents.
 */
export const toWhere = (query: Query, rows: GoalRows, context: QueryContext): Asked => {
  const parts = query.map((term) => ({ term, part: partOf(term, rows, context) }));
  let left = mostConditions;
  const asked = parts.filter(({ part: { filter } }) => {
    const size = sizeOf(filter);
    if (filter === 'all' || size > left) return false;
    left -= size;
    return true;
  });
  const { filter } = all(asked.map(({ part }) => part));
  const rest = parts.filter((each) => !asked.includes(each) || !each.part.isExact).map(({ term }) => term);
  return { filter, rest };
};

const sizeOf = (filter: Part['filter']): number =>
  typeof filter === 'string' || filter.kind === 'condition'
    ? 1
    : filter.filters.reduce((sum, each) => sum + sizeOf(each), 0);

const all = (parts: readonly Part[]): Part => {
  const [first, ...others] = parts.flatMap(({ filter }) => (typeof filter === 'string' ? [] : [filter]));
  const isExact = parts.every((part) => part.isExact);
  if (parts.some(({ filter }) => filter === 'none')) return { filter: 'none', isExact };
  return { filter: first === undefined ? 'all' : others.length === 0 ? first : and(first, ...others), isExact };
};

const any = (parts: readonly Part[]): Part => {
  const [first, ...others] = parts.flatMap(({ filter }) => (typeof filter === 'string' ? [] : [filter]));
  const isExact = parts.every((part) => part.isExact);
  if (parts.some(({ filter }) => filter === 'all')) return { filter: 'all', isExact };
  return { filter: first === undefined ? 'none' : others.length === 0 ? first : or(first, ...others), isExact };
};

const partOf = ({ field, isNot, values }: Term, rows: GoalRows, context: QueryContext): Part => {
  const parts = values.map((value) => valuePart({ field, isNot, value }, rows, context));
  return isNot ? all(parts) : any(parts);
};

/** One value of a term, or that it does not hold. */
type Case = { readonly field: Term['field']; readonly isNot: boolean; readonly value: Value };

const valuePart = ({ field, isNot, value }: Case, rows: GoalRows, context: QueryContext): Part => {
  if (value.kind === 'word') return wordPart(field, value.word, isNot, context);
  if (value.kind === 'name') return namePart(field, value.text, value.isWhole, isNot, rows, context);
  if (field === 'progress') return numberPart(value, isNot);
  const range = rangeOf(value, context.today, field !== 'due');
  if (field === 'due') return spanPart('TargetDate', { from: range.first, before: range.last + 1 }, isoDay, isNot);
  const name = field === 'changed' ? 'ModifiedDate' : 'CreatedDate';
  return spanPart(name, momentsOf(range), momentText, isNot);
};

const momentText = (time: number): string => new Date(time).toISOString();

/** From one end on and before the other, where there are such. What has no date does not match: it does where it must not. */
const spanPart = (
  name: 'TargetDate' | 'ModifiedDate' | 'CreatedDate',
  { from, before }: { readonly from: number; readonly before: number },
  textOf: (end: number) => string,
  isNot: boolean,
): Part => {
  const ends = [
    ...(Number.isFinite(from) ? [exactly(compare(name, isNot ? 'LT' : 'GTE', textOf(from)))] : []),
    ...(Number.isFinite(before) ? [exactly(compare(name, isNot ? 'GTE' : 'LT', textOf(before)))] : []),
  ];
  return isNot ? any([exactly(isNull(name)), ...ends]) : all(ends);
};

const opposite = { '<': 'GTE', '<=': 'GT', '>': 'LTE', '>=': 'LT', '=': 'NE' } as const;
const direct = { '<': 'LT', '<=': 'LTE', '>': 'GT', '>=': 'GTE', '=': 'EQ' } as const;

const numberPart = (value: Exclude<Value, { readonly kind: 'word' | 'name' }>, isNot: boolean): Part => {
  const name = 'CompletionPercentage';
  const points =
    value.kind === 'compare' ? ([[value.operator, Number(value.point)]] as const) : endsOf(value.from, value.to);
  const tests = points.map(([operator, point]) => exactly(compare(name, (isNot ? opposite : direct)[operator], point)));
  return isNot ? any([exactly(isNull(name)), ...tests]) : all(tests);
};

const endsOf = (from: string | undefined, to: string | undefined): readonly (readonly ['>=' | '<=', number])[] => {
  if (from !== undefined && to !== undefined)
    return [
      ['>=', Math.min(Number(from), Number(to))],
      ['<=', Math.max(Number(from), Number(to))],
    ];
  return from === undefined ? [['<=', Number(to)]] : [['>=', Number(from)]];
};

const isOpen = or(and(compare('Status', 'NE', 'Achieved'), compare('Status', 'NE', 'Missed')), isNull('Status'));
const isClosed = oneOf('Status', ['Achieved', 'Missed']);

/** A description that was emptied is none. */
const isBlank = or(isNull('Description'), compare('Description', 'EQ', ''));
const isWritten = and(isNotNull('Description'), compare('Description', 'NE', ''));

const wordPart = (field: Term['field'], word: Word, isNot: boolean, context: QueryContext): Part => {
  const { today, me, seenAt, drafts, watched, news } = context;
  const name = rulesOf(field).contract;
  switch (word) {
    case 'open':
      return exactly(isNot ? isClosed : isOpen);
    case 'closed':
      return exactly(isNot ? isOpen : isClosed);
    case 'overdue':
      return exactly(
        isNot
          ? or(isNull('TargetDate'), compare('TargetDate', 'GTE', today), isClosed)
          : and(compare('TargetDate', 'LT', today), isOpen),
      );
    case 'unseen': {
      if (seenAt === undefined) return everything;
      const moment = momentText(seenAt);
      return exactly(
        isNot
          ? or(isNull('ModifiedDate'), compare('ModifiedDate', 'LTE', moment))
          : compare('ModifiedDate', 'GT', moment),
      );
    }
    case '@me':
      return me === undefined ? everything : idsPart('OwnerId', me, isNot);
    case 'any':
    case 'none':
      if (name === undefined) return everything;
      if (name === 'Description') return exactly((word === 'any') === isNot ? isBlank : isWritten);
      return exactly((word === 'any') === isNot ? isNull(name) : isNotNull(name));
    case 'yes':
    case 'no': {
      const ids = field === 'draft' ? drafts : field === 'news' ? news : watched;
      return ids === undefined ? everything : idsPart('Gsid', [...ids], (word === 'no') !== isNot);
    }
  }
};

type IdName = 'Gsid' | 'CompanyId' | 'OwnerId' | 'TemplateId';

const idsPart = (name: IdName, ids: readonly string[], isNot: boolean): Part => {
  const [first, ...others] = ids;
  if (first === undefined) return isNot ? { filter: 'all', isExact: true } : exactly('none');
  if (ids.length > mostIds || !ids.every((id) => isGsid(id))) return everything;
  if (!isNot) return exactly(oneOf(name, [first, ...others]));
  const differs = and(compare(name, 'NE', first), ...others.map((id) => compare(name, 'NE', id)));
  return exactly(name === 'Gsid' || name === 'CompanyId' ? differs : or(isNull(name), differs));
};

/** A tenant refuses a search for an id of another form. */

const namePart = (
  field: Term['field'],
  text: string,
  isWhole: boolean,
  isNot: boolean,
  rows: GoalRows,
  { templates }: QueryContext,
): Part => {
  const wanted = searchText(text);
  const fits = (name: string): boolean => (isWhole ? searchText(name) === wanted : searchText(name).includes(wanted));
  const idsIn = (names: ReadonlyMap<string, string>): readonly string[] => [
    ...new Set([...[...names].filter(([, name]) => fits(name)).map(([id]) => id), ...(isGsid(text) ? [text] : [])]),
  ];
  if (field === 'id') return idsPart('Gsid', [text], isNot);
  if (field === 'status') return statusPart(text, isNot);
  if (field === 'template')
    return templates === undefined ? everything : idsPart('TemplateId', idsIn(templates), isNot);
  if (isNot || (field !== 'company' && field !== 'owner')) return everything;
  const [id, name] =
    field === 'company' ? (['CompanyId', 'CompanyName'] as const) : (['OwnerId', 'OwnerName'] as const);
  const known = idsPart(id, idsIn(rows.namesById(id, name)), false);
  return any([known, { filter: matches(name, 'CONTAINS', text), isExact: false }]);
};

/** A tenant refuses a search for a status that it does not know. */
const statusPart = (text: string, isNot: boolean): Part => {
  const isKnown = goalStatuses.some((status) => status === text);
  if (isKnown)
    return exactly(isNot ? or(isNull('Status'), compare('Status', 'NE', text)) : compare('Status', 'EQ', text));
  const [first, ...others] = goalStatuses.map((status) => compare('Status', 'NE', status));
  return isNot || first === undefined ? everything : { filter: and(first, ...others), isExact: false };
};
