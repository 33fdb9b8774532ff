import { changedFields, partOf } from '../model/goalFields.ts';
import type { Draft } from './draft.ts';
import type { GoalSession } from './goalSession.ts';

/** Fills a form in which nothing is typed with what another place left, so that it is a conflict where the tenant holds something else. */
export const showVersions = (
  session: Pick<GoalSession, 'edits' | 'replace' | 'keep' | 'changed'>,
  { base, mine }: Pick<Draft, 'base' | 'mine'>,
): void => {
  const { edits } = session;
  const theirs = edits.tenant;
  const fields = changedFields(base, mine);
  edits.rebase({ ...theirs, ...partOf(base, fields) }, fields);
  session.replace(partOf(mine, fields), 'restoreDraft');
  edits.refresh(theirs);
  session.keep();
  session.changed();
};
