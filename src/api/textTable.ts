/** How full it may get. */
const mostFull = 0.5;

/**
 * Different texts, numbered from 0 in the order in which they came. A Map from text to number does the same; with 100,000 goals it took a
 * sixth of a load's CPU, since at each look it follows pointers all over the memory, and 70 bytes a goal more.
 */
export class TextTable {
  readonly #texts: string[] = [];
  /** Pairs of a text's number plus 1, or 0 for a free place, and the text's hash. */
  #places = new Uint32Array(2 * 64);

  get size(): number {
    return this.#texts.length;
  }

  /** In the order of their numbers. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The text's number; -1 where it never came. */
  find(text: string): number {
    return (this.#places[this.#placeOf(text, hashOf(text))] ?? 0) - 1;
  }

  /** The text's number, a new one where it never came. */
  add(text: string): number {
    const hash = hashOf(text);
    const place = this.#placeOf(text, hash);
    const known = this.#places[place] ?? 0;
    if (known > 0) return known - 1;
    const number = this.#texts.push(text);
    this.#places[place] = number;
    this.#places[place + 1] = hash;
    if (number * 2 > this.#places.length * mostFull) this.#grow();
    return number - 1;
  }

  /** The place of the text, or the free one where it has to go. */
  #placeOf(text: string, hash: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let place = (hash * 2) & last;
    for (let number = places[place]; number !== undefined && number > 0; number = places[place]) {
      if (places[place + 1] === hash && this.#texts[number - 1] === text) break;
      place = (place + 2) & last;
    }
    return place;
  }

  #grow(): void {
    const old = this.#places;
    const places = new Uint32Array(old.length * 2);
    const last = places.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      const number = old[from] ?? 0;
      if (number === 0) continue;
      const hash = old[from + 1] ?? 0;
      let place = (hash * 2) & last;
      while (places[place] !== 0) place = (place + 2) & last;
      places[place] = number;
      places[place + 1] = hash;
    }
    this.#places = places;
  }
}

/** 32 bits, by FNV-1a with a last stir: ids differ in a few characters at their ends. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};
