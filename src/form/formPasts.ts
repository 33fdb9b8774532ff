import type { Past } from '../words/sparkText.ts';

type FormPastsDeps = {
  readonly past: (goalId: string) => Promise<Past>;
  readonly onDidRead: (goalId: string) => void;
};

/** Without a reading where the goal changed since. */
type CachedPast = { readonly reading?: Promise<Past>; readonly past?: Past | undefined };

/** How the numbers of open goals went: read while their forms are shown already, which are told when it is there. */
export class FormPasts {
  readonly #deps: FormPastsDeps;
  readonly #cached = new Map<string, CachedPast>();

  constructor(deps: FormPastsDeps) {
    this.#deps = deps;
  }

  /** What was read last; undefined where nothing was yet. */
  of(goalId: string): Past | undefined {
    const cached = this.#cached.get(goalId);
    if (cached?.reading !== undefined) return cached.past;
    const reading = this.#deps.past(goalId);
    this.#cached.set(goalId, { reading, past: cached?.past });
    void this.#read(goalId, reading);
    return cached?.past;
  }

  async #read(goalId: string, reading: Promise<Past>): Promise<void> {
    const past = await reading;
    if (this.#cached.get(goalId)?.reading !== reading) return;
    this.#cached.set(goalId, { reading, past });
    this.#deps.onDidRead(goalId);
  }

  /** Reads these anew; what was drawn of them stays until there is more. All of them may be those of another tenant by now. */
  changed(goalIds: Iterable<string> | 'all'): void {
    if (goalIds === 'all') return this.#cached.clear();
    for (const goalId of goalIds) {
      const cached = this.#cached.get(goalId);
      if (cached !== undefined) this.#cached.set(goalId, { past: cached.past });
    }
  }

  forget(goalId: string): void {
    this.#cached.delete(goalId);
  }
}
