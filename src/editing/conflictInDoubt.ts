import type { Goal } from '../api/schema.ts';
import { partOf, type GoalFields } from '../model/goalFields.ts';
import { GoalConflict } from '../model/merge.ts';
import type { UpdateInDoubt } from '../model/sendUpdate.ts';
import type { GoalEdits } from './goalEdits.ts';

type Edited = {
  readonly edits: Pick<GoalEdits, 'sent' | 'mine' | 'tenant' | 'changed'>;
  readonly goal: Goal | undefined;
  readonly goalId: string | undefined;
};

/**
 * A colleague was seen to write in a field beside an update of it whose answer was lost. The tenant may hold either by now, and where it
 * holds the update, nobody but this form knows what the colleague wrote: a person chooses before anything else is sent.
 */
export class ConflictInDoubt extends GoalConflict {
  /** What may be stored. */
  readonly sent: Partial<GoalFields>;

  constructor(sent: Partial<GoalFields>, ...conflict: ConstructorParameters<typeof GoalConflict>) {
    super(...conflict);
    this.sent = sent;
  }
}

/** @returns undefined where others wrote in fields alone that nobody edits here */
export const conflictInDoubt = (
  { lost }: UpdateInDoubt,
  { edits, goal, goalId = '' }: Edited,
): ConflictInDoubt | undefined => {
  const { sent = {}, mine, tenant } = edits;
  const disputed = edits.changed().filter((name) => lost[name] !== undefined && lost[name] !== mine[name]);
  if (disputed.length === 0) return undefined;
  return new ConflictInDoubt(sent, disputed, {
    ...goal,
    Gsid: goalId,
    ...tenant,
    ...partOf({ ...tenant, ...lost }, disputed),
  });
};
