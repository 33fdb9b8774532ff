import { causeOf, type Log } from '../log.ts';
import type { GoalFields } from '../model/goalFields.ts';
import type { Draft, DraftDisk, DraftKey, Sent } from './draft.ts';
import { asSentFor, sentElsewhere } from './sentElsewhere.ts';

/**
 * What another window did to the draft of a goal that is open here: `ended`, it discarded or saved it; `typed`, it typed into the same
 * goal, and what is typed here is a draft of its own.
 */
export type ChangeElsewhere = 'ended' | 'typed';

/** The draft of an open goal on disk. Windows share the disk, so what lies there may be another's, or gone. */
export class OpenDraft {
  readonly #drafts: DraftDisk;
  /** What lay there when the goal was opened. */
  readonly found: Draft | undefined;
  #key: DraftKey;
  /** The version that this window last read or wrote; undefined where it has none on disk. */
  #version: string | undefined;
  #changedElsewhere: ChangeElsewhere | undefined;
  /** What this window last saw under {@link #key}. */
  #seen: Draft | undefined;
  /** The other window's draft that this one went apart from, as it was seen then. */
  #left: { readonly key: DraftKey; readonly seen: Draft | undefined } | undefined;
  #sentElsewhere: Sent | undefined;
  #error: unknown;
  readonly #log: Log;

  constructor(drafts: DraftDisk, key: DraftKey, log: Log) {
    this.#drafts = drafts;
    this.#log = log;
    this.#key = { tenant: key.tenant, id: key.id };
    const stored = drafts.open(this.#key);
    this.found = stored?.draft;
    this.#version = stored?.version;
    this.#seen = stored?.draft;
    this.#sentElsewhere = stored?.draft.sentElsewhere;
  }

  /** Why the last {@link keep} failed. */
  get error(): unknown {
    return this.#error;
  }

  /** Undefined where nothing happened, or a person has seen it. */
  get changedElsewhere(): ChangeElsewhere | undefined {
    return this.#changedElsewhere;
  }

  /** Whether what is typed here is on disk. */
  get isOnDisk(): boolean {
    return this.#version !== undefined;
  }

  /** Whether what is typed here is this draft. */
  isAt({ tenant, id }: DraftKey): boolean {
    return this.isOnDisk && this.#key.tenant === tenant && this.#key.id === id;
  }

  /** Returns whether the draft is gone though this window did not end it. Writes nothing. */
  checkEnded(): boolean {
    if (this.#version === undefined || this.#drafts.has(this.#key)) return false;
    this.#version = undefined;
    this.#end();
    return true;
  }

  #end(): void {
    this.#changedElsewhere = 'ended';
    this.#sentElsewhere = sentElsewhere(undefined, this.#seen) ?? this.#sentElsewhere;
  }

  /**
   * What another window sent of the new goal that this is the draft of, or may have sent; undefined where it is known not to. A draft that
   * it typed into may be sent at any time.
   * @param mine what stands here
   */
  sentElsewhere(mine: GoalFields): Sent | undefined {
    this.#checkDisk();
    return this.#sentElsewhere && asSentFor(this.#sentElsewhere, mine);
  }

  #checkDisk(): void {
    if (this.#left === undefined) return;
    const { key, seen } = this.#left;
    this.#sentElsewhere = sentElsewhere(this.#drafts.open(key)?.draft, seen) ?? this.#sentElsewhere;
  }

  /** A person has seen what the other window did. */
  acceptElsewhere(): void {
    this.#changedElsewhere = undefined;
  }

  /** Writes the draft, or removes it where there is nothing to keep; never what another window wrote. A full disk must not stop the typing. */
  keep(draft: Draft | undefined): void {
    try {
      // What is written then says so.
      this.checkEnded();
      const { found, version } = this.#drafts.replace(this.#key, this.#version, this.#inDoubt(draft));
      if (found === 'other') this.#keepApart(draft);
      else this.#version = version;
      if (found === 'gone') this.#end();
      this.#seen = draft;
      if (draft === undefined) this.#forgetOthers();
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
      this.#log.error(`goal form: the draft could not be kept: ${causeOf(error)}`);
    }
  }

  /** A goal that the tenant has is in nobody's doubt, and what is on its way from here was looked for before. */
  #inDoubt(draft: Draft | undefined): Draft | undefined {
    const sent = this.#sentElsewhere;
    if (draft === undefined || sent === undefined || draft.goalId !== undefined || draft.sent !== undefined)
      return draft;
    return { ...draft, sentElsewhere: sent };
  }

  #forgetOthers(): void {
    this.#changedElsewhere = undefined;
    this.#sentElsewhere = undefined;
    this.#left = undefined;
  }

  /** Leaves the other window's draft alone, and keeps this one under a key of its own. */
  #keepApart(draft: Draft | undefined): void {
    this.#left = { key: this.#key, seen: this.#drafts.open(this.#key)?.draft ?? this.#seen };
    this.#key = { tenant: this.#key.tenant, id: crypto.randomUUID() };
    this.#version = undefined;
    this.#changedElsewhere = 'typed';
    this.#checkDisk();
    this.#version = this.#drafts.replace(this.#key, undefined, this.#inDoubt(draft)).version;
    if (draft !== undefined && this.#version === undefined) throw new Error('no draft could be written');
  }
}
