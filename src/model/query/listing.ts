import type { QueryContext } from './context.ts';
import { overdueTest, type GoalRows } from './goalRows.ts';
import { groupsOf, statusRank, type Group, type Grouping } from './groups.ts';
import { scanner, verdicts } from './matcher.ts';
import type { Query } from './query.ts';
import { sortRows } from './sortRows.ts';

export const sortKeys = ['name', 'due', 'progress', 'changed', 'status'] as const;
export type SortKey = (typeof sortKeys)[number];

export type Arrangement = { readonly group: Grouping; readonly sort: SortKey; readonly isDown: boolean };

/** How many goals match, how many of them are overdue, and how many may match: what would decide is not known. */
export type Counts = { readonly goals: number; readonly overdue: number; readonly unknown: number };

export type Listing = Counts & { readonly groups: readonly Group[] };

/**
 * The goals that match, in groups and in order. Goals that are alike in what they are sorted by are in the order of their names: as
 * fast as it can be once {@link GoalRows.prepare} has nothing left to do.
 */
export const list = (query: Query, arrangement: Arrangement, rows: GoalRows, context: QueryContext): Listing => {
  const marks = marksOf(query, rows, context);
  const ordered = rows.inOrder();
  const found = ordered.filter((row) => marks[row] === verdicts.yes);
  const isOverdue = overdueTest(rows, context.today);
  const groups = groupsOf(sorted(found, arrangement, rows), arrangement.group, rows, context, isOverdue);
  const overdue = groups.reduce((sum, group) => sum + group.overdue, 0);
  return { ...countsOf(marks), overdue, groups };
};

/** As {@link list} counts. */
export const count = (query: Query, rows: GoalRows, context: QueryContext): Counts => {
  const marks = marksOf(query, rows, context);
  const isOverdue = overdueTest(rows, context.today);
  let overdue = 0;
  for (let row = 0; row < marks.length; row += 1) if (marks[row] === verdicts.yes && isOverdue(row)) overdue += 1;
  return { ...countsOf(marks), overdue };
};

/** The verdict of each row, of a free one 'no'. */
const marksOf = (query: Query, rows: GoalRows, context: QueryContext): Uint8Array => {
  const test = scanner(query, rows, context);
  const marks = new Uint8Array(rows.end);
  for (let row = 0; row < marks.length; row += 1) if (rows.id(row) !== undefined) marks[row] = test(row);
  return marks;
};

const countsOf = (marks: Uint8Array): Pick<Counts, 'goals' | 'unknown'> => {
  const counts = new Uint32Array(verdicts.yes + 1);
  for (let row = 0; row < marks.length; row += 1) counts[marks[row] ?? 0] = (counts[marks[row] ?? 0] ?? 0) + 1;
  return { goals: counts[verdicts.yes] ?? 0, unknown: counts[verdicts.unknown] ?? 0 };
};

const sorted = (found: Uint32Array, { sort, isDown }: Arrangement, rows: GoalRows): Uint32Array => {
  if (sort === 'name') return isDown ? found.toReversed() : found;
  if (sort === 'status') return sortRows(found, (row) => statusRank(rows.textAt('Status', row)), isDown);
  const column = rows.numbers[sort];
  return sortRows(found, (row) => column[row] ?? Number.NaN, isDown);
};
