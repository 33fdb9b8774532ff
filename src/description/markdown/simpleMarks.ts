import type { PhrasingContent } from 'mdast';

const letter = '[^\\s*_`[\\]<&~\\\\!|@]';

/** What stands in a mark begins at a letter and ends before no blank, so that neither of its signs could be read otherwise. */
const words = String.raw`([\p{L}\p{N}](?:(?:${letter}|[ \u{a0}])*${letter})?)`;

const mark = new RegExp(
  String.raw`\*\*${words}\*\*(?!\*)|\*${words}\*(?!\*)|\[${words}\]\((https?:\/\/[a-z\d./?=%#:+&_-]+)\)|${'`'}([\p{L}\p{N}]+)${'`'}(?!${'`'})`,
  'giu',
);

/** Signs that may mean something together with others. */
const unsure = /[*_`[\]<&~\\!|@\t\r\n]/;

/** What looks like an address is a link. */
const address = /:\/\/|www/i;

const reference = /&#?\w+;/;

/**
 * What stands in a line in which nothing is marked but words, in bold or italics, as a link or as code: what the parser reads in it,
 * in a small part of the time. Undefined where that is not as simple as it looks.
 */
export const simpleMarks = (line: string): readonly PhrasingContent[] | undefined => {
  const nodes: PhrasingContent[] = [];
  let at = 0;
  const putText = (to: number): boolean => {
    const value = line.slice(at, to);
    if (value !== '') nodes.push({ type: 'text', value });
    return !unsure.test(value) && !address.test(value);
  };
  for (const found of line.matchAll(mark)) {
    const marked = found[1] ?? found[2] ?? found[3] ?? '';
    if (!putText(found.index) || address.test(marked) || reference.test(found[0])) return undefined;
    nodes.push(nodeOf(found));
    at = found.index + found[0].length;
  }
  return putText(line.length) ? nodes : undefined;
};

const nodeOf = ([whole, strong, emphasis, link, url = '', code = '']: RegExpExecArray): PhrasingContent => {
  const children = [{ type: 'text' as const, value: strong ?? emphasis ?? link ?? whole }];
  if (strong !== undefined) return { type: 'strong', children };
  if (emphasis !== undefined) return { type: 'emphasis', children };
  return link === undefined ? { type: 'inlineCode', value: code } : { type: 'link', title: null, url, children };
};
