import { expect, it } from 'vitest';
import { RichText } from '../../../src/description/richText.ts';

const item = (text: string): string => `<li style="color: red">${text}</li>`;
const lists: Readonly<Record<string, readonly [string, string]>> = {
  'two lists': [`<ul>${item('a')}${item('b')}</ul>`, `<ul class="x">${item('c')}</ul>`],
  'two numbered lists': [`<ol>${item('a')}${item('b')}</ol>`, `<ol start="7">${item('c')}</ol>`],
  'a numbered one behind a list': [`<ul>${item('a')}${item('b')}</ul>`, `<ol type="a">${item('c')}</ol>`],
  'a list behind a table': [
    '<table border="1"><tbody><tr><td style="color: red">a</td></tr><tr><td>b</td></tr></tbody></table>',
    `<ul type="circle">${item('c')}</ul>`,
  ],
  'two quotations': [
    '<blockquote class="q"><p>a</p><p>b</p></blockquote>',
    '<blockquote><p style="color: red">c</p></blockquote>',
  ],
};

/** The description after one word of it was changed, as it is sent. */
const edited = (html: string, from: string): string => {
  const text = new RichText(html, html);
  const pattern = new RegExp(`\\b${from}\\b`);
  expect(text.markdown).toMatch(pattern);
  return text.write(text.markdown.replace(pattern, 'other')).value;
};

it.each(Object.entries(lists))(
  '%s, side by side: an edit of either leaves the other byte for byte',
  (_, [one, other]) => {
    expect(edited(one + other, 'c').startsWith(one)).toBe(true);
    expect(edited(one + other, 'a').endsWith(other)).toBe(true);
    expect(edited(other + one, 'c').endsWith(one)).toBe(true);
  },
);

it.each(['<!-- <p>b</p>', '<pre>b &amp; <p>', '<a href="x', '</b>b<pre>c', '<textarea>b'])(
  'a paragraph that is added behind what ends within %j is read by everybody',
  (end) => {
    // Items without a list before a list: their Markdown would be one list.
    const html = `<li>z</li><ul><li>x</li></ul>${end}`;
    const text = new RichText(html, html);
    const { value } = text.write(`${text.markdown}\n\nadded`);
    expect(value.endsWith('<p>added</p>')).toBe(true);
    expect(new RichText(value, value).markdown.split('\n\n').at(-1)).toBe('added');
  },
);

it.each([
  ['<p>a</p><div><div></div></div>', '<p>a</p><div><div></div></div><p>added</p>'],
  ['<div><p>a</p></div>', '<div><p>a</p></div><p>added</p>'],
  ['<div><p>a</p></div><div><div></div></div>', '<div><p>a</p></div><div><div></div></div><p>added</p>'],
])('a paragraph that is added at the end of %s stands behind its boxes', (html, expected) => {
  const text = new RichText(html, html);
  expect(text.write(`${text.markdown}\n\nadded`).value).toBe(expected);
});

it.each([
  ['<div><div></div></div><p>a</p>', '<p>added</p><div><div></div></div><p>a</p>'],
  ['<div><p>a</p></div>', '<p>added</p><div><p>a</p></div>'],
])('a paragraph that is added at the beginning of %s stands before its boxes', (html, expected) => {
  const text = new RichText(html, html);
  expect(text.write(`added\n\n${text.markdown}`).value).toBe(expected);
});
