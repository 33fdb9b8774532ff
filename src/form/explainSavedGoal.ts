import { explainMismatches } from '../explain.ts';
import type { Explanation } from '../failure.ts';
import { goalFieldLabels, type GoalField } from '../model/goalFields.ts';
import type { GoalMismatch } from '../model/mismatches.ts';

/**
 * What was saved and what the tenant holds instead; undefined where it holds what was saved.
 * @param readable texts of a field as a person tells them apart
 * @param nameOf the name that goes with an id; undefined where none is known, or the field holds no id
 */
export const explainSavedGoal = (
  mismatches: readonly GoalMismatch[],
  readable: (field: GoalField, texts: readonly string[]) => readonly string[],
  nameOf: (field: GoalField, id: string) => string | undefined,
): Explanation | undefined => {
  if (mismatches.length === 0) return undefined;
  const shown = mismatches.map(({ field, meant, held }) => {
    const [mine = '', theirs = ''] = readable(field, [meant, held ?? '']).map((text) => nameOf(field, text) ?? text);
    return { label: goalFieldLabels[field], meant: mine, held: held === undefined ? undefined : theirs };
  });
  return explainMismatches(shown);
};
