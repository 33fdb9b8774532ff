import type { Goal } from '../api/schema.ts';
import { heldIn, type Intent } from '../plan/intent.ts';

/**
 * What the fields hold now is what the person sees and changes: who writes there from here on is in conflict with it.
 * @param texts descriptions that were read by themselves, by goal; '' for none, which no list tells from one that was not read
 */
export const asSeen = (
  intent: Intent,
  goalOf: (goalId: string) => Goal | undefined,
  texts: ReadonlyMap<string, string> = new Map(),
): Intent => {
  const listed = intent.kind === 'update' ? goalOf(intent.goalId) : undefined;
  if (intent.kind !== 'update' || listed === undefined) return intent;
  const text = texts.get(intent.goalId);
  const goal = text === undefined ? listed : { ...listed, Description: text };
  return { ...intent, base: { ...heldIn(goal, intent.fields), ...intent.base } };
};
