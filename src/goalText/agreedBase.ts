import type { GoalText } from './goalText.ts';
import type { BaseGoal, TextBase } from './textBase.ts';
import { fieldKeys, fieldOf } from './textKeys.ts';
import { markdownOf } from './textPlan.ts';

/**
 * What a text stands on from now on: where it says what the tenant holds now, that is no change any more, as after it was applied.
 * @param now of a goal; undefined where it is not known
 */
export const agreedBase = (text: GoalText, base: TextBase, now: (id: string) => BaseGoal | undefined): TextBase => {
  const entries = new Map(text.entries.map((entry) => [entry.values.id?.text ?? '', entry]));
  const goals = base.goals.map((goal) => {
    const [entry, held] = [entries.get(goal.id), now(goal.id)];
    if (entry === undefined || held === undefined) return goal;
    const agreed = fieldKeys.filter((key) => {
      const value = entry.values[key];
      if (value === undefined || held.shown[key] === undefined) return false;
      return (key === 'description' ? markdownOf(value) : value.text) === held.shown[key];
    });
    const fields = Object.fromEntries(agreed.map((key) => [fieldOf[key], held.fields[fieldOf[key]]]));
    const shown = Object.fromEntries(agreed.map((key) => [key, held.shown[key]]));
    return { ...goal, fields: { ...goal.fields, ...fields }, shown: { ...goal.shown, ...shown } };
  });
  return { ...base, goals };
};
