import { partOf, type GoalField, type GoalFields } from '../model/goalFields.ts';
import type { GoalConflict } from '../model/merge.ts';
import { ConflictInDoubt } from './conflictInDoubt.ts';
import type { GoalEdits, StepName } from './goalEdits.ts';

export type Side = 'mine' | 'theirs';

type Choice = { readonly keep: Side; readonly theirs: string; readonly mine: string };

type Edited = {
  readonly edits: Pick<GoalEdits, 'mine' | 'rebase' | 'rebaseInDoubt'>;
  replace(fields: Partial<GoalFields>, what: StepName): void;
};

/** What a person chose for each field of a conflict. A choice holds for the texts that it was made between. */
export class ConflictChoices {
  readonly #choices = new Map<GoalField, Choice>();

  choose(keep: Side, fields: readonly GoalField[], { theirs }: GoalConflict, mine: GoalFields): void {
    for (const name of fields) this.#choices.set(name, { keep, theirs: theirs[name], mine: mine[name] });
  }

  choiceOf(name: GoalField, { theirs }: GoalConflict, mine: GoalFields): Side | undefined {
    const choice = this.#choices.get(name);
    if (choice === undefined || choice.theirs !== theirs[name]) return undefined;
    // A person who typed on in a field after choosing 'theirs' has changed their mind.
    return choice.keep === 'mine' || choice.mine === mine[name] ? choice.keep : undefined;
  }

  isComplete(conflict: GoalConflict, mine: GoalFields): boolean {
    return conflict.fields.every((name) => this.choiceOf(name, conflict, mine) !== undefined);
  }

  /**
   * Until every field has its choice the edits keep their base, and so nothing can be sent over what the tenant has.
   * @returns whether it has
   */
  apply(conflict: GoalConflict, session: Edited): boolean {
    const { edits } = session;
    if (!this.isComplete(conflict, edits.mine)) return false;
    const { fields, theirs } = conflict;
    const taken = fields.filter((name) => this.choiceOf(name, conflict, edits.mine) === 'theirs');
    if (conflict instanceof ConflictInDoubt) edits.rebaseInDoubt(theirs, fields, conflict.sent);
    else edits.rebase(theirs, fields);
    if (taken.length > 0) session.replace(partOf(theirs, taken), 'takeTheirs');
    return true;
  }

  clear(): void {
    this.#choices.clear();
  }
}
