import type { Goal } from '../api/schema.ts';
import {
  fieldsOf,
  goalFieldNames,
  mapFields,
  unreadableFields,
  type GoalField,
  type GoalFields,
} from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import { searchText } from '../model/query/searchedNames.ts';
import { heldIn, type Intent, type SourcePlace, type Refusal, type WantedFields } from './intent.ts';
import { Names, type KnownTenant } from './knownTenant.ts';
import { mergedIntents, type KeyedIntent, type Merged } from './mergedIntents.ts';
import {
  answer,
  createAnyway,
  type Answers,
  type FieldChange,
  type Plan,
  type PlanRow,
  type Question,
} from './plan.ts';
import { goalRefusals, metricRefusals } from './refusals.ts';

/** What each intent comes to against what the tenant is known to hold. Nothing is asked of the tenant. */
export const rowsOf = (
  { intents, answers }: Pick<Plan, 'intents' | 'answers'>,
  known: KnownTenant,
): readonly PlanRow[] => new Maker(known, answers).rows(intents);

/** Goals whose description has to be read before the plan can say what it changes. */
export const goalsToRead = (
  { intents, answers }: Pick<Plan, 'intents' | 'answers'>,
  known: KnownTenant,
): readonly string[] => [
  ...new Set(
    settledIntents(intents, answers).flatMap(({ intent }) => {
      if (intent.kind !== 'update' || intent.fields.Description === undefined) return [];
      const isKnown = intent.base?.Description !== undefined || known.goal(intent.goalId)?.Description !== undefined;
      return isKnown ? [] : [intent.goalId];
    }),
  ),
];

type Resolved = { readonly fields: Partial<GoalFields>; readonly questions: readonly Question[] };

class Maker {
  readonly #known: KnownTenant;
  readonly #answers: Answers;
  readonly #names: Names;
  /** By company and name, the goals that the plan makes. */
  readonly #planned = new Map<string, string>();

  constructor(known: KnownTenant, answers: Answers) {
    this.#known = known;
    this.#answers = answers;
    this.#names = new Names(known);
  }

  rows(intents: readonly Intent[]): readonly PlanRow[] {
    return mergedIntents(settledIntents(intents, this.#answers)).map((merged) => this.#row(merged));
  }

  #row({ key, intent, refusals }: Merged): PlanRow {
    const { source } = intent;
    const goalId = intent.kind === 'create' ? undefined : intent.goalId;
    const goal = goalId === undefined ? undefined : this.#known.goal(goalId);
    const name = goal?.Name ?? sourceName(intent);
    const about = { key, companyId: goal?.CompanyId ?? '', name, ...(source && { source }) };
    const refused = (...more: readonly Refusal[]): PlanRow => ({
      ...about,
      state: { kind: 'refused', refusals: more.map((each) => ({ ...(source && { place: source }), ...each })) },
    });
    if (intent.kind === 'refused') return refused(intent.refusal);
    if (refusals.length > 0) return refused(...refusals);
    if (intent.kind === 'create') return this.#create(key, intent, refused);
    if (goal === undefined) return refused({ code: 'noSuchGoal', value: intent.goalId });
    if (intent.kind === 'addMetric') {
      const problems = metricRefusals(intent.metric);
      if (problems.length > 0) return refused(...problems);
      return { ...about, state: { kind: 'addMetric', goalId: goal.Gsid, metric: tidyMetric(intent.metric) } };
    }
    return this.#update(about, goal, intent, refused);
  }

  #update(
    about: Omit<PlanRow, 'state'>,
    goal: Goal,
    intent: Extract<Intent, { readonly kind: 'update' }>,
    refused: (...refusals: readonly Refusal[]) => PlanRow,
  ): PlanRow {
    const unread = unreadableFields(goal);
    if (unread.length > 0) return refused({ code: 'unreadable', fields: unread });
    const { fields, questions } = this.#resolve(intent.fields, intent.source);
    if (questions.length > 0) return { ...about, state: { kind: 'open', questions } };
    const changes = changesOf(goal, fields, intent.base ?? {});
    const after = { ...fieldsOf(goal), ...Object.fromEntries(changes.map((each) => [each.field, each.after])) };
    const problems = goalRefusals(after, fieldsOf(goal)).filter(({ field }) =>
      changes.some((each) => each.field === field),
    );
    if (problems.length > 0) return refused(...problems);
    const { Gsid: goalId } = goal;
    return {
      ...about,
      state: changes.length === 0 ? { kind: 'unchanged', goalId } : { kind: 'update', goalId, changes },
    };
  }

  #create(
    key: string,
    { fields: wanted, metrics = [], source }: Extract<Intent, { readonly kind: 'create' }>,
    refused: (...refusals: readonly Refusal[]) => PlanRow,
  ): PlanRow {
    const { fields: some, questions } = this.#resolve(wanted, source);
    const fields = mapFields((name) => (name === 'Name' ? (some.Name ?? '').trim() : (some[name] ?? '')));
    const about = { key, companyId: fields.CompanyId, name: fields.Name, ...(source && { source }) };
    if (questions.length > 0) return { ...about, state: { kind: 'open', questions } };
    const problems = [...goalRefusals(fields), ...metrics.flatMap((metric) => metricRefusals(metric))];
    if (problems.length > 0) return { ...refused(...problems), ...about };
    const question = this.#perhapsThere(key, fields, source);
    if (question !== undefined) return { ...about, state: { kind: 'open', questions: [question] } };
    return { ...about, state: { kind: 'create', fields, metrics: metrics.map(tidyMetric) } };
  }

  #perhapsThere(key: string, { CompanyId, Name }: GoalFields, place: SourcePlace | undefined): Question | undefined {
    const planned = JSON.stringify([CompanyId, searchText(Name)]);
    const isTwice = this.#planned.has(planned);
    this.#planned.set(planned, key);
    if (this.#answers[goalQuestion(key)] === createAnyway) return undefined;
    const there = this.#names.goalsCalled(CompanyId, Name);
    if (there.length === 0 && !isTwice) return undefined;
    const choices = there.map((goal) => ({ id: goal.Gsid, name: goal.Name, confidence: goal.Name === Name ? 1 : 0.9 }));
    const code = there.length === 0 ? 'plannedTwice' : 'perhapsThere';
    return { key: goalQuestion(key), code, text: Name, choices, ...(place && { place }) };
  }

  #resolve(wanted: WantedFields, place: SourcePlace | undefined): Resolved {
    const fields: Partial<Record<GoalField, string>> = {};
    const questions: Question[] = [];
    for (const field of goalFieldNames) {
      const value = wanted[field];
      if (value === undefined) continue;
      const resolved = typeof value === 'string' ? value : this.#resolveName(field, value.named, place);
      if (typeof resolved === 'string') fields[field] = resolved;
      else questions.push(resolved);
    }
    return { fields, questions };
  }

  #resolveName(field: GoalField, named: string, place: SourcePlace | undefined): string | Question {
    const text = named.trim();
    if (text === '') return '';
    const key = `${field} ${text}`;
    const answered = this.#answers[key];
    if (answered !== undefined) return answered;
    const found = this.#names.resolve(field, text);
    if (found.kind === 'exact') return found.id;
    return { key, field, code: found.code, text, choices: found.choices, ...(place && { place }) };
  }
}

/**
 * A create that was answered with a goal that is there is an update of it, and adds its metrics to it. What a new goal would not have says
 * nothing of that one, and neither does the status that a new goal begins with.
 */
export const settledIntents = (intents: readonly Intent[], answers: Answers): readonly KeyedIntent[] =>
  intents.flatMap((intent, at): readonly KeyedIntent[] => {
    const key = String(at);
    const goalId = answers[goalQuestion(key)];
    if (intent.kind !== 'create' || goalId === undefined || goalId === createAnyway) return [{ key, intent }];
    const { metrics = [], source, base } = intent;
    const fields = meantFields(intent.fields);
    const from = source === undefined ? {} : { source };
    return [
      { key, intent: { kind: 'update', goalId, fields, ...(base && { base }), ...from } },
      ...metrics.map((metric, place): KeyedIntent => ({
        key: `${key}.${place}`,
        intent: { kind: 'addMetric', goalId, metric, ...from },
      })),
    ];
  });

const meantFields = (fields: WantedFields): WantedFields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, wanted]) => {
      const text = (typeof wanted === 'string' ? wanted : wanted.named).trim();
      return text !== '' && !(name === 'Status' && text === firstStatus);
    }),
  );

/** The one of a goal that is new, or a copy. */
const firstStatus = 'Not Started';

/** The fields that an answer to a question about a create changes in the goal that is chosen; undefined for another question. */
export const fieldsMeantFor = ({ intents }: Pick<Plan, 'intents'>, questionKey: string): WantedFields | undefined => {
  const intent = intents.find((_, at) => goalQuestion(String(at)) === questionKey);
  return intent?.kind === 'create' ? meantFields(intent.fields) : undefined;
};

/** The plan with the answer that this goal, as it is known now, is the one that was to be made: what others write from here on stands. */
export const answerWithGoal = (plan: Plan, questionKey: string, goal: Goal): Plan => {
  const fields = fieldsMeantFor(plan, questionKey) ?? {};
  const base = heldIn(goal, fields);
  const intents = plan.intents.map((intent, at) =>
    intent.kind === 'create' && goalQuestion(String(at)) === questionKey ? { ...intent, base } : intent,
  );
  return answer({ ...plan, intents }, questionKey, goal.Gsid);
};

const goalQuestion = (key: string): string => `goal ${key}`;

/** What differs from what the change stands on: that and the tenant's value may be two, where somebody went on meanwhile. */
const changesOf = (goal: Goal, wanted: Partial<GoalFields>, base: Partial<GoalFields>): readonly FieldChange[] =>
  goalFieldNames.flatMap((field) => {
    const value = wanted[field];
    if (value === undefined) return [];
    const held = field === 'Description' ? goal.Description : (goal[field] ?? '');
    const before = base[field] ?? held;
    const after = field === 'Name' && value !== before ? value.trim() : value;
    return after === before || after === held ? [] : [{ field, ...(before === undefined ? {} : { before }), after }];
  });

/** What a goal that is not known is called by who wants to change it. */
const sourceName = (intent: Intent): string => {
  if (intent.kind === 'addMetric') return '';
  const name = intent.kind === 'refused' ? intent.name : intent.fields.Name;
  return typeof name === 'string' ? name.trim() : '';
};

const tidyMetric = (metric: MetricFields): MetricFields => ({ ...metric, Name: metric.Name.trim() });
