import { goalStatuses } from '../../api/schema.ts';
import { byName } from '../names/byName.ts';
import type { GoalField } from '../goalFields.ts';
import type { Grouping } from './arrangement.ts';
import type { QueryContext } from './context.ts';
import { isoDay } from './days.ts';
import { noText, type GoalRows, type SharedText } from './goalRows.ts';

export type Group = {
  /** An id, a status, or the month that the goals are due in as `yyyy-mm`; undefined for goals without one. */
  readonly key: string | undefined;
  /** As one of its goals names it; undefined where none does. */
  readonly name: string | undefined;
  /** How many of its goals. */
  readonly overdue: number;
  /** Of goals without a key, how many hold something there that could not be read. */
  readonly unread: number;
  readonly rows: Uint32Array;
};

/** What goals are grouped by. */
type Keys = {
  /** What the key is read from. */
  readonly field?: GoalField;
  /** The same number for rows of one group, 0 for what has no key. */
  readonly codeOf: (row: number) => number;
  readonly keyOf: (row: number) => string | undefined;
  /** Where the key's name is found. */
  readonly named?: SharedText;
  readonly nameOf?: (key: string) => string | undefined;
  /** The order of groups, before that of their names. @param row the first that has a name, else the first */
  readonly rank?: (row: number) => number;
};

/** Rows that are in order as groups: by name, statuses as the contract has them, months as they come; last what has no key. */
export const groupsOf = (
  rows: Uint32Array,
  grouping: Grouping,
  goals: GoalRows,
  context: QueryContext,
  isOverdue: (row: number) => boolean,
): readonly Group[] => {
  const keys = keysOf[grouping](goals, context);
  const groups = partsOf(rows, keys.codeOf).map((own) => {
    const { named } = keys;
    const row = (named && own.find((each) => goals.codes[named][each] !== noText)) ?? own[0] ?? 0;
    const key = keys.keyOf(row);
    const name = named === undefined ? keys.nameOf?.(key ?? '') : goals.textAt(named, row);
    const overdue = own.reduce((count, each) => count + (isOverdue(each) ? 1 : 0), 0);
    const { field } = keys;
    const isUnread = (each: number): boolean => field !== undefined && goals.isUnreadable(each, field);
    const unread = key === undefined ? own.reduce((count, each) => count + (isUnread(each) ? 1 : 0), 0) : 0;
    const rank = key === undefined ? Number.POSITIVE_INFINITY : (keys.rank?.(row) ?? 0);
    return { rank, group: { key, name, overdue, unread, rows: own } };
  });
  const label = ({ key = '', name = key }: Group): string => name;
  // Two without an end have no difference.
  return groups
    .toSorted((a, b) => (a.rank === b.rank ? byName(label(a.group), label(b.group)) : a.rank - b.rank))
    .map(({ group }) => group);
};

const shared = (goals: GoalRows, column: SharedText & GoalField): Pick<Keys, 'field' | 'codeOf' | 'keyOf'> => ({
  field: column,
  codeOf: (row) => goals.codes[column][row] ?? noText,
  keyOf: (row) => goals.textAt(column, row),
});

const keysOf: Readonly<Record<Grouping, (goals: GoalRows, context: QueryContext) => Keys>> = {
  none: () => ({ codeOf: () => 0, keyOf: () => undefined }),
  company: (goals) => {
    const places = goals.companyPlaces();
    const rank = (row: number): number => {
      const code = goals.codes.CompanyName[row] ?? noText;
      return code === noText ? places.length : (places[code] ?? 0);
    };
    return { ...shared(goals, 'CompanyId'), named: 'CompanyName', rank };
  },
  owner: (goals) => ({ ...shared(goals, 'OwnerId'), named: 'OwnerName' }),
  status: (goals) => ({ ...shared(goals, 'Status'), rank: (row) => statusRank(goals.textAt('Status', row)) }),
  template: (goals, { templates }) => ({ ...shared(goals, 'TemplateId'), nameOf: (key) => templates?.get(key) }),
  due: (goals) => {
    const months: number[] = [];
    const codeOf = (row: number): number => {
      const day = goals.numbers.due[row] ?? Number.NaN;
      return Number.isNaN(day) ? 0 : (months[day] ??= monthOf(day));
    };
    const keyOf = (row: number): string | undefined =>
      codeOf(row) === 0 ? undefined : isoDay(goals.numbers.due[row] ?? 0).slice(0, 7);
    return { field: 'TargetDate', codeOf, keyOf, rank: codeOf };
  },
};

/** By the order of the contract; one that an admin defined comes after them, none at all (NaN) last. */
export const statusRank = (status: string | undefined): number => {
  const rank = goalStatuses.findIndex((each) => each === status);
  return status === undefined ? Number.NaN : rank < 0 ? goalStatuses.length : rank;
};

/** One number for each month there is. */
const monthOf = (day: number): number => {
  const [year = 0, month = 0] = isoDay(day).split('-').map(Number);
  return year * 12 + month;
};

/** The rows with each code, in the order in which they stand. */
const partsOf = (rows: Uint32Array, codeOf: (row: number) => number): readonly Uint32Array[] => {
  const codes = rows.map((row) => codeOf(row));
  const most = codes.reduce((a, b) => (a > b ? a : b), 0);
  const ends = new Uint32Array(most + 2);
  for (let place = 0; place < codes.length; place += 1) {
    const next = (codes[place] ?? 0) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let code = 1; code < ends.length; code += 1) ends[code] = (ends[code] ?? 0) + (ends[code - 1] ?? 0);
  const starts = ends.slice();
  const parts = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const code = codes[place] ?? 0;
    const to = ends[code] ?? 0;
    parts[to] = rows[place] ?? 0;
    ends[code] = to + 1;
  }
  return Array.from({ length: most + 1 }, (_, code) => parts.subarray(starts[code], starts[code + 1])).filter(
    ({ length }) => length > 0,
  );
};
