import type { Goal } from '../api/schema.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { RiskReason } from '../model/risk/risk.ts';
import { riskOfRow, riskScores } from '../model/risk/riskRows.ts';
import { answer, listing, pageFields, pageIn, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { findGoals, goalsOf, unknownNote } from './findGoals.ts';
import { counted, dueWords, percentWords } from './goalWords.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
  const found = await findGoals(input, tenant, signal, { sort: 'due', isDown: false });
  if (found.kind === 'answer') return found.answer;
  const { rows } = found;
  const scores = riskScores(rows, { now: tenant.now() });
  const scoreOf = (row: number): number => scores[row] ?? 0;
  const atRisk = found.found.filter((row) => scoreOf(row) > 0).toSorted((a, b) => scoreOf(b) - scoreOf(a));
  const all = goalsOf(atRisk, rows, tenant);
  return answer(
    `${counted(atRisk.length, 'open goal')} at risk, of ${counted(found.found.length, 'goal')} that were looked at. The worst first.`,
    ...listing({ all, page: pageIn(input), head, row: rowIn(rows, tenant.now()), things: 'goals' }),
    unknownNote(found.listed, found.query, found.context),
    tenant.note(),
  );
};

const head = ['id', 'goal', 'company', 'owner', 'due', 'points', 'why'];

const rowIn =
  (rows: GoalRows, now: Date) =>
  (goal: Goal): readonly Cell[] => {
    const { score, reasons } = riskOfRow(rows, rows.rowOf(goal.Gsid) ?? -1, { now });
    return [
      goal.Gsid,
      goal.Name,
      goal.CompanyName ?? goal.CompanyId,
      goal.OwnerName ?? goal.OwnerId,
      dueWords(goal, now),
      score,
      reasons.map(reasonWords).join('; '),
    ];
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
    'Open goals with the reasons why they are at risk, the worst first: overdue, behind the time that has passed, due soon with little done, not changed for three weeks, without an owner or a target date. Takes a goal query as search_goals does. Points only order the goals. Not included: reasons that stand in descriptions or elsewhere, and whether a goal lacks metrics.',
  input: objectOf({
    query: { type: 'string', maxLength: 10_000, description: 'Which goals to look at; all without it.' },
    ...pageFields,
  }),
  kind: 'read',
  hints: readHints,
  run,
};
