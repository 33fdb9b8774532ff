import type { Element, ElementContent, Root } from 'hast';
import { elementsOf, textOf, withChildren } from './elements.ts';
import { declarationsOf, marksByStyle } from './styles.ts';
import { tableInBounds } from './tables.ts';

/** The same text and look, in the few ways of saying it that Markdown knows. */
export const tidyHtml = (tree: Root): Root => {
  const tidied = [withoutEmpty, tablesInBounds, nestLists, styleToMarks, marksIntoBlocks].reduce(
    (each, tidy) => withChildren(each, (children, parent) => tidy(children, parent)),
    tree,
  );
  return withChildren(tidied, (children, parent) => (isCell(parent) ? inOneLine(children) : children));
};

type Parent = Element | Root;

const isOf = (node: ElementContent | Parent, pattern: RegExp): boolean =>
  node.type === 'element' && pattern.test(node.tagName);

const isList = (node: ElementContent | Parent): boolean => isOf(node, /^[ou]l$/);

const isCell = (node: Parent): boolean => isOf(node, /^t[dh]$/);

/** A mark around nothing shows nothing. */
const withoutEmpty = (children: readonly ElementContent[]): readonly ElementContent[] =>
  children.filter((child) => child.type !== 'element' || child.children.length > 0 || !marking.test(child.tagName));

const marking = /^(?:a|b|big|code|del|em|font|i|ins|kbd|mark|o:p|s|samp|small|span|strike|strong|sub|sup|tt|u|var)$/;

const tablesInBounds = (children: readonly ElementContent[]): readonly ElementContent[] =>
  children.map((child) => (child.type === 'element' && child.tagName === 'table' ? tableInBounds(child) : child));

/** Old editors put a list beside the item that it belongs to. */
const nestLists = (children: readonly ElementContent[], parent: Parent): readonly ElementContent[] => {
  if (!isList(parent)) return children;
  const items: ElementContent[] = [];
  for (const child of children) {
    const item = items.findLast((each) => each.type === 'element');
    if (isList(child) && item?.type === 'element' && item.tagName === 'li')
      items.splice(items.indexOf(item), 1, { ...item, children: [...item.children, child] });
    else items.push(child);
  }
  return items;
};

/** Pasted text says in styles what an editor says in tags. */
const styleToMarks = (children: readonly ElementContent[]): readonly ElementContent[] =>
  children.map((child) => (child.type === 'element' ? marked(child) : child));

const marked = (node: Element): Element => {
  const marks = marksByStyle(node);
  if (marks.includes('none')) return { ...node, tagName: 'span' };
  const align = isCell(node) ? alignOf(node) : undefined;
  if (align !== undefined) return { ...node, properties: { ...node.properties, align } };
  return marks.reduce(
    (inner: Element, tagName) => ({ type: 'element', tagName, properties: {}, children: [inner] }),
    node,
  );
};

const alignOf = (cell: Element): string | undefined => {
  const styles = declarationsOf(cell.properties['style']).filter(({ property }) => property === 'text-align');
  return ['left', 'right', 'center'].find((side) => styles.some(({ value }) => value === side));
};

const blocks =
  /^(?:address|article|aside|blockquote|caption|center|col|colgroup|dd|div|dl|dt|figure|figcaption|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/;

const hasBlock = (node: Element): boolean => elementsOf(node).some((each) => each !== node && isOf(each, blocks));

const inlineMarks = /^(?:a|b|code|del|em|i|ins|kbd|s|samp|strike|strong|sub|sup|tt|u|var)$/;

/** Bold around paragraphs is bold within each of them. */
const marksIntoBlocks = (children: readonly ElementContent[]): readonly ElementContent[] =>
  children.flatMap((child) =>
    child.type === 'element' && inlineMarks.test(child.tagName) && hasBlock(child)
      ? pushedInto(child.children, child)
      : [child],
  );

const pushedInto = (children: readonly ElementContent[], mark: Element): ElementContent[] =>
  children.map((child) => {
    if (child.type === 'element' && (isOf(child, blocks) || hasBlock(child)))
      return { ...child, children: pushedInto(child.children, mark) };
    return textOf(child).trim() === '' ? child : { ...mark, children: [child] };
  });

/** A cell of a table is one line of Markdown: what stands below each other in it is told apart by `<br>`. */
const inOneLine = (content: readonly ElementContent[]): readonly ElementContent[] => {
  const nodes = linesOf(content).flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]));
  return nodes.slice(0, nodes.findLastIndex((node) => !isOf(node, /^br$/)) + 1);
};

const lineBreak: Element = { type: 'element', tagName: 'br', properties: {}, children: [] };

const linesOf = (nodes: readonly ElementContent[]): ElementContent[][] => {
  const lines: ElementContent[][] = [[]];
  for (const node of nodes)
    if (node.type !== 'element' || !blocks.test(node.tagName)) lines.at(-1)?.push(node);
    else {
      const bullet: ElementContent[] = node.tagName === 'li' ? [{ type: 'text', value: '• ' }] : [];
      const [first = [], ...others] = linesOf(node.children);
      lines.push([...bullet, ...first], ...others, []);
    }
  return lines.filter((line) => line.some((node) => node.type === 'element' || textOf(node).trim() !== ''));
};
