import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';
import { chunksOf } from '../../../src/description/markdown/chunks.ts';
import { parseMarkdown } from '../../../src/description/markdown/parseMarkdown.ts';

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
}, 60_000);

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
