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
  'a&nbsp;b',
  '—',
  'x…',
  '•',
  '🎉',
  'שלום',
  '>',
  '$1 + 2^3 @ {x}',
  '&lt;b',
  '&amp;amp; &amp;',
  'https://e.example/a_b',
  'a@e.example',
  '_',
  '!',
  '&#x2028;x',
  ':-',
  '|',
  '+',
  '\\',
  'x!',
  '[x]',
  '](',
  '`y`',
  '2*3',
  'a#',
  '&lt;',
  '&lt; 3',
  '&lt;/',
  '：',
  'Owner:',
  '&nbsp;x ',
);

const texts = oneof({ weight: 12, arbitrary: words }, odd);

const around = (inner: Arbitrary<string>, tags: readonly string[]): Arbitrary<string> =>
  tuple(constantFrom(...tags), inner).map(([tag, text]) => `<${tag}>${text}</${tag.split(' ')[0]}>`);

const marks = [
  'b',
  'strong',
  'i',
  'em',
  'span',
  'font color="red"',
  'o:p',
  'u',
  'sub',
  's',
  'mark',
  'ins',
  'code',
  'span style="font-weight: 700"',
  'span style="text-decoration: underline"',
  'b style="font-weight: normal"',
];

const oddMarks = [
  'kbd',
  'small',
  'q',
  'i style="font-weight: 700"',
  'span style="font-style: italic; font-weight: bold"',
  'span style="font-style: normal; text-decoration: none"',
  'strong style="font-style: italic"',
];

const addresses = [
  'https://e.example/a-b?c=1',
  'https://e.example/a_b',
  'mailto:a@e.example',
  'e.example',
  'https://e.example/(x)',
  'https://e.example/?a=1&amp;b=2',
  'https://e.example/?a=1&amp;amp;b=2',
  'https://e.example/?a&amp;#35;',
];

const images = [
  '<img src="https://e.example/a_b.png?c&amp;d" alt="Chart 1">',
  '<img src="https://e.example/a.png" width="7">',
  '<img src="https://e.example/a.png" alt="[x] *y*">',
  '<img src="https://e.example/a.png" alt="R&amp;D a_b"> x',
  '<img src="https://e.example/a.png" title="t" alt=" ">',
  '<img src="a.png"><img alt="x">',
];

const phrase = oneof(
  { weight: 16, arbitrary: texts },
  { weight: 10, arbitrary: around(texts, marks) },
  { weight: 2, arbitrary: around(texts, ['a href="https://e.example/a-b?c=1"']) },
  around(around(texts, marks), marks),
  around(texts, oddMarks),
  around(texts, [...addresses.map((address) => `a href="${address}"`), 'a href="https://e.example/" title="t"', 'a']),
  around(around(texts, ['span', 'b']), ['a href="https://e.example/"']),
  constantFrom('<br>', '<br>', '<br><u>x</u>', '<b>x</b><i>y</i>', '<b>x</b><b>y</b>', ...images),
);

const several = (inner: Arbitrary<string>, gap = ''): Arbitrary<string> =>
  array(inner, { minLength: 1, maxLength: 3 }).map((all) => all.join(gap));

const boldOrItalic = ['b', 'em', 'i', 'strong'];

/** Bold within italics, and the other way round, at either end and in between. */
const nested = several(oneof(words, around(several(oneof(words, around(words, boldOrItalic))), boldOrItalic)));

const line = array(phrase, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));

const items = (inner: Arbitrary<string>): Arbitrary<string> =>
  around(several(around(inner, ['li', 'li', 'li', 'li', 'li value="4"'])), ['ul', 'ul', 'ol', 'ol', 'ol start="3"']);

const list = items(
  oneof(
    line,
    around(line, ['p']),
    tuple(line, items(line)).map(([text, inner]) => `${text}${inner}\n`),
  ),
);

const cell = oneof(line, around(line, ['p', 'div']), several(around(line, ['p'])));

const row = around(
  several(
    around(cell, [
      ...Array.from({ length: 12 }, () => 'td'),
      'th',
      'td style="text-align: center"',
      'td colspan="2"',
      'td colspan="0"',
      'td rowspan="2"',
    ]),
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

const code = array(constantFrom('a', ' ', '  b', '\n', '*', '<b>x</b>', '`', '&lt;', '\t', '\r'), {
  maxLength: 6,
}).chain((all) =>
  constantFrom('', ' class="language-js"', ' class="x"', ' class="language-a.b x"').map(
    (attributes) => `<pre${attributes}><code${attributes}>${all.join('')}</code></pre><pre>${all.join('')}</pre>`,
  ),
);

const html = oneof(
  code.map((both) => both.slice(0, both.indexOf('</pre>') + 6)),
  code.map((both) => both.slice(both.lastIndexOf('<pre'))),
  constantFrom('<hr>', '<hr>\n', '<dl><dt>a</dt><dd>b</dd></dl>'),
  line,
  around(line, ['p', 'div', 'h1', 'h3', 'p align="center"']),
  around(several(around(line, ['p']), '\n'), ['blockquote']),
  around(
    tuple(around(line, ['p']), around(around(line, ['p']), ['blockquote'])).map((all) => all.join('')),
    ['blockquote'],
  ),
  around(table, ['figure class="table"']),
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
      { numRuns: 2_500 },
    );
    expect(simple).toBeGreaterThan(100);
  });

  it('is written so with marks within marks', () => {
    let simple = 0;
    assert(
      property(around(nested, ['p', 'h2', 'td']), (text) => {
        const [short, long] = bothWays(text.startsWith('<td') ? `<table><tr>${text}</tr></table>` : text);
        if (short === undefined) return;
        simple += 1;
        expect(short).toBe(long);
      }),
      { numRuns: 1_500 },
    );
    expect(simple).toBeGreaterThan(100);
  });

  it.each([
    ['<p>Some <b>text</b>, <i>more</i> and a <a href="https://e.example/a">link</a>.</p>'],
    ['<p>One<br>two<br></p>'],
    ['<h2><b>Scope</b> 2</h2>\n'],
    ['<ul>\n<li>a</li>\n<li>b<ol><li>c <b>d</b></li></ol></li></ul>'],
    ['<ol><li><p>a</p></li></ol>'],
    ['<table style="width: 100%;"><tbody><tr><td style="width: 50%">1</td><td></td></tr></tbody></table>'],
    ['<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><b>b</b></td></tr></tbody></table>'],
    ['<blockquote><p>a</p><p>b<br>c</p></blockquote>'],
    ['<p>R&amp;D — <u>so</u> H<sub>2</sub>O, 12&nbsp;%, a_b… <s>gone</s> 🎉</p>'],
    [
      '<p><img src="https://e.example/a.png" width="20" alt="Chart"><a href="https://e.example/?a=1&amp;b=2"><span>x</span></a></p>',
    ],
    ['<p><span style="font-weight:700">Plan</span><span style="font-weight:400"> for May</span></p>'],
    ['<ol><li>a<br>b<ul><li>c<br>d</li></ul></li></ol>'],
    ['<table><tr><td colspan="2">a</td></tr><tr><td><p>b</p><p>c</p></td><td>d<br>e</td></tr></table>'],
    ['<pre><code class="language-js">if (a*b)\n  c()\n</code></pre>'],
    ['<pre class="x">a\n\n  b</pre>'],
    ['<hr>'],
    ['<p><b>Owner:</b> Maria, <strong>重要：</strong>更新<i> and</i> <mark>so</mark> <code>on</code></p>'],
    ['<p>A <b>bold <i>word</i></b>, <i><b>both</b></i>, <b><i>both</i></b> and <i>a <b>b</b> c</i></p>'],
    ['<p>See [x] 2*3 &lt;b> &lt; 4! <b>a <b>b</b></b></p>'],
    ['<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>'],
    ['<figure class="table"><table><tbody><tr><td>a</td></tr></tbody></table></figure>'],
    ['<p class="MsoNormal"><b><span style="color:#1F4E79">Scope<o:p></o:p></span></b></p>'],
  ])('%s', (text) => {
    const [short, long] = bothWays(text);
    expect(short).toBe(long);
  });
});
