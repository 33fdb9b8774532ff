import { mapFields, type GoalField, type GoalFields } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Intent, SourcePlace, Refusal } from './intent.ts';
import type { Choice } from './resolver.ts';

/** What makes a plan, as it is kept: what it comes to is made of this and of what the tenant holds. */
export type Plan = {
  readonly id: string;
  readonly tenant: TenantId;
  readonly intents: readonly Intent[];
  readonly answers: Answers;
  /** Parts that a person left out: see {@link partOf}. */
  readonly leftOut: readonly string[];
};

/** By the question's key, the id that was chosen. */
export type Answers = Readonly<Record<string, string>>;

/** The answer that makes the goal although there may be one. */
export const createAnyway = 'create';

export type Question = {
  /** The same for each row that asks the same. */
  readonly key: string;
  /** Absent where the question is whether the goal is there already. */
  readonly field?: GoalField;
  readonly code: 'namesakes' | 'weak' | 'unknown' | 'perhapsThere' | 'plannedTwice';
  /** The name in question. */
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly place?: SourcePlace;
};

/** `before` is absent where it is not known: such a change is sent only where the tenant has nothing there. */
export type FieldChange = { readonly field: GoalField; readonly before?: string; readonly after: string };

export type RowState =
  | { readonly kind: 'create'; readonly fields: GoalFields; readonly metrics: readonly MetricFields[] }
  | { readonly kind: 'update'; readonly goalId: string; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'addMetric'; readonly goalId: string; readonly metric: MetricFields }
  | { readonly kind: 'unchanged'; readonly goalId: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'open'; readonly questions: readonly Question[] };

export type PlanRow = {
  /** Of the row in its plan. */
  readonly key: string;
  readonly state: RowState;
  /** '' where they are not known. */
  readonly companyId: string;
  readonly name: string;
  readonly source?: SourcePlace;
};

/** One thing to send. */
export type Step =
  | { readonly kind: 'create'; readonly key: string; readonly fields: GoalFields }
  | {
      readonly kind: 'update';
      readonly key: string;
      readonly goalId: string;
      readonly changes: readonly FieldChange[];
    }
  | { readonly kind: 'addMetric'; readonly key: string; readonly goal: MetricGoal; readonly metric: MetricFields };

/** A goal that is there, or one that another step makes. */
export type MetricGoal = { readonly id: string } | { readonly createdBy: string };

/** Names of the parts of a plan that can be left out. */
export const partOf = {
  company: (companyId: string): string => `company ${companyId}`,
  row: (key: string): string => `row ${key}`,
  field: (key: string, field: GoalField): string => `field ${key} ${field}`,
};

/** The plan with an answer to a question. @param key the question's @param id that of the choice, or {@link createAnyway} */
export const answer = (plan: Plan, key: string, id: string): Plan => ({
  ...plan,
  answers: { ...plan.answers, [key]: id },
});

export type PlanCounts = {
  readonly updates: number;
  readonly creates: number;
  readonly metrics: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly toDecide: number;
  readonly leftOut: number;
};

/** What of the plan is not left out, and how many rows are. */
export const countsOf = (rows: readonly PlanRow[], leftOut: readonly string[]): PlanCounts => {
  const without = new Set(leftOut);
  const kinds = rows.map((row) => chosenState(row, without)?.kind);
  const count = (kind: RowState['kind'] | undefined): number => kinds.filter((each) => each === kind).length;
  const steps = stepsOf(rows, leftOut);
  return {
    updates: count('update'),
    creates: count('create'),
    metrics: steps.filter(({ kind }) => kind === 'addMetric').length,
    unchanged: count('unchanged'),
    refused: count('refused'),
    toDecide: count('open'),
    leftOut: count(undefined),
  };
};

/** What there is to send. */
export const stepsOf = (rows: readonly PlanRow[], leftOut: readonly string[]): readonly Step[] => {
  const without = new Set(leftOut);
  return rows.flatMap((row) => stepsOfRow(row.key, chosenState(row, without)));
};

const stepsOfRow = (key: string, state: RowState | undefined): readonly Step[] => {
  if (state?.kind === 'update') return [{ kind: 'update', key, goalId: state.goalId, changes: state.changes }];
  if (state?.kind === 'addMetric')
    return [{ kind: 'addMetric', key, goal: { id: state.goalId }, metric: state.metric }];
  if (state?.kind !== 'create') return [];
  const { fields, metrics } = state;
  const added = metrics.map((metric, at): Step => ({
    kind: 'addMetric',
    key: `${key}.${at}`,
    goal: { createdBy: key },
    metric,
  }));
  return [{ kind: 'create', key, fields }, ...added];
};

/** What a row comes to without its parts that are left out; undefined where nothing is left of it. */
const chosenState = ({ key, companyId, state }: PlanRow, without: ReadonlySet<string>): RowState | undefined => {
  if (without.has(partOf.row(key)) || without.has(partOf.company(companyId))) return undefined;
  const isChosen = (field: GoalField): boolean => !without.has(partOf.field(key, field));
  if (state.kind === 'update') {
    const changes = state.changes.filter(({ field }) => isChosen(field));
    return changes.length === 0 ? undefined : { ...state, changes };
  }
  if (state.kind !== 'create') return state;
  const fields = mapFields((field) => (mustStay(field) || isChosen(field) ? state.fields[field] : ''));
  return { ...state, fields };
};

/** No goal is made without them. */
const mustStay = (field: GoalField): boolean => field === 'Name' || field === 'CompanyId';
