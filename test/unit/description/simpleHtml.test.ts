import { array, assert, constantFrom, oneof, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readHtml, writeHtml } from '../../../src/description/html.ts';
import { htmlOf, htmlTreeOf } from '../../../src/description/htmlOfBlocks.ts';
import { readMarkdown } from '../../../src/description/markdown/blocks.ts';
import { Memory } from '../../../src/description/memory.ts';
import { simpleHtml } from '../../../src/description/simpleHtml.ts';

const word = constantFrom(
  'Go live',
  '**a b**',
  '*c **d***',
  '~~e~~',
  '`f  g`',
  '[h](https://e.example/a?b=c)',
  '[h](https://e.example/%zz)',
  '[h](https://e.example/known)',
  '[h](https://e.example/ "t")',
  '[h](javascript:x)',
  'https://e.example/a',
  'R&D <x> "y" \'z\'',
  '&amp; &copy &eacute;',
  'a\u{a0}b',
  '![i](https://e.example/i.png)',
  '<u>j</u>',
  '\\*k\\*',
  ' ',
  '  ',
  '\u{2028}',
  '目標🎉',
);

const line = array(word, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));

const begin = constantFrom(
  '',
  '',
  '- ',
  '- ',
  '* ',
  '  - ',
  '    1. ',
  '3. ',
  '1) ',
  '# ',
  '### ',
  '> ',
  '- [ ] ',
  '  ',
);

const rows = array(line, { minLength: 1, maxLength: 3 }).map(
  (cells) => `| ${cells[0]} | |\n| - | :-: |\n${cells.map((cell) => `| ${cell} | **x** |`).join('\n')}`,
);

const bare = array(line, { minLength: 1, maxLength: 3 }).map(
  (cells) => `|  |  |\n| - | -: |\n${cells.map((cell) => `| ${cell} | x |`).join('\n')}\n| |`,
);

const text = array(
  oneof(
    { weight: 8, arbitrary: array(begin).chain((all) => line.map((each) => `${all[0] ?? ''}${each}`)) },
    { weight: 1, arbitrary: rows },
    { weight: 1, arbitrary: bare },
    { weight: 1, arbitrary: constantFrom('', '---', '```js\nx\n```') },
  ),
  { minLength: 1, maxLength: 5 },
).map((lines) => lines.join('\n'));

it('writes what is simple as the libraries write it', () => {
  const memory = new Memory();
  memory.learn(readHtml('<a href="https://e.example/known" target="_blank">x</a>'));
  let simple = 0;
  assert(
    property(text, (markdown) => {
      for (const block of readMarkdown(markdown)) {
        const short = simpleHtml(block.node, (address) => memory.knowsLink(address));
        if (short !== undefined) simple += 1;
        expect(htmlOf(block, memory, [])).toBe(writeHtml(htmlTreeOf([block], memory, [])));
      }
    }),
    { numRuns: 1_000 },
  );
  expect(simple).toBeGreaterThan(300);
});
