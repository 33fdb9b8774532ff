import type { Goal, GoalMetric } from '../../../src/api/schema.ts';
import { RichText } from '../../../src/description/richText.ts';
import type { TenantId } from '../../../src/model/tenant.ts';
import { Names } from '../../../src/plan/knownTenant.ts';
import { GoalShower, type TextBase } from '../../../src/goalText/textBase.ts';
import type { TextContext } from '../../../src/goalText/textContext.ts';
import { planOfText, type TextPlan } from '../../../src/goalText/textPlan.ts';
import { readGoalText } from '../../../src/goalText/readGoalText.ts';
import { writeGoalText } from '../../../src/goalText/writeGoalText.ts';
import { goals, known } from '../plan/known.ts';

export const tenant: TenantId = 'sample';

const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string | undefined) =>
  list.find((each) => each.id === id)?.name;

/** As a search has them: with the names of companies and owners. */
export const named = (goal: Goal): Goal => {
  const company = known.companies().find(({ Gsid }) => Gsid === goal.CompanyId)?.name;
  const owner = nameOf(known.owners(), goal.OwnerId);
  return { ...goal, ...(company && { CompanyName: company }), ...(owner && { OwnerName: owner }) };
};

export const knownGoals = { ...known, goal: (id: string) => goals.map(named).find(({ Gsid }) => Gsid === id) };

const metric: GoalMetric = { Gsid: 'M1', Name: 'Logins', GoalId: 'G2', CurrentValue: 3, TargetValue: 10 };

/** What was opened as a text: these goals, with their descriptions and metrics. */
export const openedText = (
  some: readonly Goal[] = goals.map(named),
): { readonly base: TextBase; readonly text: string } => {
  const shower = new GoalShower(new Names(known), known);
  const base = some.map((goal) => {
    const Description = goal.Description ?? '';
    const { markdown } = new RichText(Description, Description);
    return shower.base({ ...goal, Description }, { markdown, metrics: goal.Gsid === 'G2' ? [metric] : [] });
  });
  return { base: { tenant, goals: base }, text: writeGoalText(tenant, base) };
};

export const planned = (text: string, more: Partial<TextContext> = {}): TextPlan => {
  const context: TextContext = { file: 'f', tenant, known: knownGoals, isComplete: true, ...more };
  return planOfText(readGoalText(text), context);
};

/** Mistakes as lines: what, line and column, what stands there, what may be meant. */
export const mistakes = (text: string, more: Partial<TextContext> = {}): readonly string[] => {
  const { placeOf } = readGoalText(text);
  return planned(text, more).problems.map(({ code, span, key = '', value = '', nearest = '' }) => {
    const { line, column } = placeOf(span.start);
    return [`${line}:${column}`, code, key, value, nearest].filter((part) => part !== '').join(' ');
  });
};
