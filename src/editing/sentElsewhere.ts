import { goalFieldNames, type GoalFields } from '../model/goalFields.ts';
import type { Draft, Sent } from './draft.ts';

/**
 * What a window that shares the draft of a new goal sent of it, or may have sent.
 * @param there what lies where that window keeps it; undefined where nothing does any more
 * @param seen what this window last saw there
 */
export const sentElsewhere = (there: Draft | undefined, seen: Draft | undefined): Sent | undefined => {
  if (there?.goalId === undefined && there?.sent !== undefined)
    return { fields: there.sent, ...(there.sentSince === undefined ? {} : { since: there.sentSince }) };
  // It is a goal by now, or was discarded: nobody knows what it was sent as, nor when.
  if (there === undefined || there.goalId !== undefined) return seen && { fields: seen.mine };
  return undefined;
};

/**
 * As this window is in doubt of it. Without its time nothing that is found is taken for it: what was typed apart would be written over
 * what the other window made.
 */
export const asSentFor = (sent: Sent, mine: GoalFields): Sent => {
  const tidy = { ...mine, Name: mine.Name.trim() };
  const isSame = goalFieldNames.every((name) => tidy[name] === sent.fields[name]);
  return isSame ? sent : { fields: sent.fields };
};
