import { ApiError } from '../api/errors.ts';
import { fieldsOf } from '../model/goalFields.ts';
import { isGsid } from '../model/gsid.ts';
import { isWhole } from '../model/loadState.ts';
import { goalMismatches, type GoalMismatch } from '../model/mismatches.ts';
import { GoalSaver } from './goalSaver.ts';
import { GoalSession, type SessionDeps } from './goalSession.ts';
import type { GoalAddress } from './goalAddress.ts';
import type { GoalField } from '../model/goalFields.ts';

/** The form of a goal, where one is open: what is saved beside it would be typed over there. */
export type OpenForm = {
  /** Whether everything that stands in it is in the tenant. */
  readonly isUntouched: boolean;
  edit(field: GoalField, value: string): void;
  /** Returns whether the tenant has everything; the form itself says why not. */
  save(): Promise<boolean>;
};

export type SaveResult =
  /** `mismatches`: fields in which the tenant holds another value than the one that was saved. */
  | { readonly kind: 'saved'; readonly mismatches: readonly GoalMismatch[] }
  /** Nothing was sent: these fields have to be changed first. */
  | { readonly kind: 'problems'; readonly fields: readonly GoalField[] }
  /** The goal's fields are in the tenant, and its new metric is still a draft. */
  | { readonly kind: 'metricLeft'; readonly mismatches: readonly GoalMismatch[] }
  /** The form that is open says why. */
  | { readonly kind: 'seeForm' }
  | { readonly kind: 'failed'; readonly error: unknown };

type DraftSaverDeps = Omit<SessionDeps, 'now' | 'reads'> & {
  readonly openForm: (goal: GoalAddress) => Promise<OpenForm | undefined>;
};

/** Saves goals that no form shows, the way a form does: as a draft at first, then merged into what the tenant holds. */
export class DraftSaver {
  readonly #deps: DraftSaverDeps;

  constructor(deps: DraftSaverDeps) {
    this.#deps = deps;
  }

  /** Saves the draft of this goal, through its form where that is open. What could not be saved stays a draft. Never rejects. */
  async save(goal: GoalAddress): Promise<SaveResult> {
    const form = await this.#deps.openForm(goal);
    if (form !== undefined) return saveIn(form);
    try {
      return await this.#send(this.#open(await this.#known(goal)));
    } catch (error) {
      return { kind: 'failed', error };
    }
  }

  /** A draft that does not say which goal it is of, under the id of one that the tenant has, is of that one: a second is never made. */
  async #known(goal: GoalAddress): Promise<GoalAddress> {
    const isThere = goal.isNew && this.#deps.tenant() === goal.tenant && (await this.#isThere(goal.id));
    return isThere ? { ...goal, isNew: false, preset: {} } : goal;
  }

  /** @throws ApiError where not all goals are known, and this one could not be asked for */
  async #isThere(goalId: string): Promise<boolean> {
    const { store } = this.#deps;
    if (store.goal(goalId) !== undefined) return true;
    if (isWhole(store.state) || !isGsid(goalId)) return false;
    try {
      await store.fetchGoal(goalId);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'notFound') return false;
      throw error;
    }
  }

  /**
   * Changes one field of a goal and saves it. What stands unsaved in the goal is nobody's to send along: then the change is no more
   * than typed, and the answer is 'typed', or 'draft' where no form is open that shows it.
   */
  async change(goal: GoalAddress, field: GoalField, value: string): Promise<SaveResult | 'typed' | 'draft'> {
    const form = await this.#deps.openForm(goal);
    if (form !== undefined) {
      const { isUntouched } = form;
      form.edit(field, value);
      if (!isUntouched) return 'typed';
      const saved = await saveIn(form);
      return saved.kind === 'saved' ? { ...saved, mismatches: this.#heldOtherwise(goal.id, field, value) } : saved;
    }
    const session = this.#open(goal);
    const hadDraft = session.draft.found !== undefined;
    session.edit(field, value);
    return hadDraft ? 'draft' : this.#send(session);
  }

  /** A form tells itself what the tenant holds instead, and not who saved with it. */
  #heldOtherwise(goalId: string, field: GoalField, value: string): readonly GoalMismatch[] {
    const held = this.#deps.store.goal(goalId);
    if (held === undefined) return [];
    const meant = { ...fieldsOf(held), [field]: field === 'Name' ? value.trim() : value };
    return goalMismatches(meant, held).filter((each) => each.field === field);
  }

  #open(goal: GoalAddress): GoalSession {
    const session = new GoalSession({ ...this.#deps, now: () => Date.now() }, goal);
    // What is sent is merged into what the tenant holds then: nothing has to be loaded before.
    session.follow('connection');
    return session;
  }

  async #send(session: GoalSession): Promise<SaveResult> {
    const saver = new GoalSaver(session, this.#deps);
    const outcome = await saver.save();
    if (outcome === 'notSent') {
      const { failure } = saver;
      return failure === undefined
        ? { kind: 'problems', fields: saver.problems() }
        : { kind: 'failed', error: failure };
    }
    const { state } = saver;
    const mismatches = state.kind === 'idle' ? state.mismatches : [];
    return { kind: session.metric.isBegun ? 'metricLeft' : 'saved', mismatches };
  }
}

/** What the tenant holds instead, the form that is open says. */
const saveIn = async (form: OpenForm): Promise<SaveResult> =>
  (await form.save()) ? { kind: 'saved', mismatches: [] } : { kind: 'seeForm' };
