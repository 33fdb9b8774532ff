import type { Goal, GoalTemplate } from '../api/schema.ts';
import type { Draft, DraftDisk } from './draft.ts';
import type { Log } from '../log.ts';
import { createEmitter } from '../model/emitter.ts';
import { fieldsOf, goalFieldNames, type GoalField, type GoalFields, type GoalTexts } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isOlder } from '../model/goalVersion.ts';
import type { TenantId } from '../model/tenant.ts';
import { unsavedDraft } from './unsavedDraft.ts';
import { GoalEdits, type Step, type StepName } from './goalEdits.ts';
import { presetFields, type GoalAddress } from './goalAddress.ts';
import { OpenDraft } from './openDraft.ts';
import { FormReads } from './goalReads.ts';
import { Resource } from './resource.ts';
import { MetricEntry } from './metricEntry.ts';
import { filledByTemplate } from './filledByTemplate.ts';

export type SessionDeps = {
  readonly store: GoalStore;
  readonly drafts: DraftDisk;
  readonly log: Log;
  /** The connected tenant. */
  tenant(): TenantId | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  readonly reads?: FormReads;
};

/**
 * One goal that is open in a form: what a person typed, what the tenant holds, and the draft on disk.
 * Knows neither VS Code nor the page.
 */
export class GoalSession {
  readonly address: GoalAddress;
  readonly edits: GoalEdits;
  readonly metric: MetricEntry;
  readonly goalResource: Resource<Goal>;
  readonly templates: Resource<readonly GoalTemplate[]>;
  readonly draft: OpenDraft;
  readonly reads: FormReads;
  readonly #deps: SessionDeps;
  readonly #changes = createEmitter<undefined>();
  readonly #steps = createEmitter<Step>();
  readonly onDidChange = this.#changes.event;
  /** A new entry for VS Code's undo stack. */
  readonly onDidStep = this.#steps.event;
  #goalId: string | undefined;
  #goal: Goal | undefined;
  #isLive = false;
  /** Counts the saves that succeeded. */
  #sends = 0;
  #unresolved: GoalTexts;
  /** The goal's ModifiedDate when its description was last fetched. */
  #describedAsOf: { readonly modified: string | undefined } | undefined;
  /** The Markdown as it was typed and the HTML that is sent for it: the HTML does not lead back to the same Markdown. */
  #typed: { readonly value: string; readonly markdown: string } | undefined;

  constructor(deps: SessionDeps, address: GoalAddress) {
    this.#deps = deps;
    this.reads = deps.reads ?? new FormReads();
    this.address = address;
    this.draft = new OpenDraft(deps.drafts, address, deps.log);
    const draft = this.draft.found;
    const { base = presetFields(address), mine } = draft ?? {};
    this.edits = new GoalEdits(base, mine, draft);
    if (draft?.markdown !== undefined) this.#typed = { value: draft.mine.Description, markdown: draft.markdown };
    this.#unresolved = draft?.unresolved ?? {};
    this.#goalId = address.isNew ? draft?.goalId : address.id;
    const changed = (): void => this.changed();
    this.goalResource = new Resource(changed);
    this.templates = new Resource(changed);
    const keep = (): void => this.keep();
    const isElsewhere = (): boolean => this.draft.changedElsewhere !== undefined;
    this.metric = new MetricEntry(draft, { ...deps, changed, keep, isElsewhere, read: this.reads.read });
  }

  get goal(): Goal | undefined {
    return this.#goal;
  }

  /** Undefined until the tenant has the goal. */
  get goalId(): string | undefined {
    return this.#goalId;
  }

  /** Whether its tenant is connected; also where nobody told of another one yet. */
  get isLive(): boolean {
    return this.#isLive && this.#deps.tenant() === this.address.tenant;
  }

  get isDirty(): boolean {
    return this.edits.changed().length > 0;
  }

  /** Whether the tenant has everything that was typed into the goal's fields. */
  get isSent(): boolean {
    return !this.isDirty && Object.keys(this.#unresolved).length === 0;
  }

  get unresolved(): GoalTexts {
    return this.#unresolved;
  }

  /** Notices that another window discarded or saved the draft. */
  checkDraft(): void {
    if (!this.draft.checkEnded()) return;
    // If it was saved, the tenant's answer ends the edits.
    this.loadGoal();
    this.changed();
  }

  /** Keeps what this form shows as a draft, whatever another window did. */
  keepDraftAnyway(): void {
    this.draft.acceptElsewhere();
    this.keep();
    this.changed();
  }

  /** Whether the description is known, even if there is none. */
  get isDescriptionKnown(): boolean {
    return (
      this.#goalId === undefined || this.#describedAsOf !== undefined || this.edits.changed().includes('Description')
    );
  }

  /** The description as it was typed; undefined where it was not, or was changed since. */
  get markdown(): string | undefined {
    return this.#typed?.value === this.edits.mine.Description ? this.#typed.markdown : undefined;
  }

  get #unsaved(): Draft | undefined {
    return unsavedDraft(this, new Date(this.#deps.now()));
  }

  changed(): void {
    this.#changes.fire(undefined);
  }

  /**
   * Follows the connection and what the store knows. Called after each change of either.
   * @param what 'connection' where nobody looks at the goal: then nothing is loaded
   */
  follow(what: 'connection' | 'all' = 'all'): void {
    const wasLive = this.#isLive;
    this.#isLive = this.#deps.tenant() === this.address.tenant;
    if (this.#isLive) {
      const known = this.#goalId === undefined ? undefined : this.#deps.store.goal(this.#goalId);
      if (known !== undefined && known !== this.#goal) this.#take(known, known.Description !== undefined);
      if (what === 'all' && !wasLive) this.#loadAll();
      else if (what === 'all' && this.#isStale(known)) this.loadGoal();
    }
    if (wasLive !== this.#isLive) this.changed();
  }

  #isStale(known: Goal | undefined): boolean {
    return known !== undefined && !this.goalResource.isLoading && this.#describedAsOf?.modified !== known.ModifiedDate;
  }

  #loadAll(): void {
    this.loadGoal();
    this.loadMetrics();
    this.loadTemplates();
  }

  loadGoal(): void {
    const goalId = this.#goalId;
    if (goalId === undefined || !this.#isLive) return;
    const sends = this.#sends;
    void this.goalResource.load(async () => {
      const goal = await this.reads.read((signal) => this.#deps.store.fetchGoal(goalId, signal));
      // An answer to a request from before a save is out of date.
      if (sends === this.#sends) this.#take(goal, true);
      return goal;
    });
  }

  loadMetrics(): void {
    if (this.#goalId !== undefined && this.#isLive) this.metric.load(this.#goalId);
  }

  /** Loads the metrics again where they were loaded before. Costs a request only where the store knows of a change. */
  refreshMetrics(): void {
    if (this.metric.list.value !== undefined) this.loadMetrics();
  }

  loadTemplates(): void {
    if (!this.#isLive) return;
    void this.templates.load(async () => {
      const templates = await this.reads.read((signal) => this.#deps.store.templates(signal));
      if (this.address.isNew) this.#begin(templates);
      return templates;
    });
  }

  /** A new goal that was begun from a template starts with the template's texts. */
  #begin(templates: readonly GoalTemplate[]): void {
    const template = templates.find(({ id }) => id === this.address.preset.templateId);
    if (template === undefined || this.#goalId !== undefined || this.edits.base.Name !== '') return;
    this.edits.refresh({ Name: template.name, Description: template.description ?? '' });
  }

  #take(goal: Goal, isDescriptionKnown: boolean): void {
    if (isOlder(goal, this.#goal)) return;
    this.#goal = goal;
    const { Description, ...listed } = fieldsOf(goal);
    const had = this.#unsaved;
    this.edits.refresh(isDescriptionKnown ? { ...listed, Description } : listed);
    // What was in doubt has arrived, or somebody else made the same change.
    if (had !== undefined && this.#unsaved === undefined) this.keep();
    if (isDescriptionKnown) this.#describedAsOf = { modified: goal.ModifiedDate };
    this.changed();
  }

  /** Returns the other fields that this filled in: picking a template fills those that are empty. */
  edit(field: GoalField, value: string, markdown?: string): readonly GoalField[] {
    this.#resolve(field);
    if (markdown !== undefined) this.#typed = { value, markdown };
    const { mine } = this.edits;
    const filled = filledByTemplate(field, value, this.templates.value ?? [], mine, this.isDescriptionKnown);
    const step = this.edits.edit({ [field]: value, ...filled }, field, this.#deps.now());
    this.#edited();
    if (step !== undefined) this.#fire(step);
    return goalFieldNames.filter((name) => name in filled);
  }

  /** Sets the text of a field that needs a choice and has none; '' removes it. */
  setUnresolved(field: GoalField, text: string): void {
    this.#resolve(field);
    if (text !== '') this.#unresolved = { ...this.#unresolved, [field]: text };
    this.#edited();
  }

  #resolve(field: GoalField): void {
    const { [field]: _resolved, ...others } = this.#unresolved;
    this.#unresolved = others;
  }

  replace(fields: Partial<GoalFields>, what: StepName): void {
    this.edits.closeStep();
    const step = this.edits.edit(fields, what, this.#deps.now());
    this.edits.closeStep();
    if (what !== 'putBack') goalFieldNames.filter((name) => name in fields).forEach((name) => this.#resolve(name));
    this.#edited();
    if (step !== undefined) this.#fire(step);
  }

  /** As {@link revert}, but a step that can be undone. */
  discard(): void {
    this.metric.clear();
    this.#unresolved = {};
    const step = this.edits.discard('discardDraft', this.#deps.now());
    this.#edited();
    if (step !== undefined) this.#fire(step);
  }

  /** Gives VS Code one step for all edits that it does not know of, as of a draft found on disk. */
  restore(what: StepName): void {
    const step = this.edits.restored(what);
    if (step !== undefined) this.#fire(step);
  }

  #fire(step: Step): void {
    const followedBy = (act: () => void) => (): void => {
      act();
      step.fields.forEach((name) => this.#resolve(name));
      this.#edited();
    };
    this.#steps.fire({ ...step, undo: followedBy(step.undo), redo: followedBy(step.redo) });
  }

  #edited(): void {
    this.keep();
    this.changed();
  }

  revert(): void {
    this.edits.revert();
    this.metric.clear();
    this.#unresolved = {};
    this.#edited();
  }

  /** The tenant has stored `sent` as `stored`. @param otherwise as of {@link GoalEdits.saved} */
  saved(sent: GoalFields, stored: Goal, otherwise: readonly GoalField[] = []): void {
    this.#sends += 1;
    this.#goalId = stored.Gsid;
    this.#goal = this.#deps.store.goal(stored.Gsid) ?? stored;
    this.#describedAsOf = { modified: stored.ModifiedDate };
    this.edits.saved(sent, fieldsOf(stored), otherwise);
    this.keep();
  }

  /** Writes the draft, or removes it when there is nothing to keep. */
  keep(): void {
    this.draft.keep(this.#unsaved);
  }
}
