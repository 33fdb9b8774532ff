import type { List, ListItem, PhrasingContent, RootContent, Table, TableCell } from 'mdast';
import { each } from './each.ts';

/**
 * The HTML of a paragraph, a title, a list or a table in which nothing is out of the ordinary; undefined where something is. The very
 * HTML that the libraries make of it, in a small part of the time.
 *
 * @param isKnown whether something is remembered of links to this address
 */
export const simpleHtml = (block: RootContent, isKnown: (address: string) => boolean): string | undefined => {
  if (block.type === 'paragraph') return around('p', inline(block.children, isKnown));
  if (block.type === 'heading') return around(`h${block.depth}`, inline(block.children, isKnown));
  if (block.type === 'list') return listOf(block, isKnown);
  return block.type === 'table' ? tableOf(block, isKnown) : undefined;
};

type IsKnown = Parameters<typeof simpleHtml>[1];

const around = (tag: string, inner: string | undefined): string | undefined =>
  inner === undefined ? undefined : `<${tag}>${inner}</${tag}>`;

const inline = (nodes: readonly PhrasingContent[], isKnown: IsKnown): string | undefined =>
  each(nodes, (node, at) =>
    node.type === 'text' && nodes[at - 1]?.type === 'break' && /^[ \t]/.test(node.value)
      ? undefined
      : phrase(node, isKnown),
  )?.join('');

/** What stands in an attribute as it is, and leads where it may. */
const plainAddress = /^https?:\/\/[a-z\d./?=#:+-]+$/i;

const phrase = (node: PhrasingContent, isKnown: IsKnown): string | undefined => {
  if (node.type === 'text') return textOf(node.value);
  if (node.type === 'break') return '<br>';
  if (node.type === 'inlineCode') return around('code', textOf(node.value));
  if (node.type === 'strong') return around('strong', inline(node.children, isKnown));
  if (node.type === 'emphasis') return around('em', inline(node.children, isKnown));
  if (node.type === 'delete') return around('del', inline(node.children, isKnown));
  if (node.type !== 'link' || node.title || !plainAddress.test(node.url) || isKnown(node.url)) return undefined;
  const words = inline(node.children, isKnown);
  return words === undefined ? undefined : `<a href="${node.url}">${words}</a>`;
};

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '\u{a0}': '&nbsp;' };

const textOf = (text: string): string | undefined =>
  /[\r\n]/.test(text) ? undefined : text.replaceAll(/[&<\u{a0}]/gu, (sign) => references[sign] ?? '');

const listOf = ({ ordered, start, spread, children }: List, isKnown: IsKnown): string | undefined => {
  const items = spread === true ? undefined : each(children, (item) => itemOf(item, isKnown));
  if (items === undefined) return undefined;
  const first = typeof start === 'number' && start !== 1 ? ` start="${start}"` : '';
  return ordered === true ? `<ol${first}>${items.join('')}</ol>` : `<ul>${items.join('')}</ul>`;
};

const itemOf = ({ checked, spread, children }: ListItem, isKnown: IsKnown): string | undefined => {
  const [text, below, ...others] = children;
  if (spread !== false || typeof checked === 'boolean' || text?.type !== 'paragraph' || others.length > 0)
    return undefined;
  const words = inline(text.children, isKnown);
  const inner = below === undefined ? '' : below.type === 'list' ? listOf(below, isKnown) : undefined;
  return words === undefined || inner === undefined ? undefined : `<li>${words}${inner}</li>`;
};

const tableOf = ({ align, children }: Table, isKnown: IsKnown): string | undefined => {
  const columns = align?.length ?? 0;
  const rows = each(children, (row, at) =>
    row.children.length === columns
      ? each(row.children, (cell, column) => cellOf(cell, at === 0 ? 'th' : 'td', align?.[column], isKnown))?.join('')
      : undefined,
  );
  const [head, ...others] = rows?.map((cells) => `<tr>${cells}</tr>`) ?? [];
  if (head === undefined) return undefined;
  const hasHead = head.replaceAll(/<[^<>]*>|&nbsp;/g, '').trim() !== '';
  const body = others.length === 0 ? '' : `<tbody>${others.join('')}</tbody>`;
  return `<table>${hasHead ? `<thead>${head}</thead>` : ''}${body}</table>`;
};

const cellOf = (
  { children }: TableCell,
  tag: 'th' | 'td',
  align: 'left' | 'right' | 'center' | null | undefined,
  isKnown: IsKnown,
): string | undefined => {
  const words = inline(children, isKnown);
  return words === undefined ? undefined : `<${tag}${align ? ` align="${align}"` : ''}>${words}</${tag}>`;
};
