import type { Goal } from '../api/schema.ts';
import { fieldsOf, goalFieldNames, mapFields, type GoalField, type GoalFields } from './goalFields.ts';

export type Merge = {
  readonly fields: GoalFields;
  /** Fields that both sides changed, each to another value. `fields` holds mine for these. */
  readonly conflicts: readonly GoalField[];
};

/** Three-way merge by field: what only one side changed since `base` is taken from that side. */
export const mergeGoal = (base: GoalFields, mine: GoalFields, theirs: GoalFields): Merge => {
  const pick = (name: GoalField): string => (mine[name] === base[name] ? theirs[name] : mine[name]);
  return {
    fields: mapFields(pick),
    conflicts: goalFieldNames.filter(
      (name) => mine[name] !== base[name] && theirs[name] !== base[name] && mine[name] !== theirs[name],
    ),
  };
};

/** Somebody else changed the same fields in the tenant meanwhile; nothing was sent. */
export class GoalConflict extends Error {
  override readonly name = 'GoalConflict';
  readonly fields: readonly GoalField[];
  readonly theirs: GoalFields;
  /** As it was read. */
  readonly goal: Goal;

  constructor(fields: readonly GoalField[], goal: Goal) {
    super(`conflict in ${fields.join(', ')}`);
    this.fields = fields;
    this.theirs = fieldsOf(goal);
    this.goal = goal;
  }
}
