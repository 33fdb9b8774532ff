import type { Disputed, Draft } from './draft.ts';
import { goalFieldNames, noFields, partOf, type GoalField, type GoalFields } from '../model/goalFields.ts';

type Changes = Readonly<Partial<GoalFields>>;

/** What a person did: the field that they edited, or something to the whole goal. */
export type StepName = GoalField | 'editGoal' | 'restoreDraft' | 'discardDraft' | 'putBack' | 'takeTheirs';

/** One entry of VS Code's undo stack. */
export type Step = {
  readonly what: StepName;
  readonly fields: readonly GoalField[];
  readonly undo: () => void;
  readonly redo: () => void;
};

type OpenStep = { readonly field: GoalField; readonly after: { [Field in GoalField]?: string }; at: number };

/** A pause of this length, in milliseconds, ends an undo step. */
export const stepPauseMs = 1000;

/**
 * What a person did to a goal's fields. Three versions of each field:
 * `tenant`, what the tenant was last seen to hold; `base`, what it held when the field's edit began; `mine`, as typed.
 * A field that is not edited follows the tenant. An edited one keeps its base, so that a change in the tenant under it
 * shows as a conflict instead of being overwritten unseen.
 */
export class GoalEdits {
  #tenant: GoalFields;
  #base: GoalFields;
  #mine: GoalFields;
  #sent: Changes | undefined;
  #sentSince: string | undefined;
  /** The fields of {@link sent}, also once they are seen to have arrived. */
  #written: readonly GoalField[] = [];
  #disputed: Disputed | undefined;
  /** Counts the saves. To undo a step from before a save is an edit, which stands on what was saved. */
  #epoch = 0;
  /** What the tenant made of what was saved last in each field. */
  #stored: { readonly [Field in GoalField]?: { readonly sent: string; readonly held: string } } = {};
  #open: OpenStep | undefined;

  constructor(
    base: GoalFields = noFields,
    mine: GoalFields = base,
    { sent, sentSince, disputed }: Pick<Draft, 'sent' | 'sentSince' | 'disputed'> = {},
  ) {
    this.#tenant = base;
    this.#base = base;
    this.#mine = mine;
    this.#sent = sent;
    this.#sentSince = sentSince;
    this.#disputed = disputed;
  }

  get tenant(): GoalFields {
    return this.#tenant;
  }

  get base(): GoalFields {
    return this.#base;
  }

  get mine(): GoalFields {
    return this.#mine;
  }

  /** Fields that are on their way to the tenant, or were and nobody knows what became of them. */
  get sent(): Changes | undefined {
    return this.#sent;
  }

  /** The tenant's time just before {@link sent} was sent, ISO 8601; undefined where nobody noted it. */
  get sentSince(): string | undefined {
    return this.#sent === undefined ? undefined : this.#sentSince;
  }

  /** What a person has to choose in before anything else is sent; it outlives what the tenant is seen to hold. */
  get disputed(): Disputed | undefined {
    return this.#disputed;
  }

  dispute(disputed: Disputed): void {
    this.#disputed = disputed;
  }

  /** A field that went back to its base while another value is on its way is edited, too, and so is one that is disputed. */
  changed(): readonly GoalField[] {
    return goalFieldNames.filter((name) => this.#mine[name] !== this.#base[name] || this.#staysEdited(name));
  }

  /** Whether it stays an edit whatever the tenant holds. */
  #staysEdited(name: GoalField): boolean {
    return this.#isTakenBack(name) || this.#disputed?.theirs[name] !== undefined;
  }

  #isTakenBack(name: GoalField): boolean {
    const sent = this.#sent?.[name];
    return sent !== undefined && sent !== this.#mine[name];
  }

  /** Returns the new undo step; undefined where nothing changed or the last step grew instead. */
  edit(changes: Changes, what: StepName, at: number): Step | undefined {
    const fields = goalFieldNames.filter((name) => changes[name] !== undefined && changes[name] !== this.#mine[name]);
    const [field] = fields;
    if (field === undefined) return undefined;
    if (fields.length === 1 && this.#grow(field, changes[field] ?? '', at)) return undefined;
    return this.#step(fields, this.#mine, changes, what, at);
  }

  #grow(field: GoalField, value: string, at: number): boolean {
    const open = this.#open;
    if (open?.field !== field || at - open.at > stepPauseMs) return false;
    open.after[field] = value;
    open.at = at;
    this.#set({ [field]: value });
    return true;
  }

  /** The step that stands for all that is edited; undoing it shows what the tenant holds. */
  restored(what: StepName): Step | undefined {
    const fields = this.changed();
    if (fields.length === 0) return undefined;
    return this.#step(fields, this.#base, this.#mine, what, Number.NEGATIVE_INFINITY);
  }

  #step(fields: readonly GoalField[], before: GoalFields, changes: Changes, what: StepName, at: number): Step {
    const epoch = this.#epoch;
    const wasClean = new Set(fields.filter((name) => before[name] === this.#base[name]));
    const after: OpenStep['after'] = Object.fromEntries(fields.map((name) => [name, changes[name] ?? '']));
    const [field] = fields;
    this.#open = fields.length === 1 && field !== undefined ? { field, after, at } : undefined;
    this.#set(after);
    return {
      what,
      fields,
      undo: () => {
        const followsTenant = (name: GoalField): boolean => epoch === this.#epoch && wasClean.has(name);
        fields.filter(followsTenant).forEach((name) => this.#follow(name));
        const others = fields.filter((name) => !followsTenant(name));
        this.#exchange(after, partOf(before, others));
      },
      redo: () => this.#exchange(partOf(before, fields), after),
    };
  }

  /** Undoes or does again, on what was there or was saved: where a colleague changed that since, it is a conflict. */
  #exchange(was: Changes, will: Changes): void {
    this.closeStep();
    const edited = this.changed();
    const following = goalFieldNames.filter((name) => will[name] !== undefined && !edited.includes(name));
    this.#base = { ...this.#base, ...partOf(this.#held(was), following) };
    this.#set(will);
    this.#followUnedited();
  }

  /** As the tenant held this once it was saved. */
  #held(saved: Changes): GoalFields {
    const held = goalFieldNames.map((name) => {
      const { sent, held: after } = this.#stored[name] ?? {};
      return [name, sent === saved[name] ? after : saved[name]];
    });
    return { ...this.#base, ...Object.fromEntries(held.filter(([, value]) => value !== undefined)) };
  }

  /** Makes the next edit a new undo step, however soon it comes: VS Code counts saves in steps. */
  closeStep(): void {
    this.#open = undefined;
  }

  /**
   * What is to be sent of what stood in the form when Save was pressed: what was not edited then, or was taken back since, is as it is in
   * the tenant.
   */
  pressed(shown: GoalFields, edited: readonly GoalField[]): GoalFields {
    const still = this.changed();
    return {
      ...this.#base,
      ...partOf(
        shown,
        edited.filter((name) => still.includes(name)),
      ),
    };
  }

  /** Takes note of what the tenant holds now, as far as it is known. What was sent and has arrived is nobody else's change. */
  refresh(theirs: Changes): void {
    this.#tenant = { ...this.#tenant, ...theirs };
    const sent = this.#sent;
    if (sent !== undefined) {
      const names = goalFieldNames.filter((name) => sent[name] !== undefined);
      const arrived = names.filter((name) => this.#tenant[name] === sent[name]);
      this.#base = { ...this.#base, ...Object.fromEntries(arrived.map((name) => [name, sent[name]])) };
      if (arrived.length === names.length) this.#sent = undefined;
    }
    this.#followUnedited();
  }

  /** @param sent undefined once it is known not to have arrived */
  sending(sent: Changes | undefined, since?: string): void {
    this.#sent = sent;
    this.#sentSince = since;
    this.#written = goalFieldNames.filter((name) => sent?.[name] !== undefined);
  }

  /**
   * `sent` was stored as `stored`; what was typed meanwhile stays an edit. In a field that was not sent it stands on what was shown
   * when it was typed, so that it is a conflict where a colleague changed that.
   * @param otherwise fields in which the tenant holds something else, as what a colleague added or wrote since: what was typed meanwhile
   *   does not have that, and stands on what was sent, so that it is merged or a conflict in the next save
   */
  saved(sent: GoalFields, stored: GoalFields, otherwise: readonly GoalField[] = []): void {
    this.closeStep();
    this.#epoch += 1;
    this.#sent = undefined;
    this.#disputed = undefined;
    const untouched = goalFieldNames.filter((name) => this.#mine[name] === sent[name]);
    const unsent = goalFieldNames.filter((name) => !this.#written.includes(name));
    this.#tenant = stored;
    const standing = { ...stored, ...partOf(sent, otherwise) };
    const written = this.#written.map((name) => [name, { sent: sent[name], held: stored[name] }]);
    this.#stored = { ...this.#stored, ...Object.fromEntries(written) };
    this.#base = { ...standing, ...Object.fromEntries(unsent.map((name) => [name, this.#base[name]])) };
    untouched.forEach((name) => this.#follow(name));
  }

  revert(): void {
    this.closeStep();
    this.#sent = undefined;
    this.#disputed = undefined;
    goalFieldNames.forEach((name) => this.#follow(name));
  }

  /** As {@link revert}, as a step: to undo it brings back what is in doubt as well, and what each edit stood on. */
  discard(what: StepName, at: number): Step | undefined {
    this.closeStep();
    const [epoch, base, fields] = [this.#epoch, this.#base, this.changed()];
    const doubt = { sent: this.#sent, sentSince: this.#sentSince, disputed: this.#disputed };
    this.rebase(this.#tenant);
    const step = this.edit(this.#tenant, what, at);
    this.closeStep();
    if (step === undefined) return undefined;
    const undo = (): void => {
      step.undo();
      if (epoch !== this.#epoch) return;
      this.#base = { ...this.#base, ...partOf(base, fields) };
      this.#sent = doubt.sent;
      this.#sentSince = doubt.sentSince;
      this.#disputed = doubt.disputed;
      this.refresh({});
    };
    return { ...step, undo, redo: () => this.revert() };
  }

  /** Edits of these fields go on from what the tenant holds now: a person has seen it, and it is no conflict any more. */
  rebase(theirs: GoalFields, seen: readonly GoalField[] = goalFieldNames): void {
    this.#sent = undefined;
    this.#disputed = undefined;
    this.refresh(theirs);
    this.#base = { ...this.#base, ...Object.fromEntries(seen.map((name) => [name, theirs[name]])) };
  }

  /** As {@link rebase}, where the tenant may as well hold what was sent: which of both it is has to be looked at before the next save. */
  rebaseInDoubt(theirs: GoalFields, seen: readonly GoalField[], sent: Changes): void {
    this.#sent = sent;
    this.#disputed = undefined;
    this.#base = { ...this.#base, ...Object.fromEntries(seen.map((name) => [name, theirs[name]])) };
  }

  #set(changes: Changes): void {
    this.#mine = { ...this.#mine, ...changes };
  }

  #follow(name: GoalField): void {
    const value = this.#tenant[name];
    this.#base = { ...this.#base, [name]: value };
    this.#mine = { ...this.#mine, [name]: value };
  }

  /** Fields that hold what they began with, or what the tenant holds now, are not edited: they follow the tenant. */
  #followUnedited(): void {
    const changed = new Set(this.changed());
    goalFieldNames
      .filter((name) => !changed.has(name) || (this.#mine[name] === this.#tenant[name] && !this.#staysEdited(name)))
      .forEach((name) => this.#follow(name));
  }
}
