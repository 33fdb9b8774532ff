import type { Element, Nodes } from 'hast';
import { el } from '../../webview/page/dom.ts';

/** Elements that are drawn as they are; of any other, only what is in it. */
const drawn =
  'b blockquote br code dd del div dl dt em hr i li ol p pre s strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  );

const isDrawn = (tagName: string): tagName is keyof HTMLElementTagNameMap => drawn.includes(tagName);

/** A description as elements of the page: no styles of its own, nothing loaded, and links to the web and to mailboxes only. */
export const domOf = (node: Nodes): readonly Node[] => {
  if (node.type === 'text') return [document.createTextNode(node.value)];
  if (!('children' in node)) return [];
  if (node.type === 'element') return [elementOf(node)].flat();
  return node.children.flatMap((child) => domOf(child));
};

const elementOf = ({ tagName, properties, children }: Element): Node | readonly Node[] => {
  const inside = children.flatMap((child) => domOf(child));
  const { alt, colSpan, href, rowSpan, start } = properties;
  if (tagName === 'img')
    return el('span', { class: 'image' }, typeof alt === 'string' && alt !== '' ? `Image: ${alt}` : 'Image');
  if (tagName === 'a') return isOpened(href) ? el('a', { href, title: href }, ...inside) : inside;
  if (/^h[1-6]$/.test(tagName)) return el('p', { class: `title ${tagName}` }, ...inside);
  if (!isDrawn(tagName)) return inside;
  const attributes = { colspan: textOf(colSpan), rowspan: textOf(rowSpan), start: textOf(start) };
  return el(tagName, attributes, ...inside);
};

const textOf = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);

const isOpened = (href: unknown): href is string => typeof href === 'string' && /^(?:https?|mailto):/i.test(href);
