import { today } from '../model/dueDate.ts';
import { dayNumber } from '../model/query/days.ts';
import { knownOpenTest, type GoalRows } from '../model/query/goalRows.ts';
import type { RiskReason } from '../model/risk/risk.ts';
import { riskOfRow } from '../model/risk/riskRows.ts';
import type { RiskCode, RiskThresholds } from '../model/risk/riskThresholds.ts';

/** Why a goal is looked at in a sweep: its risks, or that it is due soon, whatever its progress. */
export type SweepReason = RiskReason | { readonly code: 'due'; readonly days: number };

export type GoalToSweep = { readonly goalId: string; readonly reasons: readonly SweepReason[] };

type SweepContext = {
  readonly now: Date;
  /** Ids of the owners that the person is. */
  readonly me: readonly string[];
  /** Of a sweep, which has its own. */
  readonly staleDays: number;
  readonly risk: RiskThresholds;
};

/** Open goals of a person that are stale, due or at risk, the ones with most points first. */
export const goalsToSweep = (rows: GoalRows, { now, me, staleDays, risk }: SweepContext): readonly GoalToSweep[] => {
  const thresholds = { ...risk, staleDays, off: offIn(risk) };
  const mine = new Set(me);
  const isOpen = knownOpenTest(rows);
  const day = dayNumber(today(now));
  const found: { readonly goal: GoalToSweep; readonly score: number }[] = [];
  for (let row = 0; row < rows.end; row += 1) {
    if (!rows.isThere(row) || !isOpen(row) || !mine.has(rows.textAt('OwnerId', row) ?? '')) continue;
    const { score, reasons } = riskOfRow(rows, row, { now, thresholds });
    const days = (rows.numbers.due[row] ?? Number.NaN) - day;
    const isDue = days >= 0 && days <= thresholds.dueSoonDays && !reasons.some(({ code }) => code === 'dueSoon');
    const all: readonly SweepReason[] = isDue ? [...reasons, { code: 'due', days }] : reasons;
    if (all.length > 0) found.push({ goal: { goalId: rows.id(row) ?? '', reasons: all }, score });
  }
  return found.toSorted((a, b) => b.score - a.score).map(({ goal }) => goal);
};

/** A goal of a person's has an owner; and what is stale is looked at, whether it is called at risk or not. */
const offIn = ({ off }: RiskThresholds): ReadonlySet<RiskCode> =>
  new Set<RiskCode>([...[...off].filter((code) => code !== 'stale'), 'noOwner']);
