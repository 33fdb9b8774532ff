import type { Goal } from '../api/schema.ts';
import { goalFieldNames, partOf, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { GoalConflict } from '../model/merge.ts';
import type { GoalEdits, StepName } from './goalEdits.ts';

/**
 * A colleague was seen to write in a field beside an update of it whose answer was lost, or that wrote over it. The tenant may hold
 * either by now, and where it holds the update, nobody but this form knows what the colleague wrote: a person chooses before anything
 * else is sent.
 */
export class ConflictInDoubt extends GoalConflict {
  /** What may be stored. */
  readonly sent: Partial<GoalFields>;

  constructor(sent: Partial<GoalFields>, ...conflict: ConstructorParameters<typeof GoalConflict>) {
    super(...conflict);
    this.sent = sent;
  }
}

type Disputing = {
  readonly edits: Pick<GoalEdits, 'disputed' | 'tenant'>;
  readonly goal: Goal | undefined;
  readonly goalId: string | undefined;
};

/** @returns undefined where nothing is disputed */
export const conflictInDoubt = ({ edits, goal, goalId = '' }: Disputing): ConflictInDoubt | undefined => {
  const { disputed, tenant } = edits;
  if (disputed === undefined) return undefined;
  const { sent, theirs } = disputed;
  const fields = goalFieldNames.filter((name) => theirs[name] !== undefined);
  return new ConflictInDoubt(sent, fields, { ...goal, Gsid: goalId, ...tenant, ...theirs });
};

type Edited = {
  readonly edits: Pick<GoalEdits, 'mine' | 'tenant' | 'sent' | 'changed' | 'dispute'>;
  replace(fields: Partial<GoalFields>, what: StepName): void;
};

/**
 * What colleagues wrote, and may be written over, becomes an edit that puts it back. Where something else is typed, that stays: a
 * person has to choose.
 *
 * @param stored what is known to have been stored over it; undefined where nobody knows
 */
export const putBack = (session: Edited, lost: Partial<GoalFields>, stored?: GoalFields): void => {
  const { edits } = session;
  const { mine, tenant, sent } = edits;
  const [edited, theirs] = [edits.changed(), { ...tenant, ...lost }];
  const isLost = (name: GoalField): boolean => lost[name] !== undefined && lost[name] !== mine[name];
  const disputed = edited.filter(isLost);
  const others = goalFieldNames.filter((name) => isLost(name) && !edited.includes(name));
  session.replace(partOf(theirs, others), 'putBack');
  if (disputed.length === 0) return;
  edits.dispute({ theirs: partOf(theirs, disputed), sent: { ...sent, ...(stored && partOf(stored, disputed)) } });
};
