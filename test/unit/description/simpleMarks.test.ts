import { array, assert, constantFrom, oneof, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';
import { parseMarkdown, parsePiece } from '../../../src/description/markdown/parseMarkdown.ts';

const words = constantFrom('Go live', 'a', '12', ' and ', 'Größe', '目標', ', ', ' (b) ', ': ', ' ', '#', '+', '🎉');

const marks = constantFrom('**a b**', '*c*', '[d](https://e.example/a-b?c=1)', '`e`', '**f, (g) h**', '*目標*');

const odd = constantFrom(
  '*',
  '**',
  '_a_',
  '`',
  '[',
  '](',
  '!',
  '\\',
  '&',
  '&amp;',
  '<u>',
  '~~',
  '|',
  ' *',
  '* ',
  '://',
  'https://e.example',
  '**www.e.example**',
  '@e.example',
  '**a **',
  '**a\u{a0}**',
  '*(a)*',
  '**a_b**',
  '** b**',
  '[a](mailto:a@e.example)',
  '[a](https://e.example/a_b?c=1&d=2)',
  '[a](https://e.example/?c&amp;d&copy)',
  '\t',
  '  ',
  '\u{a0}',
  '\u{2028}',
  '1.',
  '- ',
  '=',
  '-',
);

const line = array(
  oneof({ weight: 8, arbitrary: words }, { weight: 8, arbitrary: marks }, { weight: 1, arbitrary: odd }),
  { minLength: 1, maxLength: 6 },
).map((all) => all.join(''));

/** A tree without places, its texts joined. */
const shape = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'position' ? undefined : each)));

it.each([
  ['a paragraph', ''],
  ['a title', '# '],
  ['items', '- '],
  ['numbered items', '1. '],
  ['rows of a table', '| '],
])(
  '%s: words that are marked are read as the parser reads them, mostly without it',
  (_, begin) => {
    let simple = 0;
    const end = begin === '| ' ? ' |' : '';
    assert(
      property(array(line, { minLength: 1, maxLength: 3 }), (lines) => {
        const rows = lines.map((each) => begin + each + end);
        const markdown = begin === '| ' ? `| x |\n| - |\n${rows.join('\n')}` : rows.join('\n');
        let parsed = 0;
        const piece = (source: string) => {
          parsed += 1;
          return parsePiece(source);
        };
        const text = (source: string) => {
          parsed += 1;
          return parseMarkdown(source);
        };
        const read = readMarkdown(markdown, { text, piece }).map(({ node }) => shape(node));
        expect(read).toEqual(parseMarkdown(markdown).map((node) => shape(node)));
        if (parsed === 0 && /\*\w/.test(markdown)) simple += 1;
      }),
      { numRuns: 600 },
    );
    // About 85 are usual: the bound is far from what chance may give.
    expect(simple).toBeGreaterThan(20);
  },
  60_000,
);
