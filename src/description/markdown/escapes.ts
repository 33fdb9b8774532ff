/** A backslash is text, but where the sign behind it would mean something: what is typed as a path stays a path. */

/** A character of two code units counts as a letter whole and in halves: a reader meets the halves. */
const isWord = (character: string): boolean => character.length > 1 || /^[\p{L}\p{N}\p{Cs}]$/u.test(character);

const isBlank = (character: string): boolean => character === '' || /^\s$/.test(character);

/**
 * Whether a backslash before the sign takes its meaning away.
 *
 * @param before the character before the backslash, '' at the beginning of a line
 * @param after the character behind the sign, '' at the end of a line
 */
export const isEscape = (before: string, sign: string, after: string): boolean => {
  const means = meanings[sign];
  return means !== undefined && means(before, after);
};

const meanings: Readonly<Record<string, (before: string, after: string) => boolean>> = {
  '*': () => true,
  '`': () => true,
  '[': () => true,
  ']': () => true,
  '|': () => true,
  _: (before, after) => !(isWord(before) && isWord(after)),
  '~': (before, after) => before === '' || before === '~' || after === '~' || after === '\\',
  '<': (_, after) => /^[a-z/!?]$/i.test(after),
  '&': (_, after) => /^[#a-z]$/i.test(after),
  '!': (_, after) => after === '[',
  '(': (before) => before === ']',
  '#': (before) => before === '',
  '>': (before) => before === '',
  '+': (before, after) => before === '' && isBlank(after),
  '-': (before, after) => before === '' && (isBlank(after) || /^[-:|\\]$/.test(after)),
  ':': (before, after) => before === '' && after === '-',
  '.': (before, after) => /^\d$/.test(before) && isBlank(after),
  ')': (before, after) => /^\d$/.test(before) && isBlank(after),
};

/** '' at either end of a line. */
const inLine = (character: string): string => (character === '\n' ? '' : character);

type Sign = { readonly character: string; readonly isEscaped: boolean };

const signsOf = (escaped: string): readonly Sign[] =>
  [...escaped.matchAll(/\\([!-/:-@[-`{-~])|[^]/gu)].map(([whole, sign]) => ({
    character: sign ?? whole,
    isEscaped: sign !== undefined,
  }));

/**
 * Text with a backslash before each sign that Markdown knows, with only those backslashes that it takes to be read as that text.
 *
 * @param before the character before the text, '' or a line end at the beginning of a line
 * @param after the character behind it
 */
export const withFewEscapes = (escaped: string, before: string, after: string): string => {
  if (!escaped.includes('\\')) return escaped;
  const signs = signsOf(escaped);
  const atEnd = inLine(after);
  let out = '';
  let previous = inLine(before);
  let backslashes = 0;
  const write = (sign: string, next: string, isMarked: boolean): void => {
    const isOne = isEscape(previous, sign, next);
    out += '\\'.repeat(isOne ? 2 * backslashes : backslashes) + (isMarked && isOne ? '\\' : '') + sign;
    previous = inLine(sign);
    backslashes = 0;
  };
  for (const [at, sign] of signs.entries())
    if (sign.character === '\\') backslashes += 1;
    else write(sign.character, following(signs, at, atEnd), isEscaped(signs, at));
  if (backslashes === 0) return out;
  return out + '\\'.repeat(isEscape(previous, atEnd, begins[atEnd] ?? '') ? 2 * backslashes : backslashes);
};

/** What will stand behind a sign. */
const following = (signs: readonly Sign[], at: number, atEnd: string): string => {
  const next = signs[at + 1];
  if (next === undefined) return atEnd;
  const before = signs[at]?.character ?? '';
  const isMarked =
    isEscaped(signs, at + 1) && isEscape(inLine(before), next.character, inLine(signs[at + 2]?.character ?? atEnd));
  return isMarked ? '\\' : inLine(next.character);
};

const isEscaped = (signs: readonly Sign[], at: number): boolean =>
  signs[at]?.isEscaped === true && (signs[at].character !== '&' || opensReference(signs, at));

/** What follows a sign with which the next node begins. */
const begins: Readonly<Record<string, string>> = { '<': 'u', '!': '[', '&': '#', '~': '~' };

/** An ampersand means something only where a character reference would follow: `R&D` reads as it is. */
const opensReference = (signs: readonly Sign[], at: number): boolean =>
  /^#?\w+;/.test(
    signs
      .slice(at + 1, at + 40)
      .map(({ character }) => character)
      .join(''),
  );
