import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readHtml, writeHtml } from '../../../src/description/html.ts';
import { finished } from '../../../src/description/steps.ts';
import { hasLongStretch, stretchesOf } from '../../../src/description/stretches.ts';
import { corpus } from './corpus.ts';
import { editorHtml } from './editors.ts';

const read = (html: string) => finished(stretchesOf(html));

const writtenInStretches = (html: string): string =>
  writeHtml({ type: 'root', children: read(html).flatMap(({ tree }) => tree.children) });

const expectSameTree = (html: string): void => {
  expect(
    read(html)
      .map((each) => each.html)
      .join(''),
  ).toBe(html);
  expect(writtenInStretches(html)).toBe(writeHtml(readHtml(html)));
};

it.each(Object.entries(corpus))('%s is read in stretches as it is as a whole', (_, html) => {
  const all = `<p>a</p>${html}<p>b</p>${html}`;
  expect(writtenInStretches(all)).toBe(writeHtml(readHtml(all)));
});

const pieces = constantFrom(
  ...Array.from('x "\n>'),
  '<p>',
  '</p>',
  '<p title=">\'">',
  '<b>',
  '</b>',
  '<a href="x">',
  '</a>',
  '<table>',
  '</table>',
  '<td>',
  '<ul><li>',
  '</ul>',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '<br>',
  '<h2>',
  '</h2>',
  '<form>',
  '<select>',
  '<plaintext>',
  '<svg>',
  '</body>',
  '<script>',
  '</script>',
  '<pre>\n',
  '</pre>',
  '<p',
  '&lt',
);

it('reads whatever stands in one another as it is read as a whole', () => {
  assert(
    property(array(pieces, { maxLength: 14 }), (all) => expectSameTree(all.join(''))),
    { numRuns: 500 },
  );
  assert(
    property(editorHtml, (parts) => expectSameTree(parts.join(''))),
    { numRuns: 100 },
  );
});

it.each([
  ['<p>a</p>\n<p>b</p><ul><li>c</li></ul>', 3],
  ['<div><p>a</p><p>b</p></div>', 1],
  ['<p>a</p>text<p>b</p>', 1],
  ['<p>a<p>b', 1],
  ['<p><b>a</p><p>b</b></p>', 1],
  ['<p>a</p><p title="></p><p>">b</p>', 2],
  ['text', 1],
  ['', 1],
])('%s is read in %i', (html, count) => {
  expect(read(html)).toHaveLength(count);
});

it('reads what is alike once', () => {
  const [one, other, third] = read('<p>a</p><p>b</p><p>a</p>');
  expect(third).toBe(one);
  expect(other).not.toBe(one);
});

it.each([
  ['no more elements', '<b>a</b>'.repeat(5), 5, 1000, false],
  ['more elements', '<b>a</b>'.repeat(5), 4, 1000, true],
  ['more elements beside a short part', `<p>a</p>${'<b>a</b>'.repeat(5)}<p>a</p>`, 4, 1000, true],
  ['no more characters', 'a'.repeat(50), 5, 50, false],
  ['more characters', 'a'.repeat(51), 5, 50, true],
])('%s than are read at a time', (_, html, elements, characters, isLong) => {
  expect(hasLongStretch(html, elements, characters)).toBe(isLong);
});
