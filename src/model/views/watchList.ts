import { isRecord } from '../../json.ts';
import { noText, type GoalRows } from '../query/goalRows.ts';

/** Ids of what a person watches. */
export type WatchList = { readonly goals: readonly string[]; readonly companies: readonly string[] };

export const nothingWatched: WatchList = { goals: [], companies: [] };

export const readWatchList = (value: unknown): WatchList =>
  isRecord(value) ? { goals: textsIn(value['goals']), companies: textsIn(value['companies']) } : nothingWatched;

export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? [...new Set(value.filter((each) => typeof each === 'string'))] : [];

/** With the id where it was not watched, else without it. */
export const toggled = (list: WatchList, kind: keyof WatchList, id: string): WatchList => {
  const ids = list[kind];
  return { ...list, [kind]: ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id] };
};

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
