import type { QueryContext } from './context.ts';
import { dayNumber, momentsOf, rangeOf } from './days.ts';
import { byCode, noText, openTest, type GoalRows, type SharedText } from './goalRows.ts';
import { rulesOf, type Query, type Term, type Value, type Word } from './query.ts';
import { searchText } from './searchedNames.ts';

/** As numbers, so that 'or' is the highest and 'and' the lowest. A goal is unknown where what would decide is not known. */
export const verdicts = { no: 0, unknown: 1, yes: 2 } as const;
export type Verdict = (typeof verdicts)[keyof typeof verdicts];

/** What a row is by a query, or by a part of it. */
export type Test = (row: number) => Verdict;
type Holds = (row: number) => boolean;

type Searched = {
  readonly rows: GoalRows;
  readonly context: QueryContext;
  /** Whether all rows are looked at now, before anything changes. */
  readonly isScan: boolean;
};

/** The query's test of a row whose goal is there. It holds for as long as the context does, whatever changes in the rows. */
export const matcher = (query: Query, rows: GoalRows, context: QueryContext): Test =>
  all(query.map((term) => termTest(term, { rows, context, isScan: false })));

/** As {@link matcher}, for one look at all rows; it is of no use once a row changed. */
export const scanner = (query: Query, rows: GoalRows, context: QueryContext): Test =>
  all(scanners(query, rows, context));

/** One for each term. */
export const scanners = (query: Query, rows: GoalRows, context: QueryContext): readonly Test[] =>
  query.map((term) => termTest(term, { rows, context, isScan: true }));

const all = ([test, ...rest]: readonly Test[]): Test => {
  if (test === undefined) return () => verdicts.yes;
  if (rest.length === 0) return test;
  const others = all(rest);
  return (row) => {
    const found = test(row);
    if (found === verdicts.no) return found;
    const other = others(row);
    return other < found ? other : found;
  };
};

const any = ([test, ...rest]: readonly Test[]): Test => {
  if (test === undefined) return () => verdicts.no;
  if (rest.length === 0) return test;
  const others = any(rest);
  return (row) => {
    const found = test(row);
    if (found === verdicts.yes) return found;
    const other = others(row);
    return other > found ? other : found;
  };
};

const not =
  (test: Test): Test =>
  (row) =>
    opposite[test(row)];
const opposite = [verdicts.yes, verdicts.unknown, verdicts.no] as const;

const verdictOf = (holds: boolean | undefined): Verdict =>
  holds === undefined ? verdicts.unknown : holds ? verdicts.yes : verdicts.no;

const termTest = ({ field, isNot, values }: Term, searched: Searched): Test => {
  const test = any(values.map((value) => valueTest(field, value, searched)));
  return isNot ? not(test) : test;
};

const valueTest = (field: Term['field'], value: Value, searched: Searched): Test => {
  if (value.kind === 'word') return wordTest(field, value.word, searched);
  if (value.kind === 'name') return nameTest(field, value, searched);
  const { rows, context } = searched;
  const accepts = field === 'progress' ? numberTest(value) : timeTest(field, value, context.today);
  const column = numbersOf(field);
  return orUnreadable(field, rows, (row) => accepts(rows.numbers[column][row] ?? Number.NaN));
};

/** Where the goal has something that could not be read, what does not hold is not known. */
const orUnreadable = (field: Term['field'], rows: GoalRows, holds: Holds): Test =>
  unlessUnreadable(field, rows, (row) => verdictOf(holds(row)));

const unlessUnreadable = (field: Term['field'], rows: GoalRows, test: Test): Test => {
  const name = rulesOf(field).contract;
  return (row) => {
    const verdict = test(row);
    const isOdd = verdict === verdicts.no && name !== undefined && rows.isUnreadable(row, name);
    return isOdd ? verdicts.unknown : verdict;
  };
};

/** A goal without a status is open; one whose status could not be read may be either. */
const openVerdict = (rows: GoalRows): Test => {
  const open = openTest(rows);
  return (row) => (rows.isUnreadable(row, 'Status') ? verdicts.unknown : verdictOf(open(row)));
};

const overdueVerdict = (rows: GoalRows, today: string): Test => {
  const day = dayNumber(today);
  return all([orUnreadable('due', rows, (row) => (rows.numbers.due[row] ?? day) < day), openVerdict(rows)]);
};

const numbersOf = (field: Term['field']): keyof GoalRows['numbers'] =>
  field === 'progress' || field === 'changed' || field === 'created' ? field : 'due';

/** Of NaN none of them holds. */
type Accepts = (value: number) => boolean;

const timeTest = (field: Term['field'], value: Value, today: string): Accepts => {
  const isPast = field === 'changed' || field === 'created';
  const range = rangeOf(value, today, isPast);
  const { from, before } = isPast ? momentsOf(range) : { from: range.first, before: range.last + 1 };
  return (at) => at >= from && at < before;
};

const numberTest = (value: Value): Accepts => {
  if (value.kind === 'between') {
    const from = Number(value.from ?? Number.NEGATIVE_INFINITY);
    const to = Number(value.to ?? Number.POSITIVE_INFINITY);
    const [least, most] = [Math.min(from, to), Math.max(from, to)];
    return (found) => found >= least && found <= most;
  }
  return value.kind === 'compare' ? comparisons[value.operator](Number(value.point)) : () => false;
};

const comparisons = {
  '=':
    (point: number): Accepts =>
    (found) =>
      found === point,
  '<':
    (point: number): Accepts =>
    (found) =>
      found < point,
  '<=':
    (point: number): Accepts =>
    (found) =>
      found <= point,
  '>':
    (point: number): Accepts =>
    (found) =>
      found > point,
  '>=':
    (point: number): Accepts =>
    (found) =>
      found >= point,
} as const;

const nameTest = (
  field: Term['field'],
  { text, isWhole }: Extract<Value, { readonly kind: 'name' }>,
  { rows, context: { templates }, isScan }: Searched,
): Test => {
  const wanted = searchText(text);
  const fits = (name = ''): boolean => (isWhole ? searchText(name) === wanted : searchText(name).includes(wanted));
  const inName = (): Holds => {
    if (isWhole) return (row) => rows.searched.get(row) === wanted;
    if (!isScan) return (row) => rows.searched.get(row).includes(wanted);
    const found = rows.searched.find(wanted, rows.end);
    return (row) => found[row] === 1;
  };
  const isId: Holds = (row) => rows.id(row) === text;
  const isText = (id: string | undefined): boolean => id === text;
  const test = (one: Holds, other: Holds = () => false): Test =>
    orUnreadable(field, rows, (row) => one(row) || other(row));
  if (field === 'id') return test(isId);
  if (field === 'name') return test(inName());
  if (field === 'status') return test(byCode(rows, 'Status', fits));
  if (field === 'company') return test(byCode(rows, 'CompanyName', fits), byCode(rows, 'CompanyId', isText));
  if (field === 'owner') return test(byCode(rows, 'OwnerName', fits), byCode(rows, 'OwnerId', isText));
  if (field === 'text') {
    const inCompany = byCode(rows, 'CompanyName', fits);
    const inOwner = byCode(rows, 'OwnerName', fits);
    const own = inName();
    return test(own, (row) => inCompany(row) || inOwner(row) || isId(row));
  }
  const ofTemplate = byCode(rows, 'TemplateId', (id) =>
    isText(id) ? verdicts.yes : id === undefined ? verdicts.no : verdictOf(templates && fits(templates.get(id))),
  );
  return unlessUnreadable(field, rows, ofTemplate);
};

const wordTest = (field: Term['field'], word: Word, searched: Searched): Test => {
  const { rows, context } = searched;
  const { me, seenAt } = context;
  const test = (holds: Holds): Test => orUnreadable(field, rows, holds);
  switch (word) {
    case 'open':
      return openVerdict(rows);
    case 'closed':
      return not(openVerdict(rows));
    case 'overdue':
      return overdueVerdict(rows, context.today);
    case 'unseen':
      return seenAt === undefined
        ? () => verdicts.unknown
        : test((row) => (rows.numbers.changed[row] ?? Number.NaN) > seenAt);
    case '@me':
      return me === undefined
        ? () => verdicts.unknown
        : test(byCode(rows, 'OwnerId', (id) => id !== undefined && me.includes(id)));
    case 'yes':
    case 'any':
      return hasTest(field, searched);
    case 'no':
    case 'none':
      return not(hasTest(field, searched));
  }
};

/** Whether the goal has such a thing at all. */
const hasTest = (field: Term['field'], { rows, context }: Searched): Test => {
  const { drafts, watched, news, hasMetrics, hasDescription } = context;
  const idOf = (row: number): string => rows.id(row) ?? '';
  if (field === 'draft') return (row) => verdictOf(drafts?.has(idOf(row)));
  if (field === 'watched') return (row) => verdictOf(watched?.has(idOf(row)));
  if (field === 'news') return (row) => verdictOf(news?.has(idOf(row)));
  if (field === 'metric') return (row) => verdictOf(hasMetrics?.(idOf(row)));
  if (field === 'description')
    return (row) => (rows.isDescribed(row) ? verdicts.yes : verdictOf(hasDescription?.(idOf(row))));
  const text = idColumns[field];
  if (text !== undefined) return orUnreadable(field, rows, (row) => rows.codes[text][row] !== noText);
  const column = numbersOf(field);
  return orUnreadable(field, rows, (row) => !Number.isNaN(rows.numbers[column][row] ?? Number.NaN));
};

const idColumns: Readonly<Partial<Record<Term['field'], SharedText>>> = {
  status: 'Status',
  owner: 'OwnerId',
  template: 'TemplateId',
};
