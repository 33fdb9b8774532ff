import type { Goal } from '../api/schema.ts';
import type { RiskReason } from '../model/risk/risk.ts';
import { riskOfRow, riskScores } from '../model/risk/riskRows.ts';
import type { AgentTenant } from './agentTenant.ts';
import { answer, listing, pageFields, pageIn, type Answer } from './answer.ts';
import type { Cell } from './fence.ts';
import { findGoals, unknownNote } from './findGoals.ts';
import { counted, dueWords, percentWords } from './goalWords.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
  const found = await findGoals(input, tenant, signal, { sort: 'due', isDown: false });
  if (found.kind === 'answer') return found.answer;
  const scores = riskScores(tenant.rows, { now: tenant.now() });
  const scoreOf = (id: string): number => scores[tenant.rows.rowOf(id) ?? -1] ?? 0;
  const atRisk = found.ids.filter((id) => scoreOf(id) > 0).toSorted((a, b) => scoreOf(b) - scoreOf(a));
  const goals = {
    length: atRisk.length,
    slice: (from: number, to: number) => atRisk.slice(from, to).flatMap((id) => tenant.store.goal(id) ?? []),
  };
  return answer(
    `${counted(atRisk.length, 'open goal')} at risk, of ${counted(found.ids.length, 'goal')} that were looked at. The worst first.`,
    ...listing({ all: goals, page: pageIn(input), head, row: rowIn(tenant), things: 'goals' }),
    unknownNote(found.listed, found.query, found.context),
    tenant.note(),
  );
};

const head = ['id', 'goal', 'company', 'owner', 'due', 'points', 'why'];

const rowIn = (tenant: AgentTenant): ((goal: Goal) => readonly Cell[]) => {
  const now = tenant.now();
  return (goal) => {
    const { score, reasons } = riskOfRow(tenant.rows, tenant.rows.rowOf(goal.Gsid) ?? -1, { now });
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
