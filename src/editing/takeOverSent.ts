import type { GoalSession } from './goalSession.ts';

/**
 * Whether another window may have saved this very draft, having typed into it or ended it. Writes what is typed here first. What the
 * other one may have sent is in doubt here, too.
 */
export const takeOverSent = (session: Pick<GoalSession, 'keep' | 'edits' | 'draft'>): boolean => {
  const { draft, edits } = session;
  session.keep();
  const sent = draft.sentElsewhere(edits.mine);
  if (sent !== undefined) {
    edits.sending(sent.fields, sent.since);
    session.keep();
  }
  return draft.changedElsewhere !== undefined;
};
