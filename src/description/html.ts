import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';

/** The nodes keep their place in the text, elements also those of their tags. */
export const readHtml = (html: string): Root => fromHtml(html, { fragment: true, verbose: true });

export const writeHtml = (tree: Root): string =>
  toHtml(tree, { characterReferences: { useNamedReferences: true } }).replaceAll('\u{a0}', '&nbsp;');
