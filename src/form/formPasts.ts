import type { Past } from '../words/sparkText.ts';

type FormPastsDeps = {
  readonly past: (goalId: string) => Promise<Past>;
  readonly onDidRead: (goalId: string) => void;
};

/** Without a reading where the goal changed since. */
type Kept = { readonly reading?: Promise<Past>; readonly past?: Past | undefined };

/** How the numbers of open goals went: read while their forms are shown already, which are told when it is there. */
export class FormPasts {
  readonly #deps: FormPastsDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: FormPastsDeps) {
    this.#deps = deps;
  }

  /** What was read last; undefined where nothing was yet. */
  of(goalId: string): Past | undefined {
    const kept = this.#kept.get(goalId);
    if (kept?.reading !== undefined) return kept.past;
    const reading = this.#deps.past(goalId);
    this.#kept.set(goalId, { reading, past: kept?.past });
    void this.#read(goalId, reading);
    return kept?.past;
  }

  async #read(goalId: string, reading: Promise<Past>): Promise<void> {
    const past = await reading;
    if (this.#kept.get(goalId)?.reading !== reading) return;
    this.#kept.set(goalId, { reading, past });
    this.#deps.onDidRead(goalId);
  }

  /** Reads these anew; what was drawn of them stays until there is more. All of them may be those of another tenant by now. */
  changed(goalIds: Iterable<string> | 'all'): void {
    if (goalIds === 'all') return this.#kept.clear();
    for (const goalId of goalIds) {
      const kept = this.#kept.get(goalId);
      if (kept !== undefined) this.#kept.set(goalId, { past: kept.past });
    }
  }

  forget(goalId: string): void {
    this.#kept.delete(goalId);
  }
}
