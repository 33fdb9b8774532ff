import type { Root as HtmlRoot } from 'hast';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import type { Emphasis, Nodes, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { defaultHandlers as defaultWriters, toMarkdown, type Options } from 'mdast-util-to-markdown';
import { bareText, isHeavy } from './bareText.ts';
import { withFewEscapes } from './markdown/escapes.ts';
import { tidyInline } from './inline.ts';
import { Memory } from './memory.ts';
import { isSpace } from './pieces.ts';
import { markTags, plainTags } from './plainTags.ts';
import { readMarkdown } from './markdown/blocks.ts';
import { htmlOf } from './htmlOfBlocks.ts';
import { simpleMarkdown, type ListSigns } from './simpleMarkdown.ts';
import { tidyHtml } from './tidyHtml.ts';

/** The tree as Markdown, without an empty line at either end; '' for what has no text. */
export const writeMarkdown = (tree: HtmlRoot, memory: Memory, signs: ListSigns = 'usual'): string =>
  (isHeavy(tree) ? undefined : simpleMarkdown(tree, signs)) ?? writeAnyMarkdown(tree, memory, signs);

/** The same, whatever stands in the tree. */
export const writeAnyMarkdown = (tree: HtmlRoot, memory: Memory, signs: ListSigns = 'usual'): string => {
  const mdast = isHeavy(tree) ? bareText(tree) : toMdast(tidyHtml(tree), { handlers, document: true });
  if (mdast.type !== 'root') return '';
  tidy(mdast, memory);
  mdast.children = mdast.children.filter((node) => !isEmptyLine(node));
  if (hasBackslashAtMark(mdast)) return write(withTags(mdast, ['emphasis', 'delete', 'strong']), signs);
  const exact = write(mdast, signs);
  return reference.test(exact) ? (withoutReferences(exact, mdast, signs) ?? exact) : exact;
};

const write = (mdast: Root, signs: ListSigns): string =>
  toMarkdown(mdast, signs === 'usual' ? usual : other).replaceAll(/^\n+|(?<!\n)\n+$/g, '');

/**
 * Where two signs meet that other readers of Markdown would take apart, the writer puts a character reference, which nobody can
 * read. Ours needs few of them: the first way without that reads the same, with tags instead of signs where it must be.
 */
const withoutReferences = (exact: string, mdast: Root, signs: ListSigns): string | undefined => {
  const meaning = meaningOf(exact);
  const ways = [
    () => exact,
    () => write(withTags(mdast, ['emphasis', 'delete']), signs),
    () => write(withTags(mdast, ['emphasis', 'delete', 'strong']), signs),
  ];
  for (const way of ways) {
    const markdown = decoded(way());
    if (meaningOf(markdown) === meaning) return markdown;
  }
  return undefined;
};

const decoded = (markdown: string): string =>
  markdown.replaceAll(new RegExp(reference, 'g'), (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );

/** Whether a text ends with a backslash where a mark begins or ends, which could be read as an escape of its sign. */
const hasBackslashAtMark = (node: Root | RootContent): boolean => {
  if (!isParent(node)) return false;
  const children: readonly RootContent[] = node.children;
  return children.some((child, index) => {
    const next = children[index + 1] ?? (node.type in markTags ? node : undefined);
    const isAtMark = child.type === 'text' && child.value.endsWith('\\') && next !== undefined && next.type in markTags;
    return isAtMark || hasBackslashAtMark(child);
  });
};

/** The tree with tags for marks of these kinds. */
const withTags = (root: Root, kinds: readonly (keyof typeof markTags)[]): Root => {
  const tagged = (node: RootContent): RootContent[] => {
    if (!isParent(node)) return [node];
    const children: readonly RootContent[] = node.children;
    const inside = children.flatMap((child) => tagged(child));
    const kind = kinds.find((each) => each === node.type);
    if (kind === undefined) return [Object.assign({ ...node }, { children: inside })];
    const tag = markTags[kind];
    return [{ type: 'html', value: `<${tag}>` }, ...inside, { type: 'html', value: `</${tag}>` }];
  };
  return { ...root, children: root.children.flatMap((child) => tagged(child)) };
};

const reference = /&#x([\dA-F]{1,6});/;

/** What a reader makes of it. */
const meaningOf = (markdown: string): string => {
  const memory = new Memory();
  return readMarkdown(markdown)
    .map((block) => htmlOf(block, memory, []))
    .join('');
};

/** Whether a list is what the tree begins, or ends, with: its numbers or bullets. */
export const listAt = (tree: HtmlRoot, end: 0 | -1): string | undefined => {
  const node = tree.children.filter((child) => !isSpace(child)).at(end);
  if (node?.type !== 'element') return undefined;
  return /^[ou]l$/.test(node.tagName) ? node.tagName : node.tagName === 'dl' ? 'ul' : undefined;
};

const phrasing: ReadonlySet<string> = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'html',
  'image',
  'link',
]);

const isPhrasing = (node: Nodes): node is PhrasingContent => phrasing.has(node.type);

/** A mark that is written with its tags; a node of HTML would be taken for a block of its own where no paragraph is around. */
type Tagged = Emphasis & { readonly tagName: string };

const asTag: Handle = (state, node) => {
  const children: Nodes[] = state.all(node);
  if (!children.every((child) => isPhrasing(child))) return children;
  const tagged: Tagged = { type: 'emphasis', children, tagName: node.tagName === 'ins' ? 'u' : node.tagName };
  return tagged;
};

const isTagged = (node: Nodes): node is Tagged => node.type === 'emphasis' && 'tagName' in node;

const inTags = (node: RootContent): RootContent[] =>
  isTagged(node)
    ? [{ type: 'html', value: `<${node.tagName}>` }, ...node.children, { type: 'html', value: `</${node.tagName}>` }]
    : [node];

const nothing: Handle = () => undefined;

const inner: Handle = (state, node) => state.all(node);

const handlers: Readonly<Record<string, Handle>> = {
  ...Object.fromEntries([...plainTags, 'ins'].map((tag) => [tag, asTag])),
  a: (state, node, parent) => (node.properties['href'] === undefined ? inner : defaultHandlers.a)(state, node, parent),
  ...Object.fromEntries(
    ['audio', 'button', 'iframe', 'input', 'object', 'select', 'textarea', 'video'].map((tag) => [tag, nothing]),
  ),
};

const isParent = (node: Nodes): node is Parents => 'children' in node;

const tidy = (node: Root | RootContent, memory: Memory): void => {
  if (node.type === 'image') node.url = memory.nameOf(node.url);
  if (node.type === 'list') node.spread = false;
  if (node.type === 'listItem') node.spread = false;
  if (!isParent(node)) return;
  node.children.forEach((child) => tidy(child, memory));
  const children = node.children.flatMap((child) => inTags(child));
  if (children.length > 0 && children.every((child) => isPhrasing(child)))
    node.children = tidyInline(sizeOf(node) > mostInline ? textOnly(children) : children).map((child) =>
      isOneLine(node) ? withoutBreak(child) : child,
    );
};

/** So many marks, links and breaks of lines in one another's reach can be written in signs; of more, the text is. */
const mostInline = 1_000;

const sizeOf = (node: Nodes): number =>
  isParent(node) ? node.children.reduce((sum: number, child: Nodes) => sum + sizeOf(child), node.children.length) : 0;

const textOnly = (nodes: readonly PhrasingContent[]): readonly PhrasingContent[] =>
  nodes.flatMap((node): readonly PhrasingContent[] => {
    if (node.type === 'html') return [];
    if (node.type === 'text' || node.type === 'break') return [node];
    return 'children' in node ? textOnly(node.children) : 'value' in node ? [{ type: 'text', value: node.value }] : [];
  });

const isEmptyLine = (node: RootContent): boolean =>
  node.type === 'paragraph' && node.children.every((child) => child.type === 'text' && child.value.trim() === '');

const isOneLine = ({ type }: Nodes): boolean => type === 'tableCell' || type === 'heading';

const withoutBreak = (node: PhrasingContent): PhrasingContent => {
  if (node.type === 'break') return { type: 'html', value: '<br>' };
  return 'children' in node ? { ...node, children: node.children.map((child) => withoutBreak(child)) } : node;
};

/** In an address, an ampersand needs its backslash only where a character reference would follow. */
const withAmpersands = (address: string): string => address.replaceAll(/(?<!\\)((?:\\\\)*)\\&(?!#?\w+;)/g, '$1&');

const usual: Options = {
  bullet: '-',
  bulletOther: '*',
  bulletOrdered: '.',
  emphasis: '*',
  strong: '*',
  rule: '-',
  listItemIndent: 'one',
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    // A line is a line: that is what a person types, and what `readMarkdown` reads.
    {
      handlers: {
        break: () => '\n',
        text: (node: Text, _parent, state, info) =>
          withFewEscapes(state.safe(node.value, info), info.before, info.after),
        link: (node, parent, state, info) => {
          const written = defaultWriters.link(node, parent, state, info);
          const address = written.lastIndexOf('](');
          return address < 0 ? written : written.slice(0, address) + withAmpersands(written.slice(address));
        },
      },
    },
  ],
};

const other: Options = { ...usual, bullet: '*', bulletOther: '-', bulletOrdered: ')' };
