import type { QueryContext } from './context.ts';
import type { GoalRows } from './goalRows.ts';
import { scanners, verdicts } from './matcher.ts';
import type { Query, Term } from './query.ts';

export type Looser = {
  readonly term: Term;
  /** The query without the term. */
  readonly query: Query;
  /** How many goals match that. */
  readonly goals: number;
};

/** For a query by which nothing is found: what each part of it keeps out, the part without which most goals match first. */
export const loosen = (query: Query, rows: GoalRows, context: QueryContext): readonly Looser[] => {
  const tests = scanners(query, rows, context);
  const alone = new Uint32Array(query.length);
  let all = 0;
  for (let row = 0; row < rows.end; row += 1) {
    if (!rows.isThere(row)) continue;
    const failing = failuresOf(row, tests);
    if (failing === undefined) continue;
    if (failing < 0) all += 1;
    else alone[failing] = (alone[failing] ?? 0) + 1;
  }
  return query
    .map((term, at) => ({ term, query: query.toSpliced(at, 1), goals: all + (alone[at] ?? 0) }))
    .toSorted((a, b) => b.goals - a.goals);
};

/** The one term that does not hold, -1 where all do, undefined where more than one does not. */
const failuresOf = (row: number, tests: readonly ((row: number) => number)[]): number | undefined => {
  let failing = -1;
  for (let at = 0; at < tests.length; at += 1) {
    if (tests[at]?.(row) === verdicts.yes) continue;
    if (failing >= 0) return undefined;
    failing = at;
  }
  return failing;
};
