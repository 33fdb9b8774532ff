import { goalKeys, metricKeys, topKeys, variableKeys, type FieldKey } from './textKeys.ts';

/** What may be typed at a place of a text, which need not be whole while somebody types. */
export type TextPosition =
  | { readonly kind: 'key'; readonly keys: readonly string[]; readonly begun: string }
  | { readonly kind: 'value'; readonly of: 'goal' | 'variable' | 'top'; readonly key: string; readonly begun: string }
  | { readonly kind: 'none' };

const none: TextPosition = { kind: 'none' };

/** @param lines of the text @param character how many characters of the line stand before the place */
export const positionIn = (lines: readonly string[], line: number, character: number): TextPosition => {
  const before = (lines[line] ?? '').slice(0, character);
  const { start, column, key, colon, rest } = readLine(before);
  const value = rest.trimStart();
  if (/(^|\s)#/.test(before)) return none;
  const position = positionAt(lines, line, start, column > start);
  if (position === undefined) return none;
  if (colon === '' && value !== '') return none;
  if (colon === '') {
    const beside = keysBeside(lines, line);
    return { kind: 'key', keys: keysOf[position].filter((each) => !beside.has(each)), begun: key };
  }
  if (position === 'metric') return none;
  return { kind: 'value', of: position, key, begun: value };
};

type PositionKind = 'top' | 'variable' | 'goal' | 'metric';

const keysOf: Readonly<Record<PositionKind, readonly string[]>> = {
  top: topKeys,
  variable: variableKeys,
  // The version that a text stands on is nothing to type.
  goal: goalKeys.filter((key) => key !== 'modified'),
  metric: metricKeys,
};

/** Undefined within a description. */
const positionAt = (
  lines: readonly string[],
  line: number,
  indent: number,
  isItem: boolean,
): PositionKind | undefined => {
  if (indent === 0 && !isItem) return 'top';
  // A list may stand as far in as its key.
  let least = isItem ? indent + 1 : indent;
  for (let above = line - 1; above >= 0; above -= 1) {
    const { start, column, key, colon, rest } = readLine(lines[above] ?? '');
    if (key === '' || colon === '' || start >= least) continue;
    if (/^\s*[|>]/.test(rest)) return column < indent ? undefined : 'goal';
    if (key === 'metrics') return 'metric';
    if (key === 'goals') return 'goal';
    if (key === 'variables') return 'variable';
    if (column > start) least = start + 1;
  }
  return undefined;
};

/** @returns where what stands in it begins, and where behind the dashes of a list; the colon is '' where no key stands there */
const readLine = (text: string) => {
  const [whole = '', space = '', dash = '', key = '', colon = ''] =
    /^(\s*)((?:-\s+)*)(?:([\w-]+)(\s*:(?=\s|$))?)?/.exec(text) ?? [];
  return { start: space.length, column: space.length + dash.length, key, colon, rest: text.slice(whole.length) };
};

/** The keys that the entry around a line has in its other lines. */
const keysBeside = (lines: readonly string[], line: number): ReadonlySet<string> => {
  const { start, column } = readLine(lines[line] ?? '');
  const isOutside = (text: string): boolean => !/^\s*(#|$)/.test(text) && readLine(text).start < column;
  // The line with the dash is the first of an entry.
  const first = start < column ? line : lines.findLastIndex((text, at) => at < line && isOutside(text));
  const end = lines.findIndex((text, at) => at > line && isOutside(text));
  const others = [...lines.slice(Math.max(0, first), line), ...lines.slice(line + 1, end < 0 ? undefined : end)];
  return new Set(
    others.flatMap((text) => {
      const { column: there, key, colon } = readLine(text);
      return there === column && colon !== '' ? [key] : [];
    }),
  );
};

/** The keys whose values are names that the tenant has. */
export const isNamedKey = (key: string): key is FieldKey =>
  key === 'company' || key === 'owner' || key === 'status' || key === 'template';
