import { goalStatuses, type Goal } from '../api/schema.ts';
import { RichText, type Loss } from '../description/richText.ts';
import { fieldsOf, goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import { statusOf } from '../model/query/query.ts';
import type { Intent, Wanted, WantedFields } from '../plan/intent.ts';
import type { AgentTenant } from './agentTenant.ts';
import { isGsid } from '../model/gsid.ts';
import { goalFinder, type Found } from './finding.ts';
import { harmless, harmlessMarkup, quoted } from './harmless.ts';
import type { Values } from './input.ts';

/** What is to be changed, or why that cannot be planned: each a text for who asked. */
export type Wishes = {
  readonly intents: readonly Intent[];
  /** By the place of its intent, whether a goal is wanted though there is one of its name. */
  readonly isWantedAnyway: readonly boolean[];
  readonly problems: readonly string[];
  /** What an edit of a description drops, and the like. */
  readonly notes: readonly string[];
};

type Wish = { readonly intent: Intent; readonly isWantedAnyway?: boolean; readonly notes?: readonly string[] };

/** Reads what is wished. Goals that are to be updated are read from the tenant. @throws ApiError */
export const readWishes = async (input: Values, tenant: AgentTenant, signal: AbortSignal): Promise<Wishes> => {
  const creates = input.list('create').map((each) => createOf(each));
  const texts = [...input.list('update'), ...input.list('add_metric')].map((each) => each.text('goal') ?? '');
  const find = await goalFinder(tenant, texts);
  const updates: (Wish | string)[] = [];
  for (const each of input.list('update')) updates.push(await updateOf(each, find, tenant, signal));
  const metrics = input.list('add_metric').map((each) => metricOf(each, find));
  const all = [...creates, ...updates, ...metrics];
  const wishes = all.filter((each) => typeof each !== 'string');
  return {
    intents: wishes.map(({ intent }) => intent),
    isWantedAnyway: wishes.map((each) => each.isWantedAnyway === true),
    problems: all.filter((each) => typeof each === 'string'),
    notes: wishes.flatMap(({ notes = [] }) => notes),
  };
};

const createOf = (wish: Values): Wish => {
  const markdown = wish.text('description');
  const description =
    markdown === undefined ? {} : { Description: new RichText('', '').write(harmlessMarkup(markdown)).value };
  return {
    intent: {
      kind: 'create',
      fields: { CompanyId: named(wish.text('company') ?? ''), ...fieldsIn(wish), ...description },
      metrics: wish.list('metrics').map(metricIn),
    },
    isWantedAnyway: wish.flag('even_if_exists'),
  };
};

type Find = (text: string) => Found;

const updateOf = async (wish: Values, find: Find, tenant: AgentTenant, signal: AbortSignal): Promise<Wish | string> => {
  const found = find(wish.text('goal') ?? '');
  if (found.kind === 'answer') return found.answer.text;
  const goal = await tenant.store.fetchGoal(found.id, signal);
  const written = descriptionIn(wish, goal);
  if (typeof written === 'string') return written;
  const fields: WantedFields = { ...fieldsIn(wish), ...(written && { Description: written.value }) };
  const notes = written === undefined || written.drops.length === 0 ? [] : [dropNote(found.id, written.drops)];
  return { intent: { kind: 'update', goalId: found.id, fields, base: baseOf(goal, fields) }, notes };
};

const metricOf = (wish: Values, find: Find): Wish | string => {
  const found = find(wish.text('goal') ?? '');
  if (found.kind === 'answer') return found.answer.text;
  return { intent: { kind: 'addMetric', goalId: found.id, metric: metricIn(wish) } };
};

const simpleFields = {
  name: 'Name',
  status: 'Status',
  owner: 'OwnerId',
  target_date: 'TargetDate',
  template: 'TemplateId',
} as const;

const fieldsIn = (wish: Values): WantedFields =>
  Object.fromEntries(
    Object.entries(simpleFields).flatMap(([name, field]): readonly (readonly [GoalField, Wanted])[] => {
      const text = wish.text(name);
      return text === undefined ? [] : [[field, wantedOf(field, harmless(text).trim())]];
    }),
  );

const wantedOf = (field: GoalField, text: string): Wanted => {
  if (field === 'OwnerId' || field === 'TemplateId') return named(text);
  if (field !== 'Status') return text;
  const status = statusOf(text);
  return text === '' || goalStatuses.some((each) => each === status) ? status : { named: text };
};

/** An id is taken as it is: who owns no goal, and a company without one, is not known by name. */
const named = (text: string): Wanted => (text === '' || isGsid(text.trim()) ? text.trim() : { named: text });

/** What the fields hold where the change was thought of: whatever is there later is a conflict. */
const baseOf = (goal: Goal, wanted: WantedFields): Partial<GoalFields> => {
  const held = fieldsOf(goal);
  return Object.fromEntries(
    goalFieldNames.filter((field) => wanted[field] !== undefined).map((field) => [field, held[field]]),
  );
};

const metricIn = (wish: Values): MetricFields => ({
  Name: harmless(wish.text('name') ?? '').trim(),
  TargetValue: numberText(wish.number('target')),
  CurrentValue: numberText(wish.number('current')),
  Unit: harmless(wish.text('unit') ?? '').trim(),
});

const numberText = (value: number | undefined): string => (value === undefined ? '' : String(value));

type Description = { readonly value: string; readonly drops: readonly Loss[] };

const descriptionIn = (wish: Values, goal: Goal): Description | string | undefined => {
  const markdown = wish.text('description');
  if (markdown === undefined) return undefined;
  const base = goal.Description ?? '';
  const text = new RichText(base, base);
  if (!text.isReadable)
    return `The description of the goal ${quoted(goal.Gsid)} is too complex to be edited here. Leave it out, and edit it in Gainsight.`;
  const before = text.markdown.trimEnd();
  const added = harmlessMarkup(markdown);
  // What is there stays as it is, also what of it nobody sees.
  return text.write(wish.flag('replace_description') || before === '' ? added : `${before}\n\n${added}`);
};

const dropNote = (goalId: string, drops: readonly Loss[]): string =>
  `The new description of the goal ${quoted(goalId)} drops what Markdown cannot hold: ${drops.join(', ')}.`;
