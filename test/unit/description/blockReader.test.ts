import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { BlockReader } from '../../../src/description/markdown/blockReader.ts';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';
import { parsePiece } from '../../../src/description/markdown/parseMarkdown.ts';

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
});

/** How many characters the parser gets while a text is read and all its nodes are asked for. */
const counting = () => {
  let count = 0;
  const reader = new BlockReader((source) => {
    count += source.length;
    return parsePiece(source);
  });
  const read = (markdown: string): number => {
    count = 0;
    const found = reader.read(markdown);
    reader.prepare(found);
    found.forEach(({ node }) => node);
    return count;
  };
  return read;
};

const rows = (row: string, count: number): string =>
  Array.from({ length: count }, (_, at) => row.replace('#', String(at))).join('\n');

it.each([
  ['a list', rows('- __a__ #', 2_000)],
  ['a list with lines that go on', rows('- __a__ #\nand on', 1_000)],
  ['a list of lists', rows('- __a__ #\n  - b', 1_000)],
  ['a table', `| a | b |\n| - | - |\n${rows('| __c__ | # |', 1_000)}`],
])('a key in %s has a few rows parsed, however long it is', (_, markdown) => {
  const read = counting();
  const whole = read(markdown);
  expect(whole).toBeGreaterThan(0.9 * markdown.length);
  for (const typed of ['x', 'xy', '\nz', '\nzz']) expect(read(markdown + typed)).toBeLessThan(3_000);
  const at = markdown.indexOf('a', markdown.length / 2);
  expect(read(`${markdown.slice(0, at)}x${markdown.slice(at)}`)).toBeLessThan(6_000);
});

it('parses many short blocks some at a time, to the same nodes', () => {
  const sources = ['**a** b', '# *c*', 'd `e`\nf', '[g](h)', 'i_j_k', 'l \\*m*', 'n@o.example', '1 * 2 * 3'];
  const markdown = Array.from({ length: 200 }, (_, at) => `${sources[at % sources.length] ?? ''} ${at}`).join('\n\n');
  let calls = 0;
  const reader = new BlockReader((source) => {
    calls += 1;
    return parsePiece(source);
  });
  const found = reader.read(markdown);
  reader.prepare(found);
  const shape = (each: unknown): string =>
    JSON.stringify(each, (key, value: unknown) => (key === 'position' ? undefined : value));
  expect(found.map(({ node }) => shape(node))).toEqual(readMarkdown(markdown).map(({ node }) => shape(node)));
  expect(calls).toBeLessThan(10);
});
