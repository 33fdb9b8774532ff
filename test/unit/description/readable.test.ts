import { array, assert, constantFrom, oneof, property, tuple, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readable, RichText } from '../../../src/description/richText.ts';

const written = (markdown: string): string => new RichText('<p>x</p>', '<p>x</p>').write(markdown).value;

describe('a backslash that is typed', () => {
  it.each([
    ['\\\\fileserver\\goals\\Q3', '\\\\fileserver\\goals\\Q3'],
    ['CORP\\_svc', 'CORP\\_svc'],
    ['C:\\temp\\\nnext', 'C:\\temp\\<br>next'],
    ['x \\', 'x \\'],
    ['\\\\', '\\\\'],
    ['\\\\srv\\#1\\+2\\-3', '\\\\srv\\#1\\+2\\-3'],
    ['\\d+\\.\\d+ \\(a\\) \\{b\\} \\"c\\"', '\\d+\\.\\d+ \\(a\\) \\{b\\} \\"c\\"'],
    ['C:\\!new \\$5 \\100%', 'C:\\!new \\$5 \\100%'],
    ['DOMAIN\\Ada, DOMAIN\\ada', 'DOMAIN\\Ada, DOMAIN\\ada'],
    ['größe\\_längen', 'größe\\_längen'],
    ['\\\\名前\\_共有', '\\\\名前\\_共有'],
  ])('%s is in the text', (markdown, text) => {
    expect(written(markdown)).toBe(`<p>${text}</p>`);
    expect(readable(`<p>${text}</p>`)).toBe(markdown);
  });

  it.each([
    ['a \\*b\\* \\_c\\_', 'a *b* _c_'],
    ['\\# x', '# x'],
    ['\\- x', '- x'],
    ['1\\. May', '1. May'],
    ['\\[a](b)', '[a](b)'],
    ['\\`a`', '`a`'],
    ['\\&amp;', '&amp;amp;'],
    ['\\<u>', '&lt;u>'],
    ['\\\\\\*a', '\\*a'],
    ['\\\\*a*', '\\<em>a</em>'],
  ])('%s takes the meaning from a sign', (markdown, text) => {
    expect(written(markdown)).toBe(`<p>${text}</p>`);
  });
});

it.each([
  ['[x][y] [^1] ![a][b]', '<p>[x][y] [^1] ![a][b]</p>'],
  ['[x]: y "t"', '<p>[x]: y "t"</p>'],
  ['2*(3+4)*5', '<p>2*(3+4)*5</p>'],
  ['*.xls, *.doc', '<p>*.xls, *.doc</p>'],
])('%s stays as it is typed', (markdown, html) => {
  expect(written(markdown)).toBe(html);
});

describe('marks in HTML', () => {
  it.each([
    ['<p><strong>Owner:</strong>Ada</p>', '**Owner:**Ada'],
    ['<p>これは<strong>「重要」</strong>です</p>', 'これは**「重要」**です'],
    ['<p>これは<em>（重要）</em>です</p>', 'これは*（重要）*です'],
    ['<p>这是<del>“旧”</del>的</p>', '这是<del>“旧”</del>的'],
    ['<p>مرحبا<strong>«مهم»</strong>نص</p>', 'مرحبا**«مهم»**نص'],
    ['<p><em>Owner:</em>Ada</p>', '*Owner:*Ada'],
    ['<p>un<strong>(believ)</strong>able</p>', 'un**(believ)**able'],
    ['<p>a<em>(b)</em>c</p>', 'a<em>(b)</em>c'],
    ['<p><em>a</em><strong>b</strong>c</p>', '<em>a</em>**b**c'],
    ['<ul><li><strong>Owner:</strong>Ada</li></ul>', '- **Owner:**Ada'],
    ['<p><u>a</u> b</p>', '<u>a</u> b'],
    ['<ul><li><u>a</u></li><li>b <u>c</u> d</li></ul>', '- <u>a</u>\n- b <u>c</u> d'],
    ['<blockquote><p><sub>a</sub> b <sup>c</sup></p></blockquote>', '> <sub>a</sub> b <sup>c</sup>'],
    ['<ol><li><strong><u>a</u></strong></li></ol>', '1. **<u>a</u>**'],
    ['<ol><li><u>a <em>b</em></u></li></ol>', '1. <u>a *b*</u>'],
    ['<p>snake_case_name R&amp;D [x] #1</p>', 'snake_case_name R&D \\[x] #1'],
  ])('%s can be read as Markdown, and come back', (html, markdown) => {
    expect(readable(html)).toBe(markdown);
    expect(written(markdown)).toBe(html);
  });
});

it.each([
  ['<u>a</u> b', '<u>a</u> b'],
  ['<div><u>a</u></div>', '<u>a</u>'],
  ['<div>x <ins>a</ins><p>q</p></div>', 'x <u>a</u>\n\nq'],
  ['<ul><li><div role="presentation"><u>a</u></div></li></ul>', '- <u>a</u>'],
  ['<blockquote><sup>a</sup> b</blockquote>', '> <sup>a</sup> b'],
  ['<u>a</u><ul><li>b</li></ul>', '<u>a</u>\n\n- b'],
])('%s: a mark with tags begins no block of its own', (html, markdown) => {
  expect(readable(html)).toBe(markdown);
});

const letter = constantFrom('goal', 'Ada', '目標', 'です', 'هدف', 'größe', 'x', '7', '𠮷', 'é');
const punctuation = constantFrom(
  ':',
  '.',
  '(',
  ')',
  '「',
  '」',
  '、',
  '!',
  '-',
  '«',
  '»',
  '…',
  '"',
  ',',
  '/',
  '\\',
  '“',
  '😀',
);
const text = array(oneof(letter, punctuation), { minLength: 1, maxLength: 4 }).map((all) => all.join(''));

const marked: Arbitrary<string> = oneof(
  text,
  text,
  constantFrom(' '),
  text.map((inner) => `<strong>${inner}</strong>`),
  text.map((inner) => `<em>${inner}</em>`),
  text.map((inner) => `<del>${inner}</del>`),
  tuple(text, text).map(([one, two]) => `<strong>${one}<em>${two}</em></strong>`),
  tuple(text, text).map(([one, two]) => `<em>${one}<strong>${two}</strong></em>`),
);

/** Marks beside their like are one mark: there is no way to see the difference. */
const joined = (html: string): string =>
  ['em', 'strong', 'del', 'em'].reduce((left, tag) => left.replaceAll(`</${tag}><${tag}>`, ''), html);

it('says the same in Markdown, in every script and at every border, and shows no character reference', () => {
  assert(
    property(array(marked, { minLength: 1, maxLength: 6 }), (pieces) => {
      const html = `<p>${joined(`a${pieces.join('')}z`).replaceAll(/ +/g, ' ')}</p>`;
      const markdown = readable(html);
      expect(written(markdown)).toBe(html);
      expect(markdown).not.toMatch(/&#/);
    }),
    { numRuns: 200 },
  );
});

const typedSign = constantFrom(
  '\\',
  '\\\\',
  '_',
  '*',
  'a',
  'B7',
  ' ',
  '\n',
  '#',
  '-',
  '.',
  '1',
  '[',
  ']',
  '(',
  ')',
  '&amp;',
  '<',
  '>',
  '|',
  '~',
  '`',
  '!',
  '目',
  '😀',
);

it('reads any text of the tenant as that text, however many backslashes are in it', () => {
  assert(
    property(array(typedSign, { minLength: 1, maxLength: 12 }), (pieces) => {
      const inner = pieces.join('').replaceAll('<', '&lt;').replaceAll(/\s+/g, ' ').trim();
      const html = `<p>x ${inner}</p>`.replace(' </p>', '</p>');
      expect(written(readable(html))).toBe(written(readable(written(readable(html)))));
      const plain = (value: string): string =>
        value
          .replaceAll('&lt;', '<')
          .replaceAll('&amp;', '&')
          .replaceAll(/<\/?a[^>]*>/g, '');
      expect(plain(written(readable(html)))).toBe(plain(html));
    }),
    { numRuns: 200 },
  );
});

it('a paragraph of letters is the Markdown that it is with marks around nothing in it', () => {
  const sign = constantFrom(
    ...'abzÄß目 1 9  .,;:?"\'()%/=-*_#>+~`[]!|&@\\\n\u00a0\u200b<'.split(''),
    'www.',
    '://',
    '1.',
    '- ',
    '# ',
  );
  assert(
    property(array(sign, { maxLength: 12 }), constantFrom('p', 'h1', 'h3'), (signs, tag) => {
      const inner = signs.join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      expect(readable(`<${tag}>${inner}</${tag}>`)).toBe(readable(`<${tag}>${inner}<b></b></${tag}>`));
    }),
    { numRuns: 3_000 },
  );
});
