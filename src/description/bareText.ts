import type { Nodes, Root as HtmlRoot } from 'hast';
import type { Paragraph, Root } from 'mdast';
import { elementsOf } from './elements.ts';

/** A part with more elements than these is shown as its bare text: to write all its marks as Markdown would make a person wait. */
const mostElements = 3_000;

/** A paragraph of so many lines is parsed again quickly when one of them is edited. */
const mostLines = 40;

export const isHeavy = (tree: HtmlRoot): boolean => elementsOf(tree).length > mostElements;

const row = /^(?:br|caption|d[dt]|li|t[dhr])$/;

const block =
  /^(?:address|article|aside|blockquote|center|div|dl|figure|figcaption|footer|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$/;

/** The text of a tree, a line for each row, item and cell. */
export const bareText = (tree: HtmlRoot): Root => {
  const paragraphs: string[][] = [[]];
  let line = '';
  const endLine = (): void => {
    const text = line.replaceAll(/[ \t\n\r\f]+/g, ' ').replaceAll(/^ | $/g, '');
    line = '';
    if (text === '') return;
    if ((paragraphs.at(-1)?.length ?? 0) >= mostLines) paragraphs.push([]);
    paragraphs.at(-1)?.push(text);
  };
  const endBlock = (): void => {
    endLine();
    if (paragraphs.at(-1)?.length !== 0) paragraphs.push([]);
  };
  const walk = (node: Nodes): void => {
    if (node.type === 'text') line += node.value;
    if (!('children' in node)) return;
    const end =
      node.type !== 'element'
        ? undefined
        : row.test(node.tagName)
          ? endLine
          : block.test(node.tagName)
            ? endBlock
            : undefined;
    end?.();
    for (const child of node.children) walk(child);
    end?.();
  };
  walk(tree);
  endBlock();
  return { type: 'root', children: paragraphs.filter((lines) => lines.length > 0).map(paragraphOf) };
};

const paragraphOf = (lines: readonly string[]): Paragraph => ({
  type: 'paragraph',
  children: [{ type: 'text', value: lines.join('\n') }],
});
