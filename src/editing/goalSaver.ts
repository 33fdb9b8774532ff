import type { Looking } from '../api/client.ts';
import { causeOf, type Log } from '../log.ts';
import { changedFields, fieldsOf, goalFieldNames, partOf } from '../model/goalFields.ts';
import type { GoalField, GoalFields, GoalTexts } from '../model/goalFields.ts';
import { checkGoal } from '../model/goalRules.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import { newGoalMismatches, type GoalMismatch, type SavedGoal } from '../model/mismatches.ts';
import { NotPutBack, UpdateInDoubt } from '../model/sendUpdate.ts';
import { ConflictChoices, type Side } from './conflictChoices.ts';
import { ConflictInDoubt, conflictInDoubt, putBack } from './conflictInDoubt.ts';
import { CreatedGoalSearch } from './createdGoalSearch.ts';
import { GoalReads } from './goalReads.ts';
import type { GoalSession } from './goalSession.ts';
import {
  errorsOf,
  hasNoAnswer,
  idle,
  standingTry,
  stillHeld,
  type FailedTry,
  type LastTry,
  type SaveState,
} from './saveState.ts';
import { serverFieldErrors } from './serverFieldErrors.ts';
import { takeOverSent } from './takeOverSent.ts';
import { updateWithNotes } from './updateWithNotes.ts';

/** How a save ended. After `notSent`, {@link GoalSaver.state} says why. */
export type Outcome = 'created' | 'updated' | 'nothingToSend' | 'notSent';

type GoalSaverDeps = {
  readonly store: Pick<
    GoalStore,
    'createGoal' | 'findCreatedGoal' | 'tenantTime' | 'updateGoal' | 'fetchGoal' | 'hasGoalNamed' | 'wasRead'
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
  #resumeReads = (): void => {};
  #last: LastTry = idle;
  readonly #created: CreatedGoalSearch;

  constructor(session: GoalSession, deps: GoalSaverDeps) {
    this.#session = session;
    this.#deps = deps;
    this.#reads = deps.reads ?? new GoalReads();
    this.#created = new CreatedGoalSearch(deps.store, () => this.#mustBeLive(), this.#onLook);
  }

  get state(): SaveState {
    if (this.#running !== undefined) return this.#running;
    const last = standingTry(this.#last, this.#session.isLive);
    const { sent } = this.#session.edits;
    if (last.kind === 'conflict') return last;
    const conflict = conflictInDoubt(this.#session);
    if (conflict !== undefined) return { kind: 'conflict', conflict, choices: this.#choices };
    if (sent !== undefined) return { kind: 'inDoubt', sent, ...(last.kind === 'failed' ? { last } : {}) };
    // What had no answer turned out to have arrived.
    if (last.kind === 'failed' && last.why === 'noAnswer') return idle;
    return last.kind === 'idle' ? { ...last, mismatches: stillHeld(last.mismatches, this.#session.edits) } : last;
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
  serverErrors(): GoalTexts {
    return errorsOf(this.#failed, this.#session.edits.mine);
  }

  /** Fields that keep the goal from being saved. */
  problems(): readonly GoalField[] {
    const { edits, unresolved } = this.#session;
    const found = { ...checkGoal(edits.mine, edits.base), ...unresolved, ...this.serverErrors() };
    return goalFieldNames.filter((name) => found[name] !== undefined);
  }

  /** Resolves once nothing is on its way to the tenant any more. */
  async whenIdle(): Promise<void> {
    await this.#running?.outcome;
  }

  /** Drops what was typed. What is on its way to the tenant has left already: its answer is waited for. */
  async giveUp(how: 'revert' | 'discard'): Promise<void> {
    await this.whenIdle();
    const { draft, edits } = this.#session;
    if (edits.sent !== undefined || draft.sentElsewhere(edits.mine) !== undefined) this.#created.giveUp();
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
    return outcome === 'notSent' || !hasMore || this.#session.isSent ? outcome : this.#run(this.#mismatches);
  }

  get #mismatches(): readonly GoalMismatch[] {
    return this.#last.kind === 'idle' ? stillHeld(this.#last.mismatches, this.#session.edits) : [];
  }

  /** @param earlier what the save before it left, where a person did not press in between */
  #run(earlier: readonly GoalMismatch[] = []): Promise<Outcome> {
    if (this.#running !== undefined) return this.#running.outcome;
    if (!this.#applyChoices() && this.conflict instanceof ConflictInDoubt) return Promise.resolve('notSent');
    const { goalId, edits, unresolved, isSent } = this.#session;
    this.#last = { kind: 'idle', othersChanged: [], mismatches: earlier };
    if (goalId !== undefined && isSent) return Promise.resolve('nothingToSend');
    if (this.problems().length > 0) return Promise.resolve(this.#end({ kind: 'failed', why: 'fields' }));
    if (!this.#session.isLive) return Promise.resolve(this.#fail(new NotConnected()));
    const outcome = this.#reads
      .giveWayTo((resume) => {
        this.#resumeReads = resume;
        return this.#send();
      })
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
    const { edits } = session;
    const { mine: shown } = edits;
    const isNew = session.goalId === undefined;
    const isElsewhere = isNew && edits.sent === undefined && takeOverSent(session);
    let { sent: inDoubt } = edits;
    const { sentSince: inDoubtSince } = edits;
    let pressed = edits.changed();
    let sent = shown;
    let isMerged = false;
    const onMerge = (): void => {
      this.#mustBeLive();
      isMerged = true;
    };
    edits.closeStep();
    try {
      const isToFind = isNew && (isElsewhere || this.#created.isPossible(inDoubt));
      const found = isToFind ? await this.#created.find(inDoubt, inDoubtSince, sent) : undefined;
      if (found !== undefined) {
        const tried = { ...shown, ...inDoubt };
        this.#saved(tried, { goal: found, mismatches: newGoalMismatches(tried, found) }, []);
        inDoubt = undefined;
        pressed = changedFields(tried, shown);
        if (pressed.length === 0) return 'created';
        sent = edits.pressed(shown, pressed);
      }
      const { goalId } = session;
      if (!isNew && goalId !== undefined && inDoubt !== undefined) {
        const theirs = await this.#deps.store.fetchGoal(goalId);
        this.#mustBeLive();
        edits.refresh(fieldsOf(theirs));
        sent = edits.pressed(shown, pressed);
      }
      const saved = await this.#store(goalId, sent, onMerge);
      const others = changedFields(shown, fieldsOf(saved.goal)).filter((name) => !pressed.includes(name));
      this.#saved(sent, saved, goalId === undefined ? [] : others, isMerged);
      return goalId === undefined ? 'created' : 'updated';
    } catch (error) {
      if (error instanceof NotPutBack) return this.#putBackLater(error, sent, isMerged);
      if (!hasNoAnswer(error)) edits.sending(inDoubt, inDoubtSince);
      // Where it is there still, the next save leaves it.
      if (error instanceof UpdateInDoubt) putBack(session, error.lost);
      session.keep();
      return this.#fail(conflictInDoubt(session) ?? error, sent);
    }
  }

  /** @param changed fields that others may have changed, or the tenant itself */
  #saved(sent: GoalFields, { goal, mismatches }: SavedGoal, changed: readonly GoalField[], isMerged = false): void {
    const fields = mismatches.map(({ field }) => field);
    this.#session.saved(sent, goal, isMerged ? [...fields, 'Description'] : fields);
    this.#choices.clear();
    if (fields.length > 0) this.#deps.log.warn(`goal form: saved, and the tenant holds another ${fields.join(', ')}`);
    this.#last = {
      kind: 'idle',
      othersChanged: changed.filter((name) => !fields.includes(name)),
      mismatches: [...this.#mismatches.filter(({ field }) => !fields.includes(field)), ...mismatches],
    };
  }

  #store(goalId: string | undefined, sent: GoalFields, onMerge: () => void): Promise<SavedGoal> {
    const { store } = this.#deps;
    const { edits } = this.#session;
    const { base } = edits;
    const tidy = { ...sent, Name: sent.Name.trim() };
    if (goalId === undefined) edits.sending(tidy, store.tenantTime());
    else edits.sending(partOf(tidy, changedFields(base, sent)));
    this.#session.keep();
    return goalId === undefined
      ? store.createGoal(sent, undefined, this.#onLook)
      : updateWithNotes(store, goalId, base, sent, onMerge);
  }

  #putBackLater(error: NotPutBack, sent: GoalFields, isMerged: boolean): Outcome {
    const session = this.#session;
    session.saved(sent, error.stored, isMerged ? ['Description'] : []);
    putBack(session, error.lost, fieldsOf(error.stored));
    if (hasNoAnswer(error.cause)) session.edits.sending(error.lost);
    session.keep();
    return this.#fail(conflictInDoubt(session) ?? error);
  }

  /** What was asked of one tenant is not sent to another that was connected meanwhile. */
  #mustBeLive(): void {
    if (!this.#session.isLive) throw new NotConnected();
  }

  readonly #onLook = (looking: Looking): void => {
    // It may take two minutes, a request every so many seconds.
    this.#resumeReads();
    if (this.#running === undefined) return;
    this.#running = { ...this.#running, looking };
    this.#session.changed();
  };

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

  /** @returns whether a conflict is settled */
  #applyChoices(): boolean {
    const { conflict } = this;
    if (conflict === undefined || !this.#choices.apply(conflict, this.#session)) return false;
    // What is in doubt was not read.
    if (this.#session.isLive && !(conflict instanceof ConflictInDoubt)) this.#deps.store.wasRead(conflict.goal);
    return true;
  }
}
