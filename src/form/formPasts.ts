import type { Past } from '../words/sparkText.ts';

type FormPastsDeps = {
  /** The same promise as long as nothing changed. */
  readonly past: (goalId: string) => Promise<Past>;
  readonly onDidRead: (goalId: string) => void;
};

type Kept = { readonly reading: Promise<Past>; readonly past?: Past | undefined };

/** How the numbers of open goals went: read while their forms are shown already, which are told when it is there. */
export class FormPasts {
  readonly #deps: FormPastsDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: FormPastsDeps) {
    this.#deps = deps;
  }

  /** What was read last; undefined where nothing was yet. */
  of(goalId: string): Past | undefined {
    const reading = this.#deps.past(goalId);
    const kept = this.#kept.get(goalId);
    if (kept?.reading === reading) return kept.past;
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

  forget(goalId: string): void {
    this.#kept.delete(goalId);
  }
}
