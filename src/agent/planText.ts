import { refusalText } from '../refusalWords.ts';
import { goalStatuses, type GoalTemplate } from '../api/schema.ts';
import { goalFieldNames, type GoalField } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import type { Intent } from '../plan/intent.ts';
import type { PlanRow, Question, Step } from '../plan/plan.ts';
import type { AgentTenant } from './agentTenant.ts';
import { tableOf, whole, type Cell } from './fence.ts';
import { choiceTable } from './finding.ts';
import { descriptionText } from './goalDocument.ts';
import { counted } from './goalWords.ts';
import { oneLine, quoted } from './harmless.ts';

export const fieldWords: Readonly<Record<GoalField, string>> = {
  Name: 'name',
  CompanyId: 'company',
  Status: 'status',
  OwnerId: 'owner',
  TargetDate: 'target date',
  TemplateId: 'template',
  Description: 'description',
};

/** Names of the ids in a plan. */
export type Names = { readonly of: (field: GoalField, id: string) => string | undefined };

export const namesIn = ({ store }: AgentTenant, templates: readonly GoalTemplate[]): Names => {
  const owners = new Map(store.owners().map(({ id, name }) => [id, name]));
  const templateNames = new Map(templates.map(({ id, name }) => [id, name]));
  return {
    of: (field, id) => {
      if (field === 'CompanyId') return store.company(id)?.name;
      if (field === 'OwnerId') return owners.get(id);
      return field === 'TemplateId' ? templateNames.get(id) : undefined;
    },
  };
};

/** `1 goal to create, 2 to update, 1 metric to add`. */
export const planCounts = (steps: readonly Step[]): string => {
  const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length;
  const parts = [
    count('create') > 0 ? `${counted(count('create'), 'goal')} to create` : '',
    count('update') > 0 ? `${counted(count('update'), 'goal')} to update` : '',
    count('addMetric') > 0 ? `${counted(count('addMetric'), 'metric')} to add` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
};

/**
 * All that a plan sends, as it is now and as it will be, to be fenced. Of descriptions as much as there is room for; of the rest nothing
 * is cut, since a person agrees to it: undefined where there is too little room.
 */
export const planTable = (
  steps: readonly Step[],
  tenant: AgentTenant,
  names: Names,
  room: number,
): string | undefined => {
  const rows = steps.flatMap((step) => stepRows(step, tenant, names, steps));
  const table = tableOf(['id', 'goal', 'field', 'before', 'after'], rows, whole);
  return withDescriptions(table, steps, tenant, room);
};

/** The same for a person, goal by goal, for where a table would be wrapped. */
export const planLines = (
  steps: readonly Step[],
  tenant: AgentTenant,
  names: Names,
  room: number,
): string | undefined => {
  const rows = steps.flatMap((step) => stepRows(step, tenant, names, steps));
  const lines = [...Map.groupBy(rows, ([id, name]) => oneLine(`${name} (${id})`, whole))].flatMap(([goal, changes]) => [
    goal,
    ...changes.map(changeLine),
  ]);
  return withDescriptions(lines, steps, tenant, room);
};

const changeLine = ([, , field, ...values]: readonly Cell[]): string => {
  // Of a new goal there is nothing before, and of the goal itself nothing after.
  const given = values.filter((value) => value !== undefined).map((value) => oneLine(String(value), whole));
  return `    ${[field, ...(given.length === 0 ? [] : [given.join(' → ')])].join(': ')}`;
};

const withDescriptions = (
  lines: readonly string[],
  steps: readonly Step[],
  tenant: AgentTenant,
  room: number,
): string | undefined => {
  const table = lines.join('\n');
  const texts = steps.flatMap((step) => descriptionsOf(step, tenant, steps));
  const left = room - table.length - texts.reduce((sum, { title }) => sum + title.length + 2, 0);
  const most = Math.floor(left / Math.max(1, texts.length));
  if (left < 0 || (texts.length > 0 && most < 200)) return undefined;
  return [table, ...texts.flatMap(({ title, text }) => ['', title, cut(text, most)])].join('\n');
};

const stepRows = (
  step: Step,
  tenant: AgentTenant,
  names: Names,
  all: readonly Step[],
): readonly (readonly Cell[])[] => {
  const { id, name } = goalOf(step, tenant, all);
  switch (step.kind) {
    case 'create':
      return [
        [id, name, 'new goal', undefined, undefined],
        ...goalFieldNames.flatMap((field): readonly (readonly Cell[])[] =>
          step.fields[field] === ''
            ? []
            : [[id, name, fieldWords[field], undefined, valueText(field, step.fields[field], names)]],
        ),
      ];
    case 'update':
      return step.changes.map(({ field, before, after }) => [
        id,
        name,
        fieldWords[field],
        before === undefined ? 'not known' : valueText(field, before, names),
        valueText(field, after, names),
      ]);
    case 'addMetric':
      return [[id, name, 'new metric', undefined, metricText(step.metric)]];
  }
};

export type PlannedGoal = {
  /** The goal's; of one that the plan makes `new 1`, `new 2` and so on, since two may be called the same. */
  readonly id: string;
  readonly name: string;
};

/** The goal that a step is about. */
export const goalOf = (step: Step, { store }: Pick<AgentTenant, 'store'>, all: readonly Step[]): PlannedGoal => {
  if (step.kind === 'update') return knownGoal(step.goalId, store);
  if (step.kind === 'addMetric' && 'id' in step.goal) return knownGoal(step.goal.id, store);
  const key = step.kind === 'addMetric' && 'createdBy' in step.goal ? step.goal.createdBy : step.key;
  const creates = all.filter((each) => each.kind === 'create');
  const place = creates.findIndex((each) => each.key === key);
  return { id: `new ${place + 1}`, name: creates[place]?.fields.Name ?? '' };
};

const knownGoal = (id: string, store: AgentTenant['store']): PlannedGoal => ({ id, name: store.goal(id)?.Name ?? '' });

const valueText = (field: GoalField, value: string, names: Names): string => {
  if (value === '') return 'none';
  if (field === 'Description') return 'see below';
  const name = names.of(field, value);
  return name === undefined ? value : `${name} (id ${value})`;
};

/** The numbers first, whatever the name goes on to say. */
const metricText = ({ Name, CurrentValue, TargetValue, Unit }: MetricFields): string =>
  [CurrentValue === '' ? '' : `${CurrentValue} of `, TargetValue, Unit === '' ? '' : ` ${Unit}`, ': ', Name].join('');

type Description = { readonly title: string; readonly text: string };

/** What was and what will be; of one that is added to, what is added. */
const descriptionsOf = (step: Step, tenant: AgentTenant, all: readonly Step[]): readonly Description[] => {
  const { id, name } = goalOf(step, tenant, all);
  const goal = oneLine(`${id} ${name}`, whole);
  if (step.kind === 'create' && step.fields.Description !== '')
    return [{ title: `description of the goal ${goal}:`, text: descriptionText(step.fields.Description) }];
  const change = step.kind === 'update' ? step.changes.find(({ field }) => field === 'Description') : undefined;
  if (change === undefined) return [];
  const [before, after] = [descriptionText(change.before ?? ''), descriptionText(change.after)];
  if (before !== '' && after.startsWith(before))
    return [{ title: `added at the end of the description of ${goal}:`, text: after.slice(before.length).trim() }];
  return [
    { title: `description of ${goal} before:`, text: before },
    { title: `description of ${goal} after:`, text: after },
  ];
};

const cut = (text: string, most: number): string => {
  if (text === '') return 'none';
  if (text.length <= most) return text;
  const half = Math.floor((most - 60) / 2);
  const left = text.length - 2 * half;
  return `${text.slice(0, half).toWellFormed()}\n(… ${left} characters are not shown …)\n${text.slice(-half).toWellFormed()}`;
};

/** Why a row cannot be planned, and what to do; undefined where it can. @param intent that the row was made of */
export const rowProblem = ({ state }: PlanRow, intent: Intent | undefined): string | undefined => {
  const what = intentWords(intent);
  if (state.kind === 'refused')
    return state.refusals.map((refusal) => `${what}: ${oneLine(refusalText(refusal), 300)}`).join('\n');
  if (state.kind === 'open') return state.questions.map((question) => `${what}: ${questionText(question)}`).join('\n');
  return undefined;
};

/** By what was asked for: what the tenant calls it belongs into the fence. */
const intentWords = (intent: Intent | undefined): string => {
  if (intent?.kind === 'create')
    return typeof intent.fields.Name === 'string' ? `create ${quoted(intent.fields.Name)}` : 'create';
  return intent?.goalId === undefined ? 'change' : `goal ${quoted(intent.goalId)}`;
};

const questionText = ({ code, field, text, choices }: Question): string => {
  const thing = field === undefined ? 'goal' : fieldWords[field];
  const table = choices.length === 0 ? '' : `\n${choiceTable(thing, choices)}`;
  switch (code) {
    case 'perhapsThere':
      return `that company has a goal of this name already. Update that one instead; or, where the person wants another one, set even_if_exists.${table}`;
    case 'plannedTwice':
      return 'two goals of this name are to be created for that company. Leave one out; or, where the person wants both, set even_if_exists.';
    case 'namesakes':
      return `several are called ${quoted(text)}. Ask the person which ${thing} is meant, and give its id.${table}`;
    case 'weak':
      return `no ${thing} is called exactly ${quoted(text)}. Ask the person which of these is meant, and give its id.${table}`;
    case 'unknown':
      return `there is no ${thing} ${quoted(text)}. ${field === 'Status' ? `Statuses: ${goalStatuses.join(', ')}.` : 'Give its very name or its id; the list tools have them.'}`;
  }
};
