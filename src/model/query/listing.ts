import type { Arrangement } from './arrangement.ts';
import type { QueryContext } from './context.ts';
import { overdueTest, type GoalRows } from './goalRows.ts';
import { groupsOf, statusRank, type Group } from './groups.ts';
import { scanner, verdicts } from './matcher.ts';
import type { Query } from './query.ts';
import { sortRows } from './sortRows.ts';

/** How many goals match, how many of them are overdue, and how many may match: what would decide is not known. */
export type Counts = { readonly goals: number; readonly overdue: number; readonly unknown: number };

export type Listing = Counts & { readonly groups: readonly Group[] };

/**
 * The goals that match, in groups and in order. Goals that are alike in what they are sorted by are in the order of their names: as
 * fast as it can be once {@link GoalRows.prepare} has nothing left to do.
 */
export const list = (query: Query, arrangement: Arrangement, rows: GoalRows, context: QueryContext): Listing => {
  const { marks, ...counts } = scan(query, rows, context);
  const ordered = rows.inOrder();
  const found = new Uint32Array(counts.goals);
  let place = 0;
  for (const row of ordered) if (marks[row] === verdicts.yes) found[place++] = row;
  const isOverdue = overdueTest(rows, context.today);
  const groups = groupsOf(sorted(found, arrangement, rows), arrangement.group, rows, context, isOverdue);
  const overdue = groups.reduce((sum, group) => sum + group.overdue, 0);
  return { ...counts, overdue, groups };
};

/** As {@link list} counts. */
export const count = (query: Query, rows: GoalRows, context: QueryContext): Counts => {
  const { marks, ...counts } = scan(query, rows, context);
  const isOverdue = overdueTest(rows, context.today);
  let overdue = 0;
  for (let row = 0; row < marks.length; row += 1) if (marks[row] === verdicts.yes && isOverdue(row)) overdue += 1;
  return { ...counts, overdue };
};

/** The verdict of each row, 'no' where its goal is gone. */
type Scan = Omit<Counts, 'overdue'> & { readonly marks: Uint8Array };

const scan = (query: Query, rows: GoalRows, context: QueryContext): Scan => {
  const test = scanner(query, rows, context);
  const marks = new Uint8Array(rows.end);
  let [goals, unknown] = [0, 0];
  for (let row = 0; row < marks.length; row += 1) {
    const verdict = rows.isThere(row) ? test(row) : verdicts.no;
    if (verdict === verdicts.no) continue;
    marks[row] = verdict;
    if (verdict === verdicts.yes) goals += 1;
    else unknown += 1;
  }
  return { marks, goals, unknown };
};

const sorted = (found: Uint32Array, { sort, isDown }: Arrangement, rows: GoalRows): Uint32Array => {
  if (sort === 'name') return isDown ? found.toReversed() : found;
  if (sort === 'status') return sortRows(found, (row) => statusRank(rows.textAt('Status', row)), isDown);
  const column = rows.numbers[sort];
  return sortRows(found, (row) => column[row] ?? Number.NaN, isDown);
};
