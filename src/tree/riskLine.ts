import * as l10n from '@vscode/l10n';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { GoalRows } from '../model/query/goalRows.ts';
import type { Risk } from '../model/risk/risk.ts';
import { riskOfRow } from '../model/risk/riskRows.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import { riskReasonText, riskText } from '../words/riskText.ts';

export type RiskDeps = {
  readonly store: Pick<GoalStore, 'hasMetrics'>;
  readonly now: () => Date;
  /** From when on a goal is at risk. */
  readonly risk: () => RiskThresholds;
};

/** Why the goal is at risk, and from when on; '' where it is not. */
export const riskLine = (goal: Goal, deps: RiskDeps): string => {
  const reasons = reasonsOf(goal, deps);
  return reasons.length === 0 ? '' : l10n.t('At risk: {0}', riskText(reasons));
};

/** The same in short, for a row that is read out. */
export const spokenRisk = (goal: Goal, deps: RiskDeps): string => {
  const reasons = reasonsOf(goal, deps);
  return reasons.length === 0 ? '' : l10n.t('at risk: {0}', reasons.map(riskReasonText).join(', '));
};

const reasonsOf = (goal: Goal, { store, now, risk }: RiskDeps): Risk['reasons'] => {
  const rows = new GoalRows();
  rows.putAll([goal]);
  return riskOfRow(rows, 0, { now: now(), thresholds: risk(), hasMetrics: (id) => store.hasMetrics(id) }).reasons;
};
