import { explainMismatches } from '../explain.ts';
import type { Explanation } from '../failure.ts';
import type { GoalField } from '../model/goalFields.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';
import type { GoalMismatch } from '../model/mismatches.ts';

/**
 * What was saved and what the tenant holds instead; undefined where it holds what was saved.
 * @param readable texts of a field as a person tells them apart
 * @param textOf a value of a field in words: the name that goes with an id
 */
export const explainSavedGoal = (
  mismatches: readonly GoalMismatch[],
  readable: (field: GoalField, texts: readonly string[]) => readonly string[],
  textOf: (field: GoalField, value: string) => string,
): Explanation | undefined => {
  if (mismatches.length === 0) return undefined;
  const shown = mismatches.map(({ field, meant, held }) => {
    const [mine = '', theirs = ''] = readable(field, [meant, held ?? '']).map((text) => textOf(field, text));
    return { label: goalFieldLabel(field), meant: mine, held: held === undefined ? undefined : theirs };
  });
  return explainMismatches(shown);
};
