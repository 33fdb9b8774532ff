import type { Element, ElementContent, Root } from 'hast';
import { each } from './each.ts';
import { isContent } from './elements.ts';
import { isInline, isSpace } from './pieces.ts';
import { simpleInline } from './simpleInline.ts';

/** A separate list right after another begins with another sign, or the two would be one. */
export type ListSigns = 'usual' | 'other';

/**
 * The Markdown of a paragraph, a title, a list, a table or a quotation in which nothing is out of the ordinary, which most parts
 * are; undefined where something is. The very Markdown that the library makes of it.
 */
export const simpleMarkdown = ({ children }: Root, signs: ListSigns): string | undefined => {
  const shown = children.filter((node) => !isSpace(node));
  const [block] = shown;
  if (block === undefined) return undefined;
  if (shown.length > 1 || isInline(block))
    return children.every((node) => isContent(node) && isInline(node))
      ? simpleInline(children.filter(isContent), 'paragraph')
      : undefined;
  return block.type === 'element' ? blockOf(block, signs) : undefined;
};

const blockOf = (block: Element, signs: ListSigns): string | undefined => {
  const { tagName, children } = block;
  if (tagName === 'p' || tagName === 'div') return simpleInline(children, 'paragraph');
  if (tagName === 'ul' || tagName === 'ol') return listOf(block, signs);
  if (tagName === 'table') return tableOf(block);
  if (tagName === 'blockquote') return quoteOf(children);
  if (tagName === 'figure') return figureOf(children);
  if (tagName === 'pre') return codeOf(children);
  if (tagName === 'hr') return '---';
  const [, level] = /^h([1-6])$/.exec(tagName) ?? [];
  const title = level === undefined ? undefined : simpleInline(children, 'line');
  return title === undefined ? undefined : `${'#'.repeat(Number(level))} ${title}`;
};

const isBlank = (node: ElementContent): boolean => node.type === 'text' && /^[ \t\n\r\f]*$/.test(node.value);

/** The elements with nothing beside them but blanks; undefined where there is something. */
const elementsIn = (children: readonly ElementContent[], tags: RegExp): readonly Element[] | undefined => {
  const elements: Element[] = [];
  for (const child of children)
    if (child.type === 'element' && tags.test(child.tagName)) elements.push(child);
    else if (!isBlank(child)) return undefined;
  return elements.length === 0 ? undefined : elements;
};

const listOf = ({ tagName, properties, children }: Element, signs: ListSigns): string | undefined => {
  const items = elementsIn(children, /^li$/);
  if (items === undefined || properties['start'] !== undefined || properties['reversed'] !== undefined)
    return undefined;
  const isNumbered = tagName === 'ol';
  const sign = isNumbered ? (signs === 'usual' ? '.' : ')') : signs === 'usual' ? '-' : '*';
  return each(items, (item, at) => itemOf(item, isNumbered ? `${at + 1}${sign} ` : `${sign} `, signs))?.join('\n');
};

const itemOf = ({ properties, children }: Element, begin: string, signs: ListSigns): string | undefined => {
  if (properties['value'] !== undefined) return undefined;
  const last = children.findLast((child) => !isBlank(child));
  const inner = last?.type === 'element' && /^[ou]l$/.test(last.tagName) ? last : undefined;
  const own = children.filter((child) => child !== inner);
  const [paragraph, ...others] = inner === undefined ? (elementsIn(own, /^p$/) ?? []) : [];
  const text = simpleInline(others.length === 0 && paragraph !== undefined ? paragraph.children : own, 'paragraph');
  const below = inner && listOf(inner, signs);
  if (text === undefined || (inner !== undefined && below === undefined)) return undefined;
  const lines = below === undefined ? text : `${text}\n${below}`;
  return begin + lines.replaceAll('\n', `\n${' '.repeat(begin.length)}`);
};

const quoteOf = (children: readonly ElementContent[]): string | undefined => {
  const blocks = elementsIn(children, /^(?:p|blockquote)$/);
  const texts = blocks && each(blocks, (block) => blockOf(block, 'usual'));
  return texts?.join('\n\n').replaceAll(/^(.?)/gm, (_, sign: string) => (sign === '' ? '>' : `> ${sign}`));
};

const figureOf = (children: readonly ElementContent[]): string | undefined => {
  const [table, ...others] = elementsIn(children, /^table$/) ?? [];
  return table === undefined || others.length > 0 ? undefined : tableOf(table);
};

const codeOf = ([only, ...others]: readonly ElementContent[]): string | undefined => {
  if (only?.type === 'element' && only.tagName === 'code' && others.length === 0) {
    const [, language = ''] = /^(?:language-([\w+#-]*))?$/.exec(classOf(only)) ?? [];
    const isKnown = classOf(only) === '' || language !== '';
    return isKnown && only.children.length === 1 ? fenced(only.children[0], language) : undefined;
  }
  return others.length === 0 ? fenced(only, '') : undefined;
};

const classOf = ({ properties: { className } }: Element): string =>
  Array.isArray(className) ? className.join(' ') : '';

const fenced = (text: ElementContent | undefined, language: string): string | undefined => {
  if (text?.type !== 'text' || /[`\r]/.test(text.value)) return undefined;
  const lines = text.value.replace(/(?<!\n)\n+$/, '');
  return lines.trim() === '' ? undefined : `\`\`\`${language}\n${lines}\n\`\`\``;
};

/** Wider ones are not written as tables. */
const mostColumns = 100;

const tableOf = ({ children }: Element): string | undefined => {
  const parts = elementsIn(children, /^(?:thead|tbody|tr)$/);
  const rows =
    parts && each(parts, (part) => (part.tagName === 'tr' ? [part] : elementsIn(part.children, /^tr$/)))?.flat();
  const cells = rows && each(rows, (row) => elementsIn(row.children, /^t[dh]$/));
  const texts = cells && each(cells, (row) => each(row, (cell) => cellsOf(cell))?.flat());
  const columns = texts?.[0]?.length ?? 0;
  if (columns === 0 || columns > mostColumns || texts?.some((row) => row.length !== columns) !== false)
    return undefined;
  const hasHead = parts?.[0]?.tagName === 'thead' || cells?.[0]?.some(({ tagName }) => tagName === 'th') === true;
  const empty = Array.from({ length: columns }, () => '');
  const [head = empty, ...others] = hasHead ? texts : [empty, ...texts];
  return [head, empty.map(() => '-'), ...others].map((row) => rowOf(row)).join('\n');
};

const rowOf = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell} |`)).join('')}`;

/** A merged cell is the first of as many as it covers. */
const cellsOf = ({ properties, children }: Element): readonly string[] | undefined => {
  const { align, colSpan, rowSpan, style } = properties;
  if (align !== undefined || rowSpan !== undefined) return undefined;
  if (typeof style === 'string' && style.includes('align')) return undefined;
  const columns = colSpan ?? 1;
  if (typeof columns !== 'number' || !(columns >= 1 && columns <= mostColumns)) return undefined;
  const paragraphs = elementsIn(children, /^(?:p|div)$/) ?? [{ children }];
  const texts = each(paragraphs, (paragraph) => simpleInline(paragraph.children, 'cell'));
  if (texts === undefined || (texts.length > 1 && texts.includes(''))) return undefined;
  return [texts.join('<br>'), ...Array.from({ length: columns - 1 }, () => '')];
};
