import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';
import { chunksOf } from '../../../src/description/markdown/chunks.ts';
import { parseBlock, parseMarkdown } from '../../../src/description/markdown/parseMarkdown.ts';

const line = constantFrom(
  'Some text',
  '**bold** and *it*',
  'a | b',
  '| a | b |',
  '| - | - |',
  '|-|',
  '---',
  '***',
  '- item',
  '- - x',
  '* item',
  '+ x',
  '1. one',
  '2) two',
  '10. ten',
  '  - inner',
  '   more',
  '    far',
  ' one',
  '> said',
  '>> deep',
  '# Title',
  '## T #',
  '#tag',
  '#',
  '```',
  '```js',
  '~~~~',
  '- ```',
  'a ```b',
  '`code`',
  '-',
  '1.',
  '===',
  'x  ',
  '\\# x',
  '1\\. x',
  'a\\',
  '\tt',
  'x\t',
  'http://e.example a@b.example',
  '[a](b) ![c](d)',
  '&amp; &copy',
  '<u>a</u> <b>',
  'a_b_c _d_',
  '~~x~~',
  '\\*a\\* \\\\x \\_y',
  '2*3',
  '',
  '',
  '',
  '\r',
);

const text = array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

/** A tree without places, its texts joined. */
const shape = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'position' ? undefined : each)));

it('finds the blocks that a parser of the whole text finds, and the same in each', () => {
  assert(
    property(text, (markdown) => {
      const whole = parseMarkdown(markdown);
      const places = whole.map(({ position }) => [position?.start.offset, position?.end.offset]);
      const blocks = readMarkdown(markdown);
      expect(blocks.map(({ start, end }) => [start, end])).toEqual(places);
      expect(blocks.map(({ node }) => shape(node))).toEqual(whole.map((node) => shape(node)));
    }),
    { numRuns: 400 },
  );
});

const within = constantFrom(
  '- **a** b',
  '- c',
  '- d\\_e',
  '- # f',
  '- 1. g',
  '- [ ] h',
  '-  i',
  '- `j',
  '- &amp;',
  '- a | b',
  'goes on',
  '*goes* on',
  '  - inner',
  '  more',
  '---',
  '| - |',
  '* x',
  '1. y',
  '2. z',
  '> w',
  '\\- v',
  '- =',
  '- ---',
  '- u@v.example',
  '- :-',
  '- ~~t~~',
  '-',
);
const cells = constantFrom(
  '| a | b |',
  '| **a** | b |',
  '| a',
  'b',
  'c | d',
  '| - | - |',
  '- e',
  '| \\| |',
  '|f|',
  '> g',
  'h@i.example',
  '---',
  '  j',
);
const fenced = constantFrom('```', '```js', '```js x', '~~~', '````', 'a', '  b', '', '`', '```` ', '\\', '&amp;');

it.each([
  ['a list', within, '- first\n'],
  ['a numbered list', within.map((each) => each.replace(/^-/, '3.')), '3. first\n'],
  ['a table', cells, '| x | y |\n| - | :-: |\n'],
  ['a head above too short a line', cells, '| x | y |\n| - |\n'],
  ['a head above too long a line', cells, '| x |\n| - | - |\n'],
  ['code', fenced, '```\n'],
])(
  'reads %s as a parser of the whole text does, whatever is in it',
  (_, lines, first) => {
    assert(
      property(array(lines, { maxLength: 8 }), (all) => {
        const markdown = first + all.join('\n');
        const whole = parseMarkdown(markdown);
        expect(readMarkdown(markdown).map(({ node }) => shape(node))).toEqual(whole.map((node) => shape(node)));
      }),
      { numRuns: 400 },
    );
  },
  60_000,
);

// Markdown knows the space and the tab alone; other white space is text, wherever it stands.
const space = constantFrom('', '', '', ' ', '\t', '\u00A0', '\u3000', '\f', '\v', '\uFEFF', '\u2028', '\u2003');
const marked = constantFrom(
  ['```', 'js', ''],
  ['', '```', ''],
  ['', '```', ''],
  ['~~~', '', ''],
  ['', '~~~', ''],
  ['-', 'item', ''],
  ['', '- item', ''],
  ['1.', 'one', ''],
  ['#', 'Title', ''],
  ['##', 'Title', '#'],
  ['-', '--', ''],
  ['', '---', ''],
  ['|', 'a', '|'],
  ['|', '-', '|'],
  ['', '| b |', ''],
  ['', '|-|', ''],
  ['>', 'said', ''],
  ['', '> said', ''],
  ['', 'text', ''],
  ['1\\.', 'x', '\\-'],
  ['', '', ''],
);
const spaced = tuple(marked, space, space, space).map(([[a, b, c], ...s]) => `${a}${s[0]}${b}${s[1]}${c}${s[2]}`);

it.each(['', '```js\ncode\n', '- first\n', '| x |\n| - |\n'])(
  'reads marks behind %j as a parser of the whole text does, whatever white space stands beside them',
  (first) => {
    assert(
      property(array(spaced, { maxLength: 5 }), (lines) => {
        const markdown = first + lines.join('\n');
        const whole = parseMarkdown(markdown);
        expect(readMarkdown(markdown).map(({ node }) => shape(node))).toEqual(whole.map((node) => shape(node)));
      }),
      { numRuns: 1_000 },
    );
  },
  60_000,
);

it.each([' ', '\u00A0', '\u3000', '\f', '\uFEFF'])('loses no code where %j follows what ends it', (end) => {
  const markdown = `\`\`\`js\nimportant()\n\`\`\`${end}`;
  expect(JSON.stringify(readMarkdown(markdown).map(({ node }) => node))).toContain('important()');
});

it('tells most blocks without the parser', () => {
  const markdown =
    'Text\nand more\n\n- a\n  - b\n\n* c\n\n1. d\n\n> e\n\n# F\n\n| g |\n| - |\n| h |\n\n---\n\n```\ni\n\nj\n```';
  expect(chunksOf(markdown).map(({ kind }) => kind)).toEqual([
    'paragraph',
    'list',
    'list',
    'list',
    'quote',
    'heading',
    'table',
    'line',
    'code',
  ]);
});

it.each([
  [200, 'table'],
  [201, 'paragraph'],
])('a table of %i columns that is typed is a %s', (columns, type) => {
  const row = (cell: string): string => `|${`${cell}|`.repeat(columns)}`;
  const [block] = readMarkdown([row(' a '), row(' - '), row(' b ')].join('\n'));
  expect(block?.node.type).toBe(type);
});

it.each([
  ['**a**\n\nb', 'paragraph'],
  ['# *a*\n\n- b', 'heading'],
  ['- *a*\n\n# b', 'list'],
  ['| *a* |\n| - |\n\nb', 'table'],
] as const)('%j is text to the last letter where it is no %s', (markdown, kind) => {
  expect(JSON.stringify(parseBlock(markdown, kind))).toMatch(/a.*b/);
});
