import { isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { FolderFileKey } from './folderFile.ts';

/** From where to where in the text something stands, as offsets. */
export type TextPlace = { readonly start: number; readonly end: number };

/**
 * In a text with more signs that may begin a list or a map, a problem is placed nowhere in particular. The parser calls itself for each
 * that stands in another, and where the stack ends in the middle of it, the whole process may end.
 */
const mostOpenings = 100;

/** Where the value of a key stands; without a key, where the text stops being JSON, or all of it. */
export const problemPlace = (text: string, key: FolderFileKey | undefined): TextPlace => {
  const whole = { start: 0, end: text.trimEnd().length };
  if ((text.match(/[[{?:-]/g)?.length ?? 0) > mostOpenings) return whole;
  // JSON is YAML, whose parser knows where everything stands.
  const document = parseDocument(text, { schema: 'json', prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) return { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) };
  const { contents } = document;
  const pair = isMap(contents)
    ? contents.items.find(({ key: name }) => isScalar(name) && name.value === key)
    : undefined;
  const range = isNode(pair?.value) ? pair.value.range : undefined;
  return range ? { start: range[0], end: range[1] } : whole;
};
