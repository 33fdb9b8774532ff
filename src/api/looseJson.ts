import { parseJson } from '../json.ts';

/**
 * What a text says as JSON, also where a service wrote what JSON has not: a bare NaN or None, `+5`, a line end within a text. What
 * cannot be told for sure becomes an empty record, which is no value of any field: the rest of the text is read all the same.
 */
export const parseLooseJson = (text: string): unknown => parseJson(text) ?? parseJson(asJson(text));

/** By hand, since a regular expression for a text of some megabytes would need too large a stack. */
const asJson = (text: string): string => {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const start = quote < 0 ? text.length : quote;
    parts.push(withValues(text.slice(at, start)).replaceAll(/[-+\w.]+/g, (word) => (isJsonWord(word) ? word : '{}')));
    at = quote < 0 ? start : endOfText(text, quote + 1);
    parts.push(asJsonText(text.slice(start, at)));
  }
  return parts.join('');
};

/** What stands between two texts, with an empty record for each value that is none in JSON: `45%`, `N/A`, a date, or nothing. */
const withValues = (between: string): string => {
  const parts: string[] = [];
  let at = 0;
  for (let colon = between.indexOf(':'); colon >= 0; colon = between.indexOf(':', at)) {
    const bracket = indexOfAny(between, '{}[]', colon);
    const end = bracket < 0 ? between.length : bracket;
    const value = between.slice(colon + 1, end).trim();
    const isLast = value.endsWith(',');
    const word = isLast ? value.slice(0, -1).trimEnd() : value;
    // A text, a list or a record comes.
    const isFollowed = value === '' && (bracket < 0 || '{['.includes(between[bracket] ?? ''));
    const comma = isLast && bracket < 0 ? ',' : '';
    parts.push(between.slice(at, colon + 1), isFollowed ? '' : `${isJsonWord(word) ? word : '{}'}${comma}`);
    at = end;
  }
  return parts.join('') + between.slice(at);
};

const indexOfAny = (text: string, signs: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) if (signs.includes(text[at] ?? '')) return at;
  return -1;
};

const endOfText = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (before > from && text[before - 1] === '\\') before -= 1;
    if ((at - before) % 2 === 0) return at + 1;
  }
  return text.length;
};

const isJsonWord = (word: string): boolean =>
  /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(word);

/** Each as JSON writes it. */
const controls = Array.from({ length: 0x20 }, (_, code) => String.fromCodePoint(code)).map(
  (char) => [char, JSON.stringify(char).slice(1, -1)] as const,
);

/** A control character is meant as it stands. Of an escape that JSON has not, nobody knows what it means. */
const asJsonText = (quoted: string): string => {
  if (quoted.includes('\\') && quoted.replaceAll(/\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/g, '').includes('\\')) return '{}';
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (!/[\u0000-\u001f]/.test(quoted)) return quoted;
  return controls.reduce((text, [char, escaped]) => text.split(char).join(escaped), quoted);
};
