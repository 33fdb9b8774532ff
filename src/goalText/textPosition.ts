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
  const [, indent = '', dash = '', key = '', colon = '', value = ''] =
    /^(\s*)((?:-\s+)*)([\w-]*)(\s*:(?=\s)|\s*:$)?\s*(.*)$/.exec(before) ?? [];
  if (before.includes('#') && /(^|\s)#/.test(before)) return none;
  const place = placeAt(lines, line, indent.length, dash !== '');
  if (place === undefined) return none;
  if (colon === '' && value !== '') return none;
  if (colon === '') {
    const beside = keysBeside(lines, line);
    return { kind: 'key', keys: keysOf[place].filter((each) => !beside.has(each)), begun: key };
  }
  if (place === 'metric') return none;
  return { kind: 'value', of: place, key, begun: value };
};

type PlaceKind = 'top' | 'variable' | 'goal' | 'metric';

const keysOf: Readonly<Record<PlaceKind, readonly string[]>> = {
  top: topKeys,
  variable: variableKeys,
  // The version that a text stands on is nothing to type.
  goal: goalKeys.filter((key) => key !== 'modified'),
  metric: metricKeys,
};

/** Undefined within a description. */
const placeAt = (lines: readonly string[], line: number, indent: number, isItem: boolean): PlaceKind | undefined => {
  if (indent === 0 && !isItem) return 'top';
  // A list may stand as far in as its key.
  let least = isItem ? indent + 1 : indent;
  for (let above = line - 1; above >= 0; above -= 1) {
    const [, space = '', dash = '', key = '', rest = ''] =
      /^(\s*)((?:-\s+)*)([\w-]+):(.*)$/.exec(lines[above] ?? '') ?? [];
    if (key === '' || space.length >= least) continue;
    if (/^\s*[|>]/.test(rest)) return space.length + dash.length < indent ? undefined : 'goal';
    if (key === 'metrics') return 'metric';
    if (key === 'goals') return 'goal';
    if (key === 'variables') return 'variable';
    if (dash !== '') least = space.length + 1;
  }
  return undefined;
};

const readLine = (text: string) => {
  const [, space = '', dash = '', key = '', colon = ''] = /^(\s*)((?:-\s+)*)([\w-]*)(\s*:(?:\s|$))?/.exec(text) ?? [];
  return {
    isEmpty: /^\s*(#|$)/.test(text),
    start: space.length,
    column: space.length + dash.length,
    key: colon === '' ? '' : key,
  };
};

/** The keys that the entry around a line has in its other lines. */
const keysBeside = (lines: readonly string[], line: number): ReadonlySet<string> => {
  const { start: own, column } = readLine(lines[line] ?? '');
  const keys = new Set<string>();
  /** Whether the entry goes on beyond this line. */
  const take = (text: string): boolean => {
    const { isEmpty, start, column: there, key } = readLine(text);
    if (isEmpty) return true;
    if (there === column && start <= column && key !== '') keys.add(key);
    return start >= column;
  };
  if (own === column) lines.slice(0, line).findLast((text) => !take(text));
  lines.slice(line + 1).find((text) => readLine(text).start < column || !take(text));
  return keys;
};

/** The keys whose values are names that the tenant has. */
export const isNamedKey = (key: string): key is FieldKey =>
  key === 'company' || key === 'owner' || key === 'status' || key === 'template';
