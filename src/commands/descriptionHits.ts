import type { Goal } from '../api/schema.ts';
import { describingWords } from '../model/tenantSearches.ts';

export type DescriptionHitsDeps = {
  /** Asks the tenant. */
  readonly describedBy: (words: readonly string[], limit: number, signal: AbortSignal) => Promise<readonly Goal[]>;
  readonly after: (ms: number, act: () => void) => { dispose(): void };
  /** Something else is known now. */
  readonly onDidChange: () => void;
};

/** What was found in descriptions, or why nothing was. */
export type Hits = { readonly goals: readonly Goal[]; readonly isAsking: boolean; readonly error?: unknown };

/** Who goes on typing is asked for nothing: each text is a request. */
export const pauseMs = 500;
const mostHits = 50;

const none: Hits = { goals: [], isAsking: false };

/** The goals whose descriptions have the words that a person typed, as the tenant answers after a pause; no text is asked for twice. */
export class DescriptionHits {
  readonly #deps: DescriptionHitsDeps;
  readonly #known = new Map<string, readonly Goal[]>();
  #asked = '';
  #hits = none;
  #pause: { dispose(): void } | undefined;
  #request: AbortController | undefined;

  constructor(deps: DescriptionHitsDeps) {
    this.#deps = deps;
  }

  get hits(): Hits {
    return this.#hits;
  }

  /** @param text what is typed now, '' for what is no search for words. What was asked for before is cancelled. */
  ask(text: string): void {
    const words = describingWords(text) ?? [];
    const key = words.join(' ');
    if (key === this.#asked) return;
    this.end();
    this.#asked = key;
    const goals = this.#known.get(key) ?? [];
    const isKnown = key === '' || this.#known.has(key);
    this.#hits = { goals, isAsking: !isKnown };
    if (!isKnown) this.#pause = this.#deps.after(pauseMs, () => void this.#find(key, words));
  }

  end(): void {
    this.#pause?.dispose();
    this.#request?.abort();
    this.#asked = '';
    this.#hits = none;
  }

  async #find(key: string, words: readonly string[]): Promise<void> {
    const request = (this.#request = new AbortController());
    const hits = await this.#deps.describedBy(words, mostHits, request.signal).then(
      (goals): Hits => ({ goals, isAsking: false }),
      (error: unknown): Hits => ({ goals: [], isAsking: false, error }),
    );
    if (request.signal.aborted) return;
    if (!('error' in hits)) this.#known.set(key, hits.goals);
    this.#hits = hits;
    this.#deps.onDidChange();
  }
}
