import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import { goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { checkGoal, type GoalProblems } from '../model/goalRules.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import type { GoalSession } from './goalSession.ts';
import { causeOf } from './logText.ts';
import type { Side } from './protocol.ts';
import { refusedFields } from './refusals.ts';
import { Settlement } from './settlement.ts';

export type Outcome = 'created' | 'updated' | 'nothingToSend' | 'notSent';

type PublishingDeps = {
  readonly store: Pick<GoalStore, 'createGoal' | 'updateGoal' | 'hasGoalNamed'>;
  readonly log: Log;
};

/** Sends a session's goal to its tenant, one try at a time, and knows why the last one failed. */
export class Publishing {
  readonly #session: GoalSession;
  readonly #deps: PublishingDeps;
  #running: Promise<Outcome> | undefined;
  #showProblems = false;
  #failure: unknown;
  /** What the tenant said of a field, and of which value. */
  #refusals: GoalProblems = {};
  #refused: Partial<GoalFields> = {};
  readonly #settlement = new Settlement();

  constructor(session: GoalSession, deps: PublishingDeps) {
    this.#session = session;
    this.#deps = deps;
  }

  get isSending(): boolean {
    return this.#running !== undefined;
  }

  /** Whether all problems of the fields are to be shown: a try to send came across one. */
  get showProblems(): boolean {
    return this.#showProblems;
  }

  get failure(): unknown {
    return this.#failure;
  }

  get conflict(): GoalConflict | undefined {
    return this.#failure instanceof GoalConflict ? this.#failure : undefined;
  }

  /** A refusal holds as long as the field has the value that was refused. */
  refusals(): GoalProblems {
    const { mine } = this.#session.edits;
    return Object.fromEntries(
      goalFieldNames
        .filter((name) => this.#refusals[name] !== undefined && this.#refused[name] === mine[name])
        .map((name) => [name, this.#refusals[name]]),
    );
  }

  /** Fields that keep the goal from being sent. */
  problems(): readonly GoalField[] {
    const found = { ...checkGoal(this.#session.edits.mine), ...this.#session.loose, ...this.refusals() };
    return goalFieldNames.filter((name) => found[name] !== undefined);
  }

  forget(): void {
    this.#settlement.clear();
    this.#reset();
  }

  #reset(): void {
    this.#showProblems = false;
    this.#failure = undefined;
    this.#refusals = {};
  }

  /** Never rejects. A second call while one runs joins it: one click, one goal. */
  publish(): Promise<Outcome> {
    this.#running ??= this.#publish().finally(() => {
      this.#running = undefined;
      this.#session.changed();
    });
    return this.#running;
  }

  async #publish(): Promise<Outcome> {
    this.#settle();
    const session = this.#session;
    const { goalId, edits } = session;
    const isUnchanged = goalId !== undefined && !session.isDirty && Object.keys(session.loose).length === 0;
    this.#reset();
    if (isUnchanged) return 'nothingToSend';
    if (this.problems().length > 0) {
      this.#showProblems = true;
      return 'notSent';
    }
    if (!session.isLive) return this.#failed(new NotConnected());
    const sent = edits.mine;
    edits.closeStep();
    try {
      const stored = this.#send(goalId, sent);
      session.changed();
      session.published(sent, await stored);
      return goalId === undefined ? 'created' : 'updated';
    } catch (error) {
      session.isCreating = false;
      session.wasCreating ||= goalId === undefined && error instanceof ApiError && error.outcome === 'unknown';
      session.keep();
      return this.#failed(error, sent);
    }
  }

  async #send(goalId: string | undefined, sent: GoalFields): Promise<Goal> {
    const { store } = this.#deps;
    if (goalId !== undefined) return store.updateGoal(goalId, this.#session.edits.base, sent);
    // The last try may have made it after all: a person never gets two goals from one form.
    if (this.#session.wasCreating && (await store.hasGoalNamed(sent.CompanyId, sent.Name.trim()))) {
      throw new Failure('perhapsCreated');
    }
    this.#session.isCreating = true;
    this.#session.keep();
    return store.createGoal(sent);
  }

  #failed(error: unknown, sent: GoalFields = this.#session.edits.mine): Outcome {
    this.#deps.log.warn(`goal form: not sent: ${causeOf(error)}`);
    this.#refusals = refusedFields(error, goalFieldNames);
    this.#refused = sent;
    this.#showProblems = true;
    this.#failure = error;
    return 'notSent';
  }

  /** Which side a person chose in a field of the conflict. */
  choiceOf(name: GoalField): Side | undefined {
    return this.conflict && this.#settlement.choiceOf(name, this.conflict, this.#session.edits.mine);
  }

  /** Chooses a side in these fields of the conflict, or in all; the next {@link publish} sends it so. */
  choose(keep: Side, fields: readonly GoalField[] = this.conflict?.fields ?? []): void {
    if (this.conflict === undefined) return;
    this.#settlement.choose(keep, fields, this.conflict, this.#session.edits.mine);
    this.#session.changed();
  }

  /** Until every field has its choice the edits keep their base, and so nothing can be sent over what the tenant has. */
  #settle(): void {
    const { conflict } = this;
    const { edits } = this.#session;
    if (conflict === undefined || !this.#settlement.isComplete(conflict, edits.mine)) return;
    const { fields, theirs } = conflict;
    const taken = fields.filter((name) => this.choiceOf(name) === 'theirs');
    edits.rebase(theirs);
    if (taken.length > 0)
      this.#session.replace(Object.fromEntries(taken.map((name) => [name, theirs[name]])), 'Take What the Tenant Has');
  }
}
