import { byName } from './byName.ts';
import { fold } from './fold.ts';
import { beginsWord, chunkSize, fits, NameChunk, wordsOf } from './nameChunk.ts';

/** The goals that a search looks at, by row. */
export type Searched = {
  size(): number;
  name(row: number): string;
  companies(): Shared;
  owners(): Shared;
  /** Milliseconds by row, NaN where the tenant did not say. */
  modified(): Float64Array;
};

/** What goals share: the number of each row's, and what it is called by number. */
export type Shared = { readonly numbers: Uint32Array; readonly names: readonly (string | undefined)[] };

export type FoundRows = {
  /** The best first, and no more than were asked for. */
  readonly rows: readonly number[];
  /** How many there are in all. */
  readonly total: number;
};

/** Nobody types more; what is pasted by mistake does not keep the window waiting. */
const longestQuery = 200;
const chunksAtOnce = 2;

/**
 * Finds goals by the words of their names, their companies' and their owners'. Names are read when they are first searched, and again,
 * a chunk of them, when one of them changes.
 */
export class GoalSearch {
  readonly #searched: Searched;
  readonly #chunks: (NameChunk | undefined)[] = [];
  readonly #companies = new FoldedNames();
  readonly #owners = new FoldedNames();

  constructor(searched: Searched) {
    this.#searched = searched;
  }

  /** To be told of each row that is new and of each whose name is another. */
  forget(row: number): void {
    this.#chunks[Math.floor(row / chunkSize)] = undefined;
  }

  /** Reads some of the names that {@link find} would read, a few milliseconds' worth. Returns whether any are left. */
  prepare(): boolean {
    let left = chunksAtOnce;
    for (let number = 0; number * chunkSize < this.#searched.size(); number += 1) {
      if (this.#chunks[number] !== undefined) continue;
      if (left === 0) return true;
      this.#chunk(number);
      left -= 1;
    }
    return false;
  }

  /**
   * The goals that have each word of the query somewhere, in any order; case and accents do not count. A name that was typed in
   * full comes first; then those with a name that begins with a word of the query, then those with words that do, then the others. For
   * no words the goals that were modified last.
   */
  find(query: string, limit: number): FoundRows {
    const words = [...new Set(wordsOf(query.slice(0, longestQuery)))];
    if (words.length === 0) return { rows: latest(this.#searched.modified(), limit), total: this.#searched.size() };
    const phrase = wordsOf(query).join(' ');
    const length = query.trim().length;
    // Each word of a name that was typed in full begins a word of it.
    const worstOfWhole = words.length * fits.beginsWordOfName;
    const isWhole = (row: number, rank: number): boolean => {
      if (rank > worstOfWhole) return false;
      const name = this.#searched.name(row);
      return name.length === length && wordsOf(name).join(' ') === phrase;
    };
    const ranked = new RankedRows(limit, isWhole);
    const companies = this.#searched.companies();
    const judge = this.#judge(words, companies);
    for (let number = 0; number * chunkSize < this.#searched.size(); number += 1) judge(number, ranked);
    const namesOf = (row: number): readonly [name: string, company: string] => [
      this.#searched.name(row),
      companies.names[companies.numbers[row] ?? 0] ?? '',
    ];
    return { rows: ranked.sorted(namesOf, phrase), total: ranked.total };
  }

  /** Judges the rows of one chunk after another. */
  #judge(words: readonly string[], companies: Shared): (chunk: number, into: RankedRows) => void {
    const owners = this.#searched.owners();
    const wanted = words.map((word) => ({
      word,
      companies: this.#companies.fit(companies.names, word, fits.beginsWordOfCompany, fits.inCompany),
      owners: this.#owners.fit(owners.names, word, fits.beginsWordOfOwner, fits.inOwner),
    }));
    const own = new Uint8Array(chunkSize);
    const ranks = new Uint16Array(chunkSize);
    return (number, into) => {
      const first = number * chunkSize;
      const count = Math.min(chunkSize, this.#searched.size() - first);
      ranks.fill(0);
      for (const { word, ...shared } of wanted) {
        own.fill(fits.not);
        const isInNames = this.#chunk(number).fit(word, own);
        if (!isInNames && shared.companies === undefined && shared.owners === undefined) return;
        if (shared.companies !== undefined)
          lower(own, shared.companies, companies.numbers.subarray(first, first + count));
        if (shared.owners !== undefined) lower(own, shared.owners, owners.numbers.subarray(first, first + count));
        addUp(ranks, own, count);
      }
      into.add(ranks.subarray(0, count), first);
    };
  }

  #chunk(number: number): NameChunk {
    return (this.#chunks[number] ??= this.#read(number * chunkSize));
  }

  #read(first: number): NameChunk {
    const count = Math.min(chunkSize, this.#searched.size() - first);
    return new NameChunk(Array.from({ length: count }, (_, place) => this.#searched.name(first + place)));
  }
}

/** More than any sum of fits. */
const lost = 0xffff;

const lower = (own: Uint8Array, shared: Uint8Array, numbers: Uint32Array): void => {
  for (let place = 0; place < numbers.length; place += 1) {
    const fit = shared[numbers[place] ?? 0] ?? fits.not;
    if (fit < (own[place] ?? 0)) own[place] = fit;
  }
};

const addUp = (ranks: Uint16Array, own: Uint8Array, count: number): void => {
  for (let place = 0; place < count; place += 1) {
    const fit = own[place] ?? fits.not;
    const rank = ranks[place] ?? lost;
    ranks[place] = fit === fits.not || rank === lost ? lost : rank + fit;
  }
};

/** Names by number, folded once for as long as they stay the same. */
class FoldedNames {
  readonly #names: (string | undefined)[] = [];
  readonly #folded: string[] = [];

  /** By number how well the word fits; undefined where it fits none. */
  fit(names: Shared['names'], word: string, atBeginning: number, inside: number): Uint8Array | undefined {
    const result = new Uint8Array(names.length).fill(fits.not);
    let fitsAny = false;
    for (const [number, name] of names.entries()) {
      if (name !== this.#names[number]) this.#fold(number, name);
      const text = this.#folded[number] ?? '';
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        fitsAny = true;
        result[number] = beginsWord(text, at) ? atBeginning : inside;
        if (result[number] === atBeginning) break;
      }
    }
    return fitsAny ? result : undefined;
  }

  #fold(number: number, name: string | undefined): void {
    this.#names[number] = name;
    this.#folded[number] = fold(name ?? '');
  }
}

/** The first rows of each rank; those that are best of all come before. */
class RankedRows {
  readonly #limit: number;
  readonly #isBest: (row: number, rank: number) => boolean;
  readonly #rows: number[][] = [];
  total = 0;

  constructor(limit: number, isBest: (row: number, rank: number) => boolean) {
    this.#limit = limit;
    this.#isBest = isBest;
  }

  add(ranks: Uint16Array, first: number): void {
    for (let place = 0; place < ranks.length; place += 1) {
      const rank = ranks[place] ?? lost;
      if (rank === lost) continue;
      this.total += 1;
      const rows = (this.#rows[this.#isBest(first + place, rank) ? 0 : rank + 1] ??= []);
      if (rows.length < this.#limit) rows.push(first + place);
    }
  }

  /** Those of one rank by name and by company, a name that begins with the whole phrase before the others. */
  sorted(namesOf: (row: number) => readonly [name: string, company: string], phrase: string): readonly number[] {
    const sorted: number[] = [];
    for (const rows of this.#rows) {
      const named = (rows ?? []).slice(0, this.#limit - sorted.length).map((row) => {
        const [name, company] = namesOf(row);
        return { row, name, company, begins: wordsOf(name).join(' ').startsWith(phrase) ? 0 : 1 };
      });
      named.sort((a, b) => a.begins - b.begins || byName(a.name, b.name) || byName(a.company, b.company));
      for (const { row } of named) sorted.push(row);
    }
    return sorted;
  }
}

/** The rows with the highest times, the highest first; those without one come last. */
const latest = (times: Float64Array, limit: number): readonly number[] => {
  const known = times.map((time) => (Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time));
  const least = known.toSorted().at(-limit) ?? Number.NEGATIVE_INFINITY;
  const above: number[] = [];
  const at: number[] = [];
  for (let row = 0; row < known.length; row += 1) {
    const time = known[row] ?? 0;
    if (time > least) above.push(row);
    else if (time === least && at.length < limit) at.push(row);
  }
  return [...above.toSorted((a, b) => (known[b] ?? 0) - (known[a] ?? 0)), ...at].slice(0, limit);
};
