import { array, assert, constantFrom, oneof, property, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/description/html.ts';
import { Memory } from '../../../src/description/memory.ts';
import { sanitise } from '../../../src/description/sanitise.ts';
import { simpleMarkdown } from '../../../src/description/simpleMarkdown.ts';
import { writeAnyMarkdown } from '../../../src/description/writeMarkdown.ts';
import { editorHtml } from './editors.ts';

const bothWays = (html: string, signs: 'usual' | 'other' = 'usual'): readonly [string | undefined, string] => {
  const tree = sanitise(readHtml(html));
  return [simpleMarkdown(tree, signs), writeAnyMarkdown(tree, new Memory(), signs)];
};

const words = constantFrom('Go live', 'a', '12', ' and ', ', then ', ': ', 'Größe', '目標', ' (b) ', '. ');

const odd = constantFrom(
  '12.',
  '3) x',
  '(b)',
  '１.',
  '²',
  'e\u0301',
  '',
  ' ',
  '- x',
  'x -',
  '=',
  '%',
  '"so"',
  '“so”',
  ' // ',
  'http:',
  '\n',
  '//e.example',
  'www',
  ' 1. ',
  '#',
  '*',
  'a_b',
  'R&amp;D',
  '&nbsp;',
  'a:',
  '/',
  'a|b',
  '~~',
  'A.',
);

const texts = oneof({ weight: 12, arbitrary: words }, odd);

const around = (inner: Arbitrary<string>, tags: readonly string[]): Arbitrary<string> =>
  tuple(constantFrom(...tags), inner).map(([tag, text]) => `<${tag}>${text}</${tag.split(' ')[0]}>`);

const marks = ['b', 'strong', 'i', 'em', 'span', 'font color="red"', 'o:p'];

const oddMarks = ['u', 'span style="font-weight: 700"', 'b style="font-weight: normal"', 'code', 'mark', 'del'];

const addresses = [
  'https://e.example/a-b?c=1',
  'https://e.example/a_b',
  'mailto:a@e.example',
  'e.example',
  'https://e.example/(x)',
];

const phrase = oneof(
  { weight: 16, arbitrary: texts },
  { weight: 10, arbitrary: around(texts, marks) },
  { weight: 2, arbitrary: around(texts, ['a href="https://e.example/a-b?c=1"']) },
  around(around(texts, marks), marks),
  around(texts, oddMarks),
  around(texts, [...addresses.map((address) => `a href="${address}"`), 'a href="https://e.example/" title="t"', 'a']),
  constantFrom('<br>', '<b>x</b><i>y</i>', '<b>x</b><b>y</b>'),
);

const line = array(phrase, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));

const several = (inner: Arbitrary<string>, gap = ''): Arbitrary<string> =>
  array(inner, { minLength: 1, maxLength: 3 }).map((all) => all.join(gap));

const items = (inner: Arbitrary<string>): Arbitrary<string> =>
  around(several(around(inner, ['li', 'li', 'li', 'li', 'li value="4"'])), ['ul', 'ul', 'ol', 'ol', 'ol start="3"']);

const list = items(
  oneof(
    line,
    around(line, ['p']),
    tuple(line, items(line)).map(([text, inner]) => `${text}${inner}\n`),
  ),
);

const row = around(
  several(
    around(line, [...Array.from({ length: 12 }, () => 'td'), 'th', 'td style="text-align: center"', 'td colspan="2"']),
  ),
  ['tr'],
);

const table = around(
  oneof(
    several(row),
    around(several(row), ['tbody']),
    tuple(around(row, ['thead']), several(row)).map((all) => all.join('')),
  ),
  ['table'],
);

const html = oneof(
  line,
  around(line, ['p', 'div', 'h1', 'h3', 'p align="center"']),
  around(several(around(line, ['p']), '\n'), ['blockquote']),
  list,
  table,
  editorHtml.map((parts) => parts.join('')),
);

describe('what is simple', () => {
  it('is written as whatever is not', () => {
    let simple = 0;
    assert(
      property(html, constantFrom('usual', 'other'), (text, signs) => {
        const [short, long] = bothWays(text, signs);
        if (short === undefined) return;
        simple += 1;
        expect(short).toBe(long);
      }),
      { numRuns: 1_500 },
    );
    expect(simple).toBeGreaterThan(100);
  }, 60_000);

  it.each([
    ['<p>Some <b>text</b>, <i>more</i> and a <a href="https://e.example/a">link</a>.</p>'],
    ['<p>One<br>two<br></p>'],
    ['<h2><b>Scope</b> 2</h2>\n'],
    ['<ul>\n<li>a</li>\n<li>b<ol><li>c <b>d</b></li></ol></li></ul>'],
    ['<ol><li><p>a</p></li></ol>'],
    ['<table style="width: 100%;"><tbody><tr><td style="width: 50%">1</td><td></td></tr></tbody></table>'],
    ['<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><b>b</b></td></tr></tbody></table>'],
    ['<blockquote><p>a</p><p>b<br>c</p></blockquote>'],
    ['<p class="MsoNormal"><b><span style="color:#1F4E79">Scope<o:p></o:p></span></b></p>'],
  ])('%s', (text) => {
    const [short, long] = bothWays(text);
    expect(short).toBe(long);
  });
});
