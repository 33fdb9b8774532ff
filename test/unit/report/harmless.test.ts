import * as fc from 'fast-check';
import type { Element, Root as HtmlRoot, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/report/block.ts';
import { htmlReport } from '../../../src/report/htmlReport.ts';
import { markdownReport, slides } from '../../../src/report/markdownReport.ts';

const parsed = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

/** The kinds of what it is made of, in their order, texts left out. */
const shape = (node: Nodes): readonly string[] =>
  node.type === 'text' ? [] : [node.type, ...('children' in node ? node.children.flatMap(shape) : [])];

const textIn = (node: Nodes): string =>
  'value' in node ? node.value : 'children' in node ? node.children.map(textIn).join('') : '';

const blocksOf = (text: string): readonly Block[] => [
  { kind: 'heading', level: 2, text },
  { kind: 'paragraph', text },
  {
    kind: 'list',
    items: [
      { name: text, text },
      { name: '', text },
    ],
  },
  { kind: 'break' },
  { kind: 'table', head: [text, 'b'], rows: [[text, text]] },
];

const fileOf = (name: string): string => `${name}.svg`;
const plain = shape(parsed(markdownReport(blocksOf('Plain name'), fileOf)));
const plainSlides = shape(parsed(slides(blocksOf('Plain name'), fileOf)));
const htmlOf = (text: string): HtmlRoot =>
  fromHtml(htmlReport({ title: text, language: 'en', blocks: blocksOf(text) }));

const tags = (node: HtmlRoot | RootContent): readonly string[] => [
  ...(node.type === 'element' ? [`${node.tagName} ${Object.keys(node.properties).join(' ')}`] : []),
  ...('children' in node ? node.children.flatMap((child) => tags(child)) : []),
];
const plainTags = tags(htmlOf('Plain name'));

const hostile = [
  '**bold** _it_ `code` ~~gone~~',
  '[click](javascript:alert(1)) ![x](https://evil.example/p.png) <https://evil.example>',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</title></style><style>body{display:none}</style>',
  '<!-- _class: lead --> <!-- theme: gaia -->',
  '---',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '# heading',
  '> quote',
  '===',
  '| a | b |',
  '```js',
  '~~~',
  '$$x$$ $x$',
  '&lt;b&gt; &amp; &#60;',
  String.raw`\*a\* \\ \| \[`,
  '[ref]: https://evil.example',
  '{{summary}} {{title}}',
  '    four spaces',
  'a\n\n---\n\nb\r\n# c',
  'a\u2028---\u2029b\u0085c',
  '\u202eevil\u202c \u0000 \ud800',
  'שלום (עולם)',
  '$(error) icon',
  '"quotes" \'single\' onload="x"',
];

describe('a tenant’s text', () => {
  it.each(hostile)('is nothing but text in Markdown: %j', (text) => {
    const tree = parsed(markdownReport(blocksOf(text), fileOf));
    expect(shape(tree)).toEqual(plain);
    expect(shape(parsed(slides(blocksOf(text), fileOf)))).toEqual(plainSlides);
  });

  it.each(hostile)('is nothing but text in HTML: %j', (text) => {
    expect(tags(htmlOf(text))).toEqual(plainTags);
  });

  it('is nothing but text, whatever it is', () => {
    const marks = fc.stringMatching(/^[-=+*_#>|`~[\](){}<!&$:\\.\d a\n/"']{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), marks), (text) => {
        // One that shows nothing makes no paragraph.
        fc.pre(/[^\s\p{C}\p{Z}]/u.test(text));
        expect(shape(parsed(markdownReport(blocksOf(text), fileOf)))).toEqual(plain);
        expect(shape(parsed(slides(blocksOf(text), fileOf)))).toEqual(plainSlides);
        expect(tags(htmlOf(text))).toEqual(plainTags);
      }),
      { numRuns: 400 },
    );
  });

  it('is read as it was', () => {
    const texts = '*a* <b> & "c" | d \\ $(x)';
    const tree = parsed(markdownReport([{ kind: 'paragraph', text: texts }], fileOf));
    expect(textIn(tree)).toBe(texts);
    const [paragraph] = elementsIn(htmlOf(texts), 'p');
    expect(paragraph?.children).toMatchObject([{ type: 'text', value: texts }]);
  });
});

const elementsIn = (node: HtmlRoot | RootContent, name: string): readonly Element[] => [
  ...(node.type === 'element' && node.tagName === name ? [node] : []),
  ...('children' in node ? node.children.flatMap((child) => elementsIn(child, name)) : []),
];

describe('a report', () => {
  it('begins its slides as Marp reads them, one for each part', () => {
    const text = slides([...blocksOf('x'), { kind: 'break' }, { kind: 'break' }, ...blocksOf('y')], fileOf);
    expect(text.startsWith('---\nmarp: true\npaginate: true\n---\n')).toBe(true);
    expect(text.split('\n---\n')).toHaveLength(5);
  });

  it('goes on in more slides, each under its heading, where one would not hold it', () => {
    const rows = Array.from({ length: 13 }, (_, at) => [`row ${at}`]);
    const text = slides(
      [
        { kind: 'heading', level: 2, text: 'All' },
        { kind: 'table', head: ['a'], rows },
      ],
      fileOf,
    );
    const parts = text.split('\n\n---\n\n');
    expect(parts.map((part) => part.match(/\| row/g)?.length)).toEqual([6, 6, 1]);
    expect(parts.every((part) => part.includes('## All\n\n| a |\n| --- |\n'))).toBe(true);
  });

  it('loads and runs nothing in HTML', () => {
    const html = htmlReport({ title: 'x', language: 'en', blocks: blocksOf('x') });
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|\son\w+=|(?:src|href)=|url\(http|@import/);
  });
});
