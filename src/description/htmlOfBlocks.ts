import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import type { Code, Nodes, PhrasingContent, Table } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import type { Block } from './markdown/blocks.ts';
import { hasImage, textOf, withChildren } from './elements.ts';
import type { Memory, Mention } from './memory.ts';
import { writeHtml } from './html.ts';
import { readTags } from './plainTags.ts';
import { mayLinkTo, mayShow, sanitise } from './sanitise.ts';
import { simpleHtml } from './simpleHtml.ts';

/** A block as HTML that may be sent and shown. */
export const htmlOf = (block: Block, memory: Memory, own: readonly Mention[]): string =>
  simpleHtml(block.node, (address) => own.some(isLink) || memory.knowsLink(address)) ??
  writeHtml(htmlTreeOf([block], memory, own));

const isLink = ({ element }: Mention): boolean => element.tagName === 'a';

/** The blocks as HTML that may be sent and shown. `own` are the images and links of what they take the place of. */
export const htmlTreeOf = (blocks: readonly Block[], memory: Memory, own: readonly Mention[]): HtmlRoot => {
  const children = blocks.map(({ node }) => node);
  children.forEach((node) => keepTyped(node));
  const tree = toHast({ type: 'root', children }, { allowDangerousHtml: true });
  if (tree.type !== 'root') return { type: 'root', children: [] };
  const html = withChildren(tree, (inner, parent) => withTags(inner).filter((node) => !isFiller(node, parent)));
  memory.recall(html, own);
  return sanitise(html);
};

/** What HTML would have no place for becomes text, or it would vanish. */
const keepTyped = (node: Nodes): void => {
  if (node.type === 'table') widenTable(node);
  if (node.type === 'code') keepInfo(node);
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  children.forEach((child) => keepTyped(child));
  if (children.some((child) => isUnsent(child))) Object.assign(node, { children: children.flatMap(asText) });
};

/** What follows a fence names a language, or is a line of the text. */
const keepInfo = (code: Code): void => {
  const info = [code.lang, code.meta].filter(Boolean).join(' ');
  if (!code.meta && /^[\w+#.-]*$/.test(info)) return;
  code.value = code.value === '' ? info : `${info}\n${code.value}`;
  code.lang = null;
  code.meta = null;
};

const isUnsent = (node: Nodes): boolean =>
  (node.type === 'link' && !mayLinkTo(node.url)) || (node.type === 'image' && !mayShow(node.url));

/** A link or an image whose address may not be sent is its words and the address as they were typed. */
const asText = (node: Nodes): readonly Nodes[] => {
  if (!isUnsent(node) || (node.type !== 'link' && node.type !== 'image')) return [node];
  const words: readonly PhrasingContent[] =
    node.type === 'link' ? node.children : node.alt ? [{ type: 'text', value: node.alt }] : [];
  const address = node.title ? `${node.url} "${node.title}"` : node.url;
  const [only, ...others] = words;
  if (only === undefined) return [{ type: 'text', value: address }];
  if (only.type === 'text' && others.length === 0 && only.value === address) return words;
  return [...words, { type: 'text', value: ` (${address})` }];
};

/** A row may be longer than the first one; what is in its last cells must not vanish. */
const widenTable = (table: Table): void => {
  const columns = table.children.reduce((most, row) => Math.max(most, row.children.length), 0);
  const align = table.align ?? [];
  table.align = Array.from({ length: columns }, (_, index) => align[index] ?? null);
};

/** Line ends between blocks, and the header of a table that has none. */
const isFiller = (node: ElementContent, parent: Element | HtmlRoot): boolean => {
  if (node.type === 'text') return node.value === '\n' && !(parent.type === 'element' && parent.tagName === 'code');
  return node.type === 'element' && node.tagName === 'thead' && textOf(node).trim() === '' && !hasImage(node);
};

/** Tags that stand in Markdown as they are become elements where they come in pairs; any other is the text that was typed. */
const withTags = (nodes: readonly ElementContent[]): readonly ElementContent[] => {
  const open: { tagName: string; children: ElementContent[] }[] = [{ tagName: '', children: [] }];
  const put = (node: ElementContent): void => void open.at(-1)?.children.push(node);
  const giveUp = (): void => {
    const { tagName, children } = open.pop() ?? { tagName: '', children: [] };
    [{ type: 'text' as const, value: `<${tagName}>` }, ...children].forEach(put);
  };
  for (const node of nodes) {
    const tag = node.type === 'raw' ? /^<(\/?)([a-z]+) ?\/?>$/i.exec(node.value) : null;
    const tagName = tag?.[2]?.toLowerCase() ?? '';
    const isEnd = tag?.[1] === '/';
    if (node.type !== 'raw') put(node);
    else if (tagName === 'br' && !isEnd) put({ type: 'element', tagName, properties: {}, children: [] });
    else if (readTags.includes(tagName) && !isEnd) open.push({ tagName, children: [] });
    else if (isEnd && open.some((each) => each.tagName === tagName && tagName !== '')) {
      while (open.at(-1)?.tagName !== tagName) giveUp();
      const { children } = open.pop() ?? { children: [] };
      put({ type: 'element', tagName, properties: {}, children });
    } else put({ type: 'text', value: node.value });
  }
  while (open.length > 1) giveUp();
  return open[0]?.children ?? [];
};
