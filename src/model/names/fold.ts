/** Letters that are drawn as one and have no accent to take off, as people type them. Two sigmas are one letter. */
const typedAs: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
};
const drawnAsOne = new RegExp(`[${Object.keys(typedAs).join('')}]`, 'g');
const isAscii = /^[\0-\x7f]*$/;

/** Case, accents and width do not count: `muller` finds `Müller`, and `login` what is typed in full-width letters. */
export const fold = (text: string): string => {
  const lower = text.toLowerCase();
  if (isAscii.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(drawnAsOne, (letter) => typedAs[letter] ?? letter);
};
