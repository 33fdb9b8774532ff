import { causeOf, type Log } from '../log.ts';
import type { Draft, DraftDisk, DraftKey } from './draft.ts';

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
  #error: unknown;
  readonly #log: Log;

  constructor(drafts: DraftDisk, key: DraftKey, log: Log) {
    this.#drafts = drafts;
    this.#log = log;
    this.#key = { tenant: key.tenant, id: key.id };
    const stored = drafts.open(this.#key);
    this.found = stored?.draft;
    this.#version = stored?.version;
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
    this.#changedElsewhere = 'ended';
    return true;
  }

  /** A person has seen what the other window did. */
  acceptElsewhere(): void {
    this.#changedElsewhere = undefined;
  }

  /** Writes the draft, or removes it where there is nothing to keep; never what another window wrote. A full disk must not stop the typing. */
  keep(draft: Draft | undefined): void {
    try {
      const { found, version } = this.#drafts.replace(this.#key, this.#version, draft);
      if (found === 'other') this.#keepApart(draft);
      else this.#version = version;
      if (found === 'gone') this.#changedElsewhere = 'ended';
      if (draft === undefined) this.#changedElsewhere = undefined;
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
      this.#log.error(`goal form: the draft could not be kept: ${causeOf(error)}`);
    }
  }

  /** Leaves the other window's draft alone, and keeps this one under a key of its own. */
  #keepApart(draft: Draft | undefined): void {
    this.#key = { tenant: this.#key.tenant, id: crypto.randomUUID() };
    this.#version = undefined;
    this.#changedElsewhere = 'typed';
    this.#version = this.#drafts.replace(this.#key, undefined, draft).version;
  }
}
