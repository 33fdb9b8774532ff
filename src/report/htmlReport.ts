import { plainLabel } from '../model/plainLabel.ts';
import { svgText } from '../pictures/svgText.ts';
import type { Block, ListItem } from './block.ts';
import { reportStyle } from './reportStyle.ts';

type HtmlReport = {
  readonly title: string;
  /** Of the words, as `en`. */
  readonly language: string;
  readonly blocks: readonly Block[];
};

/** One file that loads nothing and runs nothing. */
export const htmlReport = ({ title, language, blocks }: HtmlReport): string =>
  [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${textOf(title)}</title>`,
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...blocks.map(htmlBlock),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');

const htmlBlock = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} dir="auto">${textOf(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p dir="auto">${textOf(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map(itemOf).join('\n')}\n</ul>`;
    case 'table':
      return [
        '<table>',
        `<thead><tr>${block.head.map((cell) => `<th scope="col">${textOf(cell)}</th>`).join('')}</tr></thead>`,
        `<tbody>\n${block.rows.map(rowOf).join('\n')}\n</tbody>`,
        '</table>',
      ].join('\n');
    case 'picture':
      return `<figure>${svgText(block.drawing)}<figcaption>${textOf(block.title)}</figcaption></figure>`;
    case 'break':
      return '';
  }
};

const itemOf = ({ name, text }: ListItem): string =>
  name === ''
    ? `<li dir="auto">${textOf(text)}</li>`
    : `<li dir="auto"><strong>${textOf(name)}</strong>${text === '' ? '' : `: ${textOf(text)}`}</li>`;

const rowOf = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell, at) => (at === 0 ? `<th scope="row" dir="auto">${textOf(cell)}</th>` : `<td dir="auto">${textOf(cell)}</td>`)).join('')}</tr>`;

/** One line, without the invisible sign that keeps VS Code from drawing an icon. */
const textOf = (text: string): string => escaped(plainLabel(text).replaceAll('\u200B', ''));

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
