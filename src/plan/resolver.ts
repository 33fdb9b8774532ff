import { fold } from '../model/names/fold.ts';

/** What a name may mean. */
export type Choice = {
  readonly id: string;
  readonly name: string;
  /** 1 for the very name, less for one that is like it. */
  readonly confidence: number;
};

export type Candidate = { readonly id: string; readonly name: string };

export type Resolution =
  | { readonly kind: 'exact'; readonly id: string }
  | {
      readonly kind: 'open';
      readonly code: 'namesakes' | 'weak' | 'unknown';
      /** The likeliest first. */
      readonly choices: readonly Choice[];
    };

const mostChoices = 20;

/** Finds what a name means among companies, owners, templates or statuses. Never guesses: only the very name or id is taken. */
export class Resolver {
  readonly #candidates: readonly Candidate[];
  readonly #exact = new Map<string, Candidate[]>();
  readonly #known = new Map<string, Resolution>();
  #folded: readonly (readonly [string, Candidate])[] | undefined;

  constructor(candidates: Iterable<Candidate>) {
    this.#candidates = [...new Map([...candidates].map((each) => [each.id, each])).values()];
    for (const each of this.#candidates) for (const text of new Set([each.id, tidy(each.name)])) this.#add(text, each);
  }

  #add(text: string, candidate: Candidate): void {
    const there = this.#exact.get(text);
    if (there === undefined) this.#exact.set(text, [candidate]);
    else there.push(candidate);
  }

  resolve(text: string): Resolution {
    const wanted = tidy(text);
    const known = this.#known.get(wanted);
    if (known !== undefined) return known;
    const found = this.#find(wanted);
    this.#known.set(wanted, found);
    return found;
  }

  #find(wanted: string): Resolution {
    const exact = this.#exact.get(wanted) ?? [];
    const [only] = exact;
    if (only !== undefined && exact.length === 1) return { kind: 'exact', id: only.id };
    if (only !== undefined) return { kind: 'open', code: 'namesakes', choices: exact.map((each) => choice(each, 1)) };
    const choices = this.#weak(fold(wanted));
    return { kind: 'open', code: choices.length === 0 ? 'unknown' : 'weak', choices };
  }

  #weak(wanted: string): readonly Choice[] {
    this.#folded ??= this.#candidates.map((each) => [fold(tidy(each.name)), each]);
    const words = wordsIn(wanted);
    return this.#folded
      .map(([name, each]) => choice(each, confidenceOf(name, wanted, words)))
      .filter(({ confidence }) => confidence > 0)
      .toSorted((a, b) => b.confidence - a.confidence)
      .slice(0, mostChoices);
  }
}

/** Whether a name may be meant by one of these. Of others a resolver need not know. */
export const likeTest = (texts: readonly string[]): ((name: string) => boolean) => {
  const exact = new Set(texts.map(tidy));
  const wanted = [...new Set(texts.map((text) => fold(tidy(text))))].map((text) => [text, wordsIn(text)] as const);
  return (name) => {
    const tidied = tidy(name);
    if (exact.has(tidied)) return true;
    const folded = fold(tidied);
    return wanted.some(([text, words]) => confidenceOf(folded, text, words) > 0);
  };
};

const wordsIn = (folded: string): readonly string[] => folded.split(/\s+/).filter((word) => word !== '');

const choice = ({ id, name }: Candidate, confidence: number): Choice => ({ id, name, confidence });

const tidy = (text: string): string => text.trim().normalize();

const confidenceOf = (name: string, wanted: string, words: readonly string[]): number => {
  if (words.length === 0) return 0;
  if (name === wanted) return 0.9;
  if (name.startsWith(wanted)) return 0.7;
  return words.every((word) => name.includes(word)) ? 0.5 : 0;
};
