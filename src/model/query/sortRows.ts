const digits = 0x100;

/**
 * The rows in the order of their keys; those with the same key stay as they were, and those without one (NaN) come last. Digit by
 * digit: a sort that compares takes several times as long for 100,000 rows.
 */
export const sortRows = (
  rows: Uint32Array,
  keyOf: (row: number) => number,
  isDown: boolean,
): Uint32Array<ArrayBuffer> => {
  const keys = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const key = keyOf(rows[place] ?? 0);
    // Without the 0, there is a 0 below 0.
    keys[place] = Number.isNaN(key) ? Number.POSITIVE_INFINITY : (isDown ? -key : key) + 0;
  }
  const words = new Uint32Array(keys.buffer);
  for (let at = 0; at < words.length; at += 2) orderBits(words, at);
  let places = new Uint32Array(rows.length).map((_, place) => place);
  for (const word of [0, 1]) for (const shift of [0, 8, 16, 24]) places = sortedBy(places, words, word, shift);
  return places.map((place) => rows[place] ?? 0);
};

/** The bits of numbers are in their order, once those of a negative one are turned over and the sign of the others is. */
const orderBits = (words: Uint32Array, at: number): void => {
  const high = words[at + 1] ?? 0;
  const isNegative = high >>> 31 === 1;
  words[at + 1] = isNegative ? ~high : high | 0x80000000;
  if (isNegative) words[at] = ~(words[at] ?? 0);
};

const sortedBy = (
  places: Uint32Array<ArrayBuffer>,
  words: Uint32Array,
  word: number,
  shift: number,
): Uint32Array<ArrayBuffer> => {
  const digitOf = (place: number): number => ((words[place * 2 + word] ?? 0) >>> shift) & (digits - 1);
  const starts = new Uint32Array(digits + 1);
  let differing = 0;
  const common = digitOf(0);
  for (let place = 0; place < places.length; place += 1) {
    const digit = digitOf(place);
    differing |= digit ^ common;
    starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
  }
  if (differing === 0) return places;
  for (let digit = 1; digit <= digits; digit += 1) starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0);
  const sorted = new Uint32Array(places.length);
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    const digit = digitOf(place);
    const to = starts[digit] ?? 0;
    sorted[to] = place;
    starts[digit] = to + 1;
  }
  return sorted;
};
