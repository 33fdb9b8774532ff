import * as l10n from '@vscode/l10n';
import type { Element, Nodes, Root, RootContent } from 'hast';
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
    return el(
      'span',
      { class: 'image' },
      typeof alt === 'string' && alt !== '' ? l10n.t('Image: {0}', alt) : l10n.t('Image'),
    );
  if (tagName === 'a') return isOpened(href) ? filled(el('a', { href, title: href }), inside) : inside;
  if (/^h[1-6]$/.test(tagName)) return filled(el('p', { class: `title ${tagName}` }), inside);
  if (!isDrawn(tagName)) return inside;
  const attributes = { colspan: textOf(colSpan), rowspan: textOf(rowSpan), start: textOf(start) };
  return filled(el(tagName, attributes), inside);
};

/** One by one: a call takes no more than some 100,000 arguments. */
const filled = <Parent extends Node>(parent: Parent, nodes: Iterable<Node>): Parent => {
  for (const node of nodes) parent.appendChild(node);
  return parent;
};

const textOf = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);

const isOpened = (href: unknown): href is string => typeof href === 'string' && /^(?:https?|mailto):/i.test(href);

type Drawn = { readonly key: string; readonly nodes: readonly Node[] };

/** Draws a description and, when it changes, only what is between the parts at either end that are as they were. */
export class Preview {
  readonly #element: HTMLElement;
  #drawn: readonly Drawn[] = [];
  readonly #keys = new WeakMap<RootContent, string>();
  #isEmpty = true;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** What tells a node from one that looks otherwise. */
  #keyOf(node: RootContent): string {
    const key =
      this.#keys.get(node) ?? JSON.stringify(node, (name, value: unknown) => (unseen.has(name) ? undefined : value));
    this.#keys.set(node, key);
    return key;
  }

  /** `empty` is shown where there is nothing to draw. */
  draw(tree: Root, empty: () => Node): void {
    const keys = tree.children.map((child) => this.#keyOf(child));
    const shorter = Math.min(keys.length, this.#drawn.length);
    let start = 0;
    while (start < shorter && keys[start] === this.#drawn[start]?.key) start += 1;
    let end = 0;
    while (end < shorter - start && keys.at(-1 - end) === this.#drawn.at(-1 - end)?.key) end += 1;
    const news = tree.children
      .slice(start, keys.length - end)
      .map((child, at) => ({ key: keys[start + at] ?? '', nodes: domOf(child) }));
    const kept = this.#drawn.slice(this.#drawn.length - end);
    const gone = this.#drawn.slice(start, this.#drawn.length - end);
    const next = kept.flatMap(({ nodes }) => nodes)[0] ?? null;
    if (this.#isEmpty) this.#element.replaceChildren();
    for (const node of gone.flatMap(({ nodes }) => nodes)) node.parentNode?.removeChild(node);
    const shown = news.flatMap(({ nodes }) => nodes);
    this.#element.insertBefore(filled(document.createDocumentFragment(), shown), next);
    this.#drawn = [...this.#drawn.slice(0, start), ...news, ...kept];
    this.#isEmpty = this.#drawn.every(({ nodes }) => nodes.length === 0);
    if (this.#isEmpty) this.#element.replaceChildren(empty());
  }
}

/** Where a part stands says nothing of what it looks like. */
const unseen: ReadonlySet<string> = new Set(['position', 'data']);
