import { fold } from './fold.ts';

/** How well a word fits a goal, the best first. */
export const fits = {
  beginsName: 0,
  beginsWordOfName: 1,
  beginsWordOfCompany: 2,
  beginsWordOfOwner: 3,
  inName: 4,
  inCompany: 5,
  inOwner: 6,
  not: 255,
} as const;

/** The most names that a chunk holds: their places leave a bit of a 16-bit number to spare. */
export const chunkSize = 2048;
const isFirstWord = 0x8000;

/**
 * The names of some goals for finding words in them. Goals are called alike: each different word is kept once, with the places of the
 * names that have it, so that a search looks at the words and not at the names.
 */
export class NameChunk {
  /** The different words, a line each. */
  readonly #words: string;
  readonly #wordStarts: Uint32Array;
  /** The places of the names with a word begin at its own start and end at the next one's. */
  readonly #placeStarts: Uint32Array;
  /** The place of a name, and whether the word is its first. */
  readonly #places: Uint16Array;

  constructor(names: readonly string[]) {
    const places = placesByWord(names);
    this.#words = `${[...places.keys()].join('\n')}\n`;
    this.#wordStarts = startsOf([...places.keys()], ({ length }) => length + 1);
    this.#placeStarts = startsOf([...places.values()], ({ length }) => length);
    this.#places = Uint16Array.from([...places.values()].flat());
  }

  /** Writes how well this word fits each name over whatever fits worse. Returns whether it fits any. */
  fit(word: string, into: Uint8Array): boolean {
    const text = this.#words;
    let number = 0;
    let at = text.indexOf(word);
    const fitsAny = at >= 0;
    while (at >= 0) {
      while ((this.#wordStarts[number + 1] ?? 0) <= at) number += 1;
      const end = this.#wordStarts[number + 1] ?? 0;
      this.#write(number, fitAt(text, at, word, end), at === this.#wordStarts[number], into);
      at = text.indexOf(word, end);
    }
    return fitsAny;
  }

  #write(number: number, fit: number, isBeginning: boolean, into: Uint8Array): void {
    const end = this.#placeStarts[number + 1] ?? 0;
    for (let i = this.#placeStarts[number] ?? 0; i < end; i += 1) {
      const entry = this.#places[i] ?? 0;
      const place = entry & ~isFirstWord;
      const own = isBeginning && entry !== place ? fits.beginsName : fit;
      if (own < (into[place] ?? 0)) into[place] = own;
    }
  }
}

const placesByWord = (names: readonly string[]): ReadonlyMap<string, number[]> => {
  const found = new Map<string, number[]>();
  // Folding all at once takes a fraction of folding each.
  const lines = fold(names.map((name) => evenSpace(name)).join('\n')).split('\n');
  for (const [place, line] of lines.entries()) {
    let entry = place | isFirstWord;
    for (const word of line.split(' ')) {
      if (word === '') continue;
      const places = found.get(word);
      if (places === undefined) found.set(word, [entry]);
      else places.push(entry);
      entry = place;
    }
  }
  return found;
};

/** What the text consists of, folded; no word is empty or has white space. */
export const wordsOf = (text: string): readonly string[] =>
  fold(evenSpace(text))
    .split(' ')
    .filter((word) => word !== '');

const evenSpace = (text: string): string => (/[^\S ]/.test(text) ? text.replaceAll(/\s/g, ' ') : text);

const startsOf = <T>(items: readonly T[], lengthOf: (item: T) => number): Uint32Array => {
  const starts = new Uint32Array(items.length + 1);
  items.forEach((item, i) => void (starts[i + 1] = (starts[i] ?? 0) + lengthOf(item)));
  return starts;
};

const fitAt = (text: string, first: number, word: string, end: number): number => {
  for (let at = first; at >= 0 && at < end; at = text.indexOf(word, at + 1)) {
    if (beginsWord(text, at)) return fits.beginsWordOfName;
  }
  return fits.inName;
};

/** Whether a word begins here: `on` does in `sign-on`, and not in `soon`. */
export const beginsWord = (text: string, at: number): boolean => at === 0 || !isLetterOrDigit(text.charCodeAt(at - 1));

const isLetterOrDigit = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 0xaa;
