import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { BlockReader } from '../../../src/description/markdown/blockReader.ts';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';

const blocks = [
  'Some text',
  '- item',
  '* other',
  '1. one',
  '  - inner',
  '  more',
  '> said',
  '| a |\n| - |\n| 1 |',
  '# Title',
];
const signs = ['```', '---', '\n', '\n\n', '    far', ' ', '`', '**', '[', ']', '\\', '\t'];
const piece = constantFrom(...blocks, ...signs);
const text = array(piece, { maxLength: 30 }).map((pieces) => pieces.join('\n'));
const long = tuple(text, text, text).map((parts) => parts.join('\n\nplain\n\n'));

it('finds the same blocks as a reader of the whole text, whatever is typed', () => {
  const edit = tuple(nat(400), nat(6), piece);
  assert(
    property(long, array(edit, { maxLength: 8 }), (begin, edits) => {
      const reader = new BlockReader();
      let markdown = begin;
      expect(reader.read(markdown)).toEqual(readMarkdown(markdown));
      for (const [at, taken, put] of edits) {
        markdown = `${markdown.slice(0, at)}${put}${markdown.slice(at + taken)}`;
        const places = (read: ReturnType<typeof readMarkdown>) =>
          read.map(({ source, start, end, node }) => [source, start, end, node.type]);
        expect(places(reader.read(markdown))).toEqual(places(readMarkdown(markdown)));
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
