import { ApiError } from '../api/errors.ts';
import type { Looking } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { changedFields, fieldsOf, goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { checkGoal, type GoalProblems } from '../model/goalRules.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import { NotPutBack } from '../model/sendUpdate.ts';
import { ConflictChoices, type Side } from './conflictChoices.ts';
import { GoalReads } from './goalReads.ts';
import type { GoalSession } from './goalSession.ts';
import { idle, standingTry, type FailedTry, type LastTry, type SaveState } from './saveState.ts';
import { serverFieldErrors } from './serverFieldErrors.ts';

/** How a save ended. After `notSent`, {@link GoalSaver.state} says why. */
export type Outcome = 'created' | 'updated' | 'nothingToSend' | 'notSent';

type GoalSaverDeps = {
  readonly store: Pick<
    GoalStore,
    'createGoal' | 'findCreatedGoal' | 'tenantTime' | 'updateGoal' | 'fetchGoal' | 'hasGoalNamed'
  >;
  readonly log: Log;
  /** As of the session. */
  readonly reads?: GoalReads;
};

type Running = Extract<SaveState, { readonly kind: 'sending' }> & { readonly outcome: Promise<Outcome> };

/** Saves a session's goal to its tenant, one request at a time, and owns what is known of that. */
export class GoalSaver {
  readonly #session: GoalSession;
  readonly #deps: GoalSaverDeps;
  readonly #reads: GoalReads;
  readonly #choices = new ConflictChoices();
  #running: Running | undefined;
  #last: LastTry = idle;
  /** What was in doubt when a person was told that the tenant may have it, and so may save another goal. */
  #told: Partial<GoalFields> | undefined;

  constructor(session: GoalSession, deps: GoalSaverDeps) {
    this.#session = session;
    this.#deps = deps;
    this.#reads = deps.reads ?? new GoalReads();
  }

  get state(): SaveState {
    if (this.#running !== undefined) return this.#running;
    const last = standingTry(this.#last, this.#session.isLive);
    const { sent } = this.#session.edits;
    if (last.kind === 'conflict') return last;
    if (sent !== undefined) return { kind: 'inDoubt', sent, ...(last.kind === 'failed' ? { last } : {}) };
    // What had no answer turned out to have arrived.
    return last.kind === 'failed' && last.why === 'noAnswer' ? idle : last;
  }

  get #failed(): FailedTry | undefined {
    const { state } = this;
    if (state.kind === 'failed') return state;
    return state.kind === 'inDoubt' ? state.last : undefined;
  }

  /** Whether all problems of the fields are to be shown: the last try failed. */
  get showProblems(): boolean {
    return this.#failed !== undefined || this.state.kind === 'conflict';
  }

  /** Why the last try failed; undefined where the fields themselves say so, or it did not fail. */
  get failure(): unknown {
    const failed = this.#failed;
    return failed === undefined || failed.why === 'fields' ? this.conflict : failed.error;
  }

  get conflict(): GoalConflict | undefined {
    const { state } = this;
    return state.kind === 'conflict' ? state.conflict : undefined;
  }

  /** What the tenant says of fields, in its own words. A refusal holds as long as the field has the value that was refused. */
  serverErrors(): GoalProblems {
    const failed = this.#failed;
    if (failed === undefined || failed.why === 'fields') return {};
    const { mine } = this.#session.edits;
    const { serverErrors, sent } = failed;
    return Object.fromEntries(
      goalFieldNames
        .filter((name) => serverErrors[name] !== undefined && sent[name] === mine[name])
        .map((name) => [name, serverErrors[name]]),
    );
  }

  /** Fields that keep the goal from being saved. */
  problems(): readonly GoalField[] {
    const { edits, unresolved } = this.#session;
    const found = { ...checkGoal(edits.mine, edits.base), ...unresolved, ...this.serverErrors() };
    return goalFieldNames.filter((name) => found[name] !== undefined);
  }

  /** Resolves once nothing is on its way to the tenant any more. */
  async settled(): Promise<void> {
    await this.#running?.outcome;
  }

  /** Drops what was typed. What is on its way to the tenant has left already: its answer is waited for. */
  async giveUp(how: 'revert' | 'discard'): Promise<void> {
    await this.settled();
    this.#choices.clear();
    this.#last = idle;
    this.#session[how]();
  }

  /**
   * Never rejects. A second call while one runs joins it: one click, one goal. If more was typed between the two, that is sent
   * afterwards, unless the first failed: nobody who pressed twice means a second try.
   */
  async save(): Promise<Outcome> {
    const running = this.#running;
    const { edits, unresolved } = this.#session;
    const hasMore = running !== undefined && (running.from !== edits.mine || running.unresolved !== unresolved);
    const outcome = await this.#run();
    return outcome === 'notSent' || !hasMore || this.#session.isSent ? outcome : this.#run();
  }

  #run(): Promise<Outcome> {
    if (this.#running !== undefined) return this.#running.outcome;
    this.#applyChoices();
    const { goalId, edits, unresolved, isSent } = this.#session;
    this.#last = idle;
    if (goalId !== undefined && isSent) return Promise.resolve('nothingToSend');
    if (this.problems().length > 0) return Promise.resolve(this.#end({ kind: 'failed', why: 'fields' }));
    if (!this.#session.isLive) return Promise.resolve(this.#fail(new NotConnected()));
    const outcome = this.#reads
      .giveWayTo(() => this.#send())
      .finally(() => {
        this.#running = undefined;
        this.#session.changed();
      });
    this.#running = { kind: 'sending', from: edits.mine, unresolved, outcome };
    this.#session.changed();
    return outcome;
  }

  #end(last: FailedTry | Extract<LastTry, { readonly kind: 'conflict' }>): Outcome {
    this.#last = last;
    this.#session.changed();
    return 'notSent';
  }

  async #send(): Promise<Outcome> {
    const session = this.#session;
    const { goalId, edits } = session;
    const shown = edits.mine;
    const mine = edits.changed();
    const inDoubt = edits.sent;
    const inDoubtSince = edits.sentSince;
    let sent = shown;
    edits.closeStep();
    try {
      if (goalId === undefined && (inDoubt !== undefined || session.isDraftChangedElsewhere())) {
        const found = await this.#lookForCreated(inDoubt, sent);
        if (found !== undefined) {
          session.saved({ ...shown, ...inDoubt }, found);
          return session.isSent ? 'created' : await this.#send();
        }
      }
      if (goalId !== undefined && inDoubt !== undefined) {
        const theirs = await this.#deps.store.fetchGoal(goalId);
        this.#mustBeLive();
        edits.refresh(fieldsOf(theirs));
        // What was not edited at the press is as it is in the tenant by now.
        sent = { ...edits.base, ...partOf(shown, mine) };
      }
      const stored = await this.#store(goalId, sent);
      session.saved(sent, stored);
      if (goalId === undefined) return 'created';
      const othersChanged = changedFields(shown, fieldsOf(stored)).filter((name) => !mine.includes(name));
      this.#last = { kind: 'idle', othersChanged };
      return 'updated';
    } catch (error) {
      if (error instanceof NotPutBack) return this.#putBackLater(error, sent);
      if (!hasNoAnswer(error)) edits.sending(inDoubt, inDoubtSince);
      session.keep();
      return this.#fail(error, sent);
    }
  }

  #store(goalId: string | undefined, sent: GoalFields): Promise<Goal> {
    const { store } = this.#deps;
    const { edits } = this.#session;
    const { base } = edits;
    const tidy = { ...sent, Name: sent.Name.trim() };
    if (goalId === undefined) edits.sending(tidy, store.tenantTime());
    else edits.sending(partOf(tidy, changedFields(base, sent)));
    this.#session.keep();
    return goalId === undefined
      ? store.createGoal(sent, undefined, this.#onLook)
      : store.updateGoal(goalId, base, sent);
  }

  /** The colleague's change that was overwritten becomes an edit that puts it back. */
  #putBackLater(error: NotPutBack, sent: GoalFields): Outcome {
    const session = this.#session;
    session.saved(sent, error.stored);
    session.replace(error.lost, 'Put Back a Colleague’s Change');
    if (hasNoAnswer(error.cause)) session.edits.sending(error.lost);
    session.keep();
    return this.#fail(error);
  }

  /** What was asked of one tenant is not sent to another that was connected meanwhile. */
  #mustBeLive(): void {
    if (!this.#session.isLive) throw new NotConnected();
  }

  readonly #onLook = (looking: Looking): void => {
    if (this.#running === undefined) return;
    this.#running = { ...this.#running, looking };
    this.#session.changed();
  };

  /**
   * Looks whether the last try, or another window with the same draft, created the goal after all: one draft never makes two goals
   * unasked. Undefined where nothing speaks against creating it now.
   * @throws Failure perhapsCreated where there is a goal that may be it or somebody else's
   */
  async #lookForCreated(inDoubt: Partial<GoalFields> | undefined, sent: GoalFields): Promise<Goal | undefined> {
    const since = this.#session.edits.sentSince;
    if (inDoubt !== undefined && inDoubt !== this.#told && since !== undefined) {
      const tried = { ...sent, ...inDoubt };
      const sighting = await this.#deps.store.findCreatedGoal(tried, since, undefined, this.#onLook);
      this.#mustBeLive();
      if (typeof sighting === 'object') return sighting.found;
      if (sighting === 'unclear') this.#tellPerhapsCreated(inDoubt);
    } else await this.#lookByName(inDoubt, sent);
    return undefined;
  }

  /** For a draft that nobody noted the time of: by the name that it then had, and by the one that it has now. */
  async #lookByName(inDoubt: Partial<GoalFields> | undefined, sent: GoalFields): Promise<void> {
    const isTold = inDoubt === undefined || inDoubt === this.#told;
    for (const { CompanyId, Name } of isTold ? [sent] : [{ ...sent, ...inDoubt }, sent]) {
      const isThere = await this.#deps.store.hasGoalNamed(CompanyId, Name.trim());
      this.#mustBeLive();
      if (isThere) this.#tellPerhapsCreated(inDoubt);
    }
  }

  #tellPerhapsCreated(inDoubt: Partial<GoalFields> | undefined): never {
    this.#told = inDoubt;
    throw new Failure('perhapsCreated');
  }

  #fail(error: unknown, sent: GoalFields = this.#session.edits.mine): Outcome {
    this.#deps.log.warn(`goal form: not sent: ${causeOf(error)}`);
    if (error instanceof GoalConflict) return this.#end({ kind: 'conflict', conflict: error, choices: this.#choices });
    const serverErrors = serverFieldErrors(error, goalFieldNames);
    return this.#end({
      kind: 'failed',
      why: hasNoAnswer(error) ? 'noAnswer' : 'error',
      error,
      sent,
      serverErrors,
    });
  }

  /** Which side a person chose in a field of the conflict. */
  choiceOf(name: GoalField): Side | undefined {
    return this.conflict && this.#choices.choiceOf(name, this.conflict, this.#session.edits.mine);
  }

  /** Chooses a side in these fields of the conflict, or in all; the next {@link save} sends it so. */
  choose(keep: Side, fields: readonly GoalField[] = this.conflict?.fields ?? []): void {
    if (this.conflict === undefined) return;
    this.#choices.choose(keep, fields, this.conflict, this.#session.edits.mine);
    this.#session.changed();
  }

  /** Until every field has its choice the edits keep their base, and so nothing can be sent over what the tenant has. */
  #applyChoices(): void {
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

const hasNoAnswer = (error: unknown): boolean => error instanceof ApiError && error.outcome === 'unknown';

const partOf = (fields: GoalFields, names: readonly GoalField[]): Partial<GoalFields> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
