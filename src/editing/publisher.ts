import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { changedFields, fieldsOf, goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { checkGoal, type GoalProblems } from '../model/goalRules.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import { NotPutBack } from '../model/sendUpdate.ts';
import type { GoalSession } from './goalSession.ts';
import { serverFieldErrors } from './serverFieldErrors.ts';
import { ConflictChoices, type Side } from './conflictChoices.ts';

export type Outcome = 'created' | 'updated' | 'nothingToSend' | 'notSent';

type PublishingDeps = {
  readonly store: Pick<GoalStore, 'createGoal' | 'updateGoal' | 'fetchGoal' | 'hasGoalNamed'>;
  readonly log: Log;
};

/** Sends a session's goal to its tenant, one try at a time, and knows why the last one failed. */
export class Publisher {
  readonly #session: GoalSession;
  readonly #deps: PublishingDeps;
  #running: Promise<Outcome> | undefined;
  /** What stood in the form when that began. */
  #runningFrom: GoalFields | undefined;
  #showProblems = false;
  #failure: unknown;
  /** What the tenant said of a field, and of which value. */
  #serverErrors: GoalProblems = {};
  #refused: Partial<GoalFields> = {};
  #takenOver: readonly GoalField[] = [];
  readonly #choices = new ConflictChoices();
  /** A person was told that the last try may have made the goal, and sends another all the same. */
  #knowsOfLastTry = false;

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

  /** Fields that others had changed when the goal was last sent, and that were kept as they are there. */
  get takenOver(): readonly GoalField[] {
    return this.#takenOver;
  }

  get conflict(): GoalConflict | undefined {
    return this.#failure instanceof GoalConflict ? this.#failure : undefined;
  }

  /** A refusal holds as long as the field has the value that was refused. */
  serverErrors(): GoalProblems {
    const { mine } = this.#session.edits;
    return Object.fromEntries(
      goalFieldNames
        .filter((name) => this.#serverErrors[name] !== undefined && this.#refused[name] === mine[name])
        .map((name) => [name, this.#serverErrors[name]]),
    );
  }

  /** Fields that keep the goal from being sent. */
  problems(): readonly GoalField[] {
    const found = {
      ...checkGoal(this.#session.edits.mine, this.#session.edits.base),
      ...this.#session.unresolved,
      ...this.serverErrors(),
    };
    return goalFieldNames.filter((name) => found[name] !== undefined);
  }

  /** Ends what was typed. What is on its way to the tenant has left already: that is waited for, and nothing else. */
  async giveUp(how: 'revert' | 'discard'): Promise<void> {
    if (this.#running !== undefined) await this.#running;
    this.#choices.clear();
    this.#knowsOfLastTry = false;
    this.#reset();
    this.#session[how]();
  }

  #reset(): void {
    this.#showProblems = false;
    this.#failure = undefined;
    this.#serverErrors = {};
    this.#takenOver = [];
  }

  /** Never rejects. A second call while one runs joins it: one click, one goal. */
  publish(): Promise<Outcome> {
    this.#running ??= this.#publish().finally(() => {
      this.#running = undefined;
      this.#session.changed();
    });
    return this.#running;
  }

  /** As {@link publish}; where more was typed since the one that runs began, that is sent then. */
  async publishAll(): Promise<Outcome> {
    const hasMore = this.isSending && this.#runningFrom !== this.#session.edits.mine;
    const outcome = await this.publish();
    return outcome === 'notSent' || !hasMore || this.#session.isSent ? outcome : this.publish();
  }

  async #publish(): Promise<Outcome> {
    this.#settle();
    const session = this.#session;
    this.#runningFrom = session.edits.mine;
    const { goalId, edits } = session;
    const isUnchanged = goalId !== undefined && session.isSent;
    this.#reset();
    if (isUnchanged) return 'nothingToSend';
    if (this.problems().length > 0) {
      this.#showProblems = true;
      return 'notSent';
    }
    if (!session.isLive) return this.#failed(new NotConnected());
    const shown = edits.mine;
    const mine = edits.changed();
    const inDoubt = edits.sent;
    let sent = shown;
    edits.closeStep();
    session.changed();
    try {
      if (goalId === undefined && (inDoubt !== undefined || session.isElsewhere())) await this.#lookFor(inDoubt, sent);
      else if (goalId !== undefined && inDoubt !== undefined) {
        const theirs = await this.#deps.store.fetchGoal(goalId);
        this.#mustBeLive();
        edits.refresh(fieldsOf(theirs));
        // What was not edited at the press is as it is in the tenant by now.
        sent = { ...edits.base, ...partOf(shown, mine) };
      }
      const stored = await this.#send(goalId, sent);
      session.published(sent, stored);
      if (goalId === undefined) return 'created';
      this.#takenOver = changedFields(shown, fieldsOf(stored)).filter((name) => !mine.includes(name));
      return 'updated';
    } catch (error) {
      if (error instanceof NotPutBack) return this.#putBackLater(error, sent);
      if (isUnknown(error)) this.#knowsOfLastTry = false;
      else edits.sending(inDoubt);
      session.keep();
      return this.#failed(error, sent);
    }
  }

  #send(goalId: string | undefined, sent: GoalFields): Promise<Goal> {
    const { store } = this.#deps;
    const { edits } = this.#session;
    const { base } = edits;
    const tidy = { ...sent, Name: sent.Name.trim() };
    edits.sending(goalId === undefined ? tidy : partOf(tidy, changedFields(base, sent)));
    this.#session.keep();
    return goalId === undefined ? store.createGoal(sent) : store.updateGoal(goalId, base, sent);
  }

  /** What was written over stands in the form, as an edit that puts it back. */
  #putBackLater(error: NotPutBack, sent: GoalFields): Outcome {
    const session = this.#session;
    session.published(sent, error.stored);
    session.replace(error.lost, 'Put Back a Colleague’s Change');
    if (isUnknown(error.cause)) session.edits.sending(error.lost);
    session.keep();
    return this.#failed(error);
  }

  /** What was asked of one tenant is not sent to another that was connected meanwhile. */
  #mustBeLive(): void {
    if (!this.#session.isLive) throw new NotConnected();
  }

  /**
   * The last try, or another window with the same draft, may have made it after all, under the name that it then had: one draft never
   * makes two goals unasked.
   */
  async #lookFor(lastTry: Partial<GoalFields> | undefined, sent: GoalFields): Promise<void> {
    const isNew = lastTry === undefined || this.#knowsOfLastTry;
    for (const { CompanyId, Name } of isNew ? [sent] : [{ ...sent, ...lastTry }, sent]) {
      const isThere = await this.#deps.store.hasGoalNamed(CompanyId, Name.trim());
      this.#mustBeLive();
      if (!isThere) continue;
      this.#knowsOfLastTry = true;
      throw new Failure('perhapsCreated');
    }
  }

  #failed(error: unknown, sent: GoalFields = this.#session.edits.mine): Outcome {
    this.#deps.log.warn(`goal form: not sent: ${causeOf(error)}`);
    this.#serverErrors = serverFieldErrors(error, goalFieldNames);
    this.#refused = sent;
    this.#showProblems = true;
    this.#failure = error;
    return 'notSent';
  }

  /** Which side a person chose in a field of the conflict. */
  choiceOf(name: GoalField): Side | undefined {
    return this.conflict && this.#choices.choiceOf(name, this.conflict, this.#session.edits.mine);
  }

  /** Chooses a side in these fields of the conflict, or in all; the next {@link publish} sends it so. */
  choose(keep: Side, fields: readonly GoalField[] = this.conflict?.fields ?? []): void {
    if (this.conflict === undefined) return;
    this.#choices.choose(keep, fields, this.conflict, this.#session.edits.mine);
    this.#session.changed();
  }

  /** Until every field has its choice the edits keep their base, and so nothing can be sent over what the tenant has. */
  #settle(): void {
    const { conflict } = this;
    const { edits } = this.#session;
    if (conflict === undefined || !this.#choices.isComplete(conflict, edits.mine)) return;
    const { fields, theirs } = conflict;
    const taken = fields.filter((name) => this.choiceOf(name) === 'theirs');
    edits.rebase(theirs, fields);
    if (taken.length > 0)
      this.#session.replace(Object.fromEntries(taken.map((name) => [name, theirs[name]])), 'Take What the Tenant Has');
  }
}

const isUnknown = (error: unknown): boolean => error instanceof ApiError && error.outcome === 'unknown';

const partOf = (fields: GoalFields, names: readonly GoalField[]): Partial<GoalFields> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
