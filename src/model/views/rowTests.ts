import { dayNumber } from '../query/days.ts';
import { noText, overdueTest, type GoalRows } from '../query/goalRows.ts';
import type { Seen } from './news.ts';
import type { WatchList } from './watchList.ts';

/** Whether goals are watched, by row: they themselves, or their companies. */
export const watchedTest = ({ goals, companies }: WatchList, rows: GoalRows): ((row: number) => boolean) => {
  const own = new Set(goals.map((id) => rows.rowOf(id)));
  const codes = new Set(companies.map((id) => rows.codeOf('CompanyId', id)).filter((code) => code !== noText));
  return (row) => own.has(row) || codes.has(rows.codes.CompanyId[row] ?? noText);
};

/** The ids of all goals for which a test of rows holds. */
export const idsWhere = (rows: GoalRows, holds: (row: number) => boolean): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (let row = 0; row < rows.end; row += 1) if (rows.isThere(row) && holds(row)) ids.add(rows.id(row) ?? '');
  return ids;
};

/** Whether a goal was changed by somebody else since. */
const changedTest =
  (seen: Seen, rows: GoalRows): ((row: number) => boolean) =>
  (row) => {
    const changed = rows.numbers.changed[row] ?? Number.NaN;
    return changed > seen.at && seen.own[rows.id(row) ?? ''] !== changed;
  };

/** Whether a goal is overdue now and was not then. */
const lateTest = (seen: Seen, rows: GoalRows, today: string): ((row: number) => boolean) => {
  const isOverdue = overdueTest(rows, today);
  const then = dayNumber(seen.day);
  return (row) => isOverdue(row) && (rows.numbers.due[row] ?? then) >= then;
};

export type NewsOf = {
  readonly seen: Seen;
  readonly watched: WatchList;
  /** Ids of the owners that the person is. */
  readonly me: readonly string[];
  readonly today: string;
};

/** Whether something happened, by row, in a goal that is the person's or is watched: a colleague changed it, or it became overdue. */
export const newsTest = (rows: GoalRows, { seen, watched, me, today }: NewsOf): ((row: number) => boolean) => {
  const isWatched = watchedTest(watched, rows);
  const mine = new Set(me.map((id) => rows.codeOf('OwnerId', id)).filter((code) => code !== noText));
  const isChanged = changedTest(seen, rows);
  const isLate = lateTest(seen, rows, today);
  return (row) => (isChanged(row) || isLate(row)) && (mine.has(rows.codes.OwnerId[row] ?? noText) || isWatched(row));
};
