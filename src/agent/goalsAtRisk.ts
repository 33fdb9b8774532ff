import type { Goal } from '../api/schema.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { RiskReason } from '../model/risk/risk.ts';
import { riskOfRow, riskScores, type RiskContext } from '../model/risk/riskRows.ts';
import { riskCodes, type RiskCode, type RiskThresholds } from '../model/risk/riskThresholds.ts';
import { answer, listing, pageFields, pageIn, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { findGoals, goalsOf, unknownNote } from './findGoals.ts';
import { counted, dueWords, percentWords } from './goalWords.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal, risk: thresholds }: Call): Promise<Answer> => {
  const found = await findGoals(input, tenant, signal, { sort: 'due', isDown: false });
  if (found.kind === 'answer') return found.answer;
  const { rows } = found;
  const context = { now: tenant.now(), thresholds };
  const scores = riskScores(rows, context);
  const scoreOf = (row: number): number => scores[row] ?? 0;
  const atRisk = found.found.filter((row) => scoreOf(row) > 0).toSorted((a, b) => scoreOf(b) - scoreOf(a));
  const all = goalsOf(atRisk, rows, tenant);
  return answer(
    `${counted(atRisk.length, 'open goal')} at risk, of ${counted(found.found.length, 'goal')} that were looked at. The worst first.`,
    rulesWords(thresholds),
    ...listing({ all, page: pageIn(input), head, row: rowIn(rows, context), things: 'goals' }),
    unknownNote(found.listed, found.query, found.context),
    tenant.note(),
  );
};

const head = ['id', 'goal', 'company', 'owner', 'due', 'points', 'why'];

const rowIn =
  (rows: GoalRows, context: RiskContext) =>
  (goal: Goal): readonly Cell[] => {
    const { score, reasons } = riskOfRow(rows, rows.rowOf(goal.Gsid) ?? -1, context);
    return [
      goal.Gsid,
      goal.Name,
      goal.CompanyName ?? goal.CompanyId,
      goal.OwnerName ?? goal.OwnerId,
      dueWords(goal, context.now),
      score,
      reasons.map(reasonWords).join('; '),
    ];
  };

/** The rules as they are set, so that whoever reads the reasons knows from when on they hold. */
const rulesWords = ({ off, ...limits }: RiskThresholds): string => {
  const rules: Readonly<Record<RiskCode, string>> = {
    overdue: `overdue by ${counted(limits.overdueDays, 'day')} or more`,
    behind: `${percentWords(limits.behindPercent)} or more behind the time that has passed`,
    dueSoon: `due within ${counted(limits.dueSoonDays, 'day')} with less than ${percentWords(limits.dueSoonPercent)} done`,
    stale: `no change for ${counted(limits.staleDays, 'day')} or more`,
    noOwner: 'no owner',
    noDate: 'no target date',
    noMetric: 'no metric',
  };
  const on = riskCodes.filter((code) => code !== 'noMetric' && !off.has(code));
  return on.length === 0
    ? 'All rules are off.'
    : `At risk is a goal with: ${on.map((code) => rules[code]).join('; ')}.`;
};

const reasonWords = (reason: RiskReason): string => {
  switch (reason.code) {
    case 'overdue':
      return `${counted(reason.days, 'day')} overdue`;
    case 'behind':
      return `${percentWords(reason.percent)} done of ${percentWords(reason.expected)} expected by now`;
    case 'dueSoon':
      return `due in ${counted(reason.days, 'day')} with ${percentWords(reason.percent)} done`;
    case 'stale':
      return `no change for ${counted(reason.days, 'day')}`;
    case 'noOwner':
      return 'no owner';
    case 'noDate':
      return 'no target date';
    case 'noMetric':
      return 'no metric';
  }
};

export const goalsAtRisk: Tool = {
  name: 'goals_at_risk',
  title: 'Goals at risk',
  description:
    'Open goals with the reasons why they are at risk, the worst first: overdue, behind the time that has passed, due soon with little done, not changed for some weeks, without an owner or a target date. Takes a goal query as search_goals does. The answer says from when on each rule holds, as the person set it. Points only order the goals. Not included: reasons that stand in descriptions or elsewhere, and whether a goal lacks metrics.',
  input: objectOf({
    query: { type: 'string', maxLength: 10_000, description: 'Which goals to look at; all without it.' },
    ...pageFields,
  }),
  kind: 'read',
  hints: readHints,
  run,
};
