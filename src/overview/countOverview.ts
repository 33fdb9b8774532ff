import { plainLabel } from '../model/plainLabel.ts';
import { today } from '../model/dueDate.ts';
import { dayNumber } from '../model/query/days.ts';
import { needsOf } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { riskOfRow } from '../model/risk/riskRows.ts';
import type { CountDeps } from './countDeps.ts';
import { CountedRows } from './countedRows.ts';
import type { Check, GoalName, Overview } from './protocol.ts';

const mostRisky = 10;

type OverviewDeps = CountDeps & {
  /** What is known of rows from the count before, by the same query and context. */
  readonly counted?: CountedRows;
};

/** Everything of an overview but for its checks. Only rows that are different since the count before are looked at. */
export const countOverview = async (deps: OverviewDeps): Promise<Overview> => {
  const { rows, query, context, now, risk: thresholds, counted = new CountedRows(rows, now) } = deps;
  await counted.count(deps);
  const risk = riskIn(deps, counted);
  const due = counted.due.due(rows);
  const pace = counted.pace.pace(thresholds.off.has('behind') ? Number.POSITIVE_INFINITY : thresholds.behindPercent);
  const ids = [...(due.goals ?? []), ...pace.goals, ...risk.rows].map(({ id }) => id);
  return {
    unknown: counted.unknown,
    asksWho: needsOf(query, context).includes('me'),
    today: dayNumber(today(now)),
    totals: counted.totals,
    companies: counted.companies.byStatus(),
    due,
    pace,
    risk,
    owners: counted.owners.byLoad(),
    names: namesOf(rows, ids),
  };
};

const riskIn = ({ rows, context, risk, riskText }: CountDeps, { now, scores }: CountedRows): Overview['risk'] => {
  const asked = {
    now,
    thresholds: risk,
    ...(context.hasMetrics === undefined ? {} : { hasMetrics: context.hasMetrics }),
  };
  return {
    rows: scores.highest(mostRisky).flatMap((row) => {
      const id = rows.id(row);
      return id === undefined ? [] : [{ id, why: riskText(riskOfRow(rows, row, asked).reasons) }];
    }),
    goals: scores.countWhere((score) => score > 0),
  };
};

const namesOf = (rows: GoalRows, ids: readonly string[]): readonly GoalName[] =>
  [...new Set(ids)].flatMap((id) => {
    const row = rows.rowOf(id);
    const name = row === undefined ? undefined : rows.name(row);
    if (row === undefined || name === undefined) return [];
    const company = rows.textAt('CompanyName', row) ?? rows.textAt('CompanyId', row) ?? '';
    return [{ id, name: plainLabel(name), company: plainLabel(company) }];
  });

/** An overview with what a goal check found, once that is known. */
export const withChecks = (overview: Overview, checks: readonly Check[], rows: GoalRows): Overview => ({
  ...overview,
  checks,
  names: namesOf(rows, [...overview.names.map(({ id }) => id), ...checks.flatMap(({ ids }) => ids)]),
});
