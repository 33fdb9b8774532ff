import type { Draft, DraftDisk, DraftKey } from './draft.ts';
import { causeOf, type Log } from '../log.ts';
import { changedFields } from '../model/goalFields.ts';

/**
 * What another window did to the draft of a goal that is open here: `taken`, it is gone, discarded or sent; `typed`, somebody typed
 * into the same goal there, and what is typed here is a draft of its own.
 */
export type Elsewhere = 'taken' | 'typed';

/** The draft of an open goal on disk. Windows share the disk, so what lies there may be another's, or gone. */
export class OpenDraft {
  readonly #drafts: DraftDisk;
  /** What lay there when the goal was opened. */
  readonly found: Draft | undefined;
  #key: DraftKey;
  /** What this window last read or wrote there. */
  #mine: Draft | undefined;
  #elsewhere: Elsewhere | undefined;
  #error: unknown;
  readonly #log: Log;

  constructor(drafts: DraftDisk, key: DraftKey, log: Log) {
    this.#drafts = drafts;
    this.#log = log;
    this.#key = { tenant: key.tenant, id: key.id };
    this.found = drafts.read(key);
    this.#mine = this.found;
  }

  /** Why the last {@link keep} failed. */
  get error(): unknown {
    return this.#error;
  }

  get elsewhere(): Elsewhere | undefined {
    return this.#elsewhere;
  }

  /** Whether what is typed here is on disk. */
  get isThere(): boolean {
    return this.#mine !== undefined;
  }

  /** Whether what is typed here is this draft. */
  isAt({ tenant, id }: DraftKey): boolean {
    return this.isThere && this.#key.tenant === tenant && this.#key.id === id;
  }

  /** Whether the draft is gone, though this window did not end it. Writes nothing. */
  look(): boolean {
    return this.#isTaken(this.#drafts.read(this.#key));
  }

  #isTaken(there: Draft | undefined): boolean {
    if (this.#mine === undefined || there !== undefined) return false;
    this.#mine = undefined;
    this.#elsewhere = 'taken';
    return true;
  }

  /** A person has seen what the other window did. */
  settle(): void {
    this.#elsewhere = undefined;
  }

  /** Writes the draft, or removes it where there is nothing to keep; never what another window wrote. A full disk must not stop the typing. */
  keep(draft: Draft | undefined): void {
    try {
      const there = this.#drafts.read(this.#key);
      if (!this.#isTaken(there)) this.#giveWay(there);
      if (draft !== undefined) this.#drafts.write(this.#key, draft);
      else this.#drafts.remove(this.#key);
      if (draft === undefined) this.#elsewhere = undefined;
      this.#mine = draft;
      this.#error = undefined;
    } catch (error) {
      this.#error = error;
      this.#log.error(`goal form: the draft could not be kept: ${causeOf(error)}`);
    }
  }

  /** What another window wrote is its own from now on. */
  #giveWay(there: Draft | undefined): void {
    if (there === undefined || isSame(there, this.#mine)) return;
    this.#key = { tenant: this.#key.tenant, id: crypto.randomUUID() };
    this.#mine = undefined;
    this.#elsewhere = 'typed';
  }
}

const isSame = (a: Draft, b: Draft | undefined): boolean =>
  b !== undefined && a.at === b.at && changedFields(a.mine, b.mine).length === 0;
