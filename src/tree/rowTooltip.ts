import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { dayText } from '../words/dates.ts';
import { numberText, percentText } from '../words/numbers.ts';
import { sparkText, type Past } from '../words/sparkText.ts';
import { today } from '../model/dueDate.ts';
import type { GoalNode } from './goalNode.ts';
import { riskLine, type RiskDeps } from './riskLine.ts';
import { companyTooltip, goalTooltip, metricTooltip } from './goalTooltip.ts';

export type TooltipDeps = RiskDeps & {
  readonly store: Pick<GoalStore, 'goal' | 'company' | 'stats' | 'hasMetrics'>;
  readonly past?: (goalId: string) => Promise<Past>;
};

/** So long, in milliseconds, a tooltip waits for the past of its goal: the next one has it. */
const patienceMs = 400;

/** The tooltip is made when it is asked for: most rows are never hovered. */
export const rowTooltip = async (node: GoalNode, deps: TooltipDeps): Promise<vscode.MarkdownString | undefined> => {
  const { store, now } = deps;
  const goal = node.kind === 'goal' ? store.goal(node.goalId) : undefined;
  if (goal !== undefined)
    return goalTooltip(goal, now(), [riskLine(goal, deps), await pastLine(deps, percentText, goal.Gsid)]);
  if (node.kind === 'metric')
    return metricTooltip(node.metric, await pastLine(deps, numberText, node.goalId, node.metric.Gsid));
  if (node.kind !== 'company') return undefined;
  return companyTooltip(store.company(node.companyId)?.name ?? node.companyId, store.stats(node.companyId));
};

const pastLine = async (
  { past }: TooltipDeps,
  textOf: (value: number) => string,
  goalId: string,
  metricId?: string,
): Promise<string> => {
  const series = past && (await Promise.race([past(goalId), soon()]));
  const points = series?.points(goalId, metricId) ?? [];
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || first === undefined || last === undefined) return '';
  const day = dayText(today(new Date(first.at * 1000)));
  return l10n.t('Since {0}: {1} → {2} {3}', day, textOf(first.value), textOf(last.value), sparkText(points));
};

const soon = (): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, patienceMs, undefined));
