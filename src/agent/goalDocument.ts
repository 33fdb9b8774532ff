import type { Goal, GoalMetric } from '../api/schema.ts';
import { readable } from '../description/richText.ts';
import { metricPercent } from '../model/progress.ts';
import type { AgentTenant } from './agentTenant.ts';
import { fenced, tableOf } from './fence.ts';
import { counted, dueWords, metricCells, momentWords, percentWords, heldWords } from './goalWords.ts';
import { harmlessMarkup, oneLine } from './harmless.ts';

/** A description as Markdown, with nothing in it that is not seen: taken out before and after it is decoded. */
export const descriptionText = (html: string): string => harmlessMarkup(readable(harmlessMarkup(html))).trim();

export type GoalParts = {
  readonly goal: Goal;
  readonly metrics: readonly GoalMetric[];
  readonly templateName: string | undefined;
};

/** The goal with its description, its metrics, and what its template is called. @throws ApiError */
export const readGoal = async (tenant: AgentTenant, goalId: string, signal: AbortSignal): Promise<GoalParts> => {
  const [goal, metrics] = await Promise.all([
    tenant.store.fetchGoal(goalId, signal),
    tenant.store.metrics(goalId, signal),
  ]);
  const { TemplateId } = goal;
  const templates = TemplateId === undefined || TemplateId === '' ? [] : await tenant.store.templates(signal);
  return { goal, metrics, templateName: templates.find(({ id }) => id === TemplateId)?.name };
};

/** All of a goal as text, within a fence. @param room for the description, in characters */
export const goalDocument = ({ goal, metrics, templateName }: GoalParts, now: Date, room: number): string => {
  const facts = factsOf(goal, templateName, now).map(([name, value]) => `${name}: ${oneLine(value, 300)}`);
  const table = metrics.length === 0 ? [] : ['', ...metricTable(metrics, room / 2)];
  const head = [...facts, ...table].join('\n');
  return fenced([head, '', ...descriptionLines(goal, room - head.length)].join('\n'));
};

const factsOf = (goal: Goal, templateName: string | undefined, now: Date): readonly (readonly [string, string])[] => {
  const all: readonly (readonly [string, string | undefined])[] = [
    ['goal', heldWords(goal, 'Name', goal.Name)],
    ['id', goal.Gsid],
    ['company', heldWords(goal, 'CompanyId', withId(goal.CompanyName, goal.CompanyId))],
    ['status', heldWords(goal, 'Status', goal.Status)],
    ['progress', heldWords(goal, 'CompletionPercentage', percentWords(goal.CompletionPercentage))],
    ['due', heldWords(goal, 'TargetDate', dueWords(goal, now))],
    ['owner', heldWords(goal, 'OwnerId', withId(goal.OwnerName, goal.OwnerId))],
    ['template', heldWords(goal, 'TemplateId', withId(templateName, goal.TemplateId))],
    ['created', heldWords(goal, 'CreatedDate', momentWords(goal.CreatedDate, now))],
    ['changed', heldWords(goal, 'ModifiedDate', momentWords(goal.ModifiedDate, now))],
    ['could not be read', goal.unreadable?.join(', ')],
  ];
  return all
    .map(([name, value]) => [name, value === undefined || value === '' ? 'none' : value] as const)
    .filter(([name, value]) => name !== 'could not be read' || value !== 'none');
};

const withId = (name: string | undefined, id: string | undefined): string | undefined =>
  id === undefined || id === '' ? undefined : name === undefined || name === '' ? id : `${name} (id ${id})`;

const metricTable = (metrics: readonly GoalMetric[], room: number): readonly string[] => {
  const lines = tableOf(
    ['metric', 'current', 'target', 'unit', 'of target'],
    metrics.map((metric) => [...metricCells(metric), percentWords(metricPercent(metric))]),
  );
  let left = room;
  const shown = lines.filter((line) => (left -= line.length + 1) >= 0);
  const hidden = lines.length - shown.length;
  return [
    `${counted(metrics.length, 'metric')}:`,
    ...shown,
    ...(hidden === 0 ? [] : [`(${counted(hidden, 'metric')} not shown)`]),
  ];
};

const descriptionLines = (goal: Goal, room: number): readonly string[] => {
  const text = descriptionText(goal.Description ?? '');
  if (text === '') return ['description: none'];
  const most = Math.max(200, room);
  if (text.length <= most) return ['description, as Markdown:', text];
  return [
    'description, as Markdown:',
    text.slice(0, most).toWellFormed(),
    `(cut after ${most} of ${text.length} characters)`,
  ];
};
