import { describe, expect, it } from 'vitest';
import { PreviewReader, readable, RichText } from '../../../src/description/richText.ts';

const opened = (html: string): RichText => new RichText(html, html);

describe('a table', () => {
  const table = (rows: number, cells: string): string => `<table>${`<tr>${cells}</tr>`.repeat(rows)}</table>`;

  it.each([
    ['of a row', table(2, '<td>a</td>'), true],
    ['with merged cells', table(3, '<td colspan="2">a</td><td rowspan="2">b</td>'), true],
    ['whose cells claim columns that are not there', table(30, '<td colspan="1000">a</td>'), true],
    ['whose cells claim rows that are not there', table(30, '<td rowspan="65534">a</td>'), true],
    ['whose cells claim both', table(200, '<td rowspan="1000" colspan="1000">a</td>'), true],
    ['of 200 columns', table(2, '<td>a</td>'.repeat(200)), true],
    ['of 201 columns', table(2, '<td>a</td>'.repeat(201)), false],
    [
      'of one long row above many short ones',
      `<table><tr>${'<td>a</td>'.repeat(150)}</tr>${'<tr><td>a</td></tr>'.repeat(900)}</table>`,
      false,
    ],
  ])('%s is a table or its text', (_, html, isTable) => {
    const { markdown, atStake } = opened(html);
    expect(/^\|.*\|\n\|[- |]+\|\n/.test(markdown)).toBe(isTable);
    expect(markdown.match(/a/g)).toHaveLength(html.match(/>a</g)?.length ?? 0);
    expect(atStake.includes('tables')).toBe(!isTable);
  });

  it('with merged cells has as many cells as they cover', () => {
    expect(readable('<table><tr><td colspan="3">a</td><td>b</td></tr></table>')).toContain('| a | | | b |');
  });
});

describe('a part with too many elements to write each', () => {
  const html = `<p>${'<b>x</b> y<br>'.repeat(2_000)}</p>`;

  it('is its text, in paragraphs, and names what changing it loses', () => {
    const { markdown, atStake } = opened(html);
    expect(markdown.split('\n\n')).toHaveLength(50);
    expect(markdown.replaceAll(/\n+/g, ' ')).toBe('x y '.repeat(2_000).trim());
    expect(atStake).toEqual(['bold']);
  });

  it('stays byte for byte where another is changed', () => {
    const both = `${html}<p>end</p>`;
    expect(opened(both).write(`${opened(both).markdown}!`).value).toBe(`${html}<p>end!</p>`);
  });

  it('reads as its text where a line looks like something else', () => {
    const lines = `<p>${'- a<br># b<br>1. c<br>a*b*<br>'.repeat(800)}</p>`;
    const { markdown } = opened(lines);
    expect(markdown.split('\n').slice(0, 4)).toEqual(['\\- a', '\\# b', '1\\. c', 'a\\*b\\*']);
    expect(new RichText('<p>x</p>', '').write(markdown).value).toContain('<p>- a<br># b<br>1. c<br>a*b*<br>');
  });
});

describe('a description of little else than tags', () => {
  it.each(['<b>x</b>', '<br>', '<td>x', '<p>x', '<ul><li>'])('%s: is shown as text and stays as it is', (piece) => {
    const html = `<p>above</p>${piece.repeat(9_000)}end`;
    const text = opened(html);
    expect(text.isReadable).toBe(false);
    expect(text.write('x')).toEqual({ value: html, drops: [] });
    expect(readable(html)).toMatch(/above[^]*end/);
    expect(JSON.stringify(new PreviewReader().read(html))).toMatch(/above.*end/);
  });

  it('can be edited where it has text for its tags', () => {
    expect(opened('<p>Some more text</p>'.repeat(9_000)).isReadable).toBe(true);
  });
});

describe('what is called as something that every object has', () => {
  const names = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
  const places = [
    (name: string) => `<p>above <b ${name}="x">text</b></p>`,
    (name: string) => `<p title="a > b"${name}>text</p>`,
    (name: string) => `<p class='x'/${name.toUpperCase()}>text</p>`,
    (name: string) => `<p style="${name}: x">text</p>`,
    (name: string) => `<p class="${name}">text</p>`,
    (name: string) => `<${name}>text</${name}>`,
    (name: string) => `<p><a href="${name}:x">text</a> &${name}; ${name}</p>`,
    (name: string) => `<!-- <p a="> --><p ${name}>text`,
  ];

  it.each(names)('is read, or stays as it is: %s', (name) => {
    for (const html of places.map((placed) => placed(name))) {
      const text = opened(html);
      expect(text.isReadable ? text.markdown : readable(html)).toContain('text');
      expect(text.write(text.markdown).value).toBe(html);
      text.write(`${text.markdown}\n\n<p ${name}="x" style="${name}: x">new</p>`);
      expect(JSON.stringify(new PreviewReader().read(html))).toContain('text');
    }
  });

  it('is a word like any other where it is not in a tag', () => {
    expect(opened('<p title="x">A constructor and __proto__ = 1, a &lt; constructor></p>').isReadable).toBe(true);
  });
});

describe('a preview', () => {
  const reader = new PreviewReader();
  const [a, b, c] = reader.read('<p>a</p><p>b</p><p>c</p>').children;

  it('has the very nodes that it had of what is as it was', () => {
    const [first, second, third] = reader.read('<p>a</p><p>new</p><p>c</p>').children;
    expect([first, third]).toEqual([a, c]);
    expect(first).toBe(a);
    expect(third).toBe(c);
    expect(second).not.toEqual(b);
  });

  it('has nothing that may not be shown', () => {
    expect(JSON.stringify(reader.read('<p>a</p><p onclick="x">b<script>y</script></p>'))).not.toMatch(
      /onclick|script|"y"/i,
    );
  });
});

describe('more parts than a call takes arguments', () => {
  it.each([
    ['paragraphs', 'a\n\n'],
    ['titles', '# a\n'],
  ])('%s are written', (_, part) => {
    expect(opened('<p>x</p>').write(part.repeat(140_000)).value.length).toBeGreaterThan(140_000);
  });
});

describe('a paragraph of more marks than are written', () => {
  it.each([
    ['code', '<code>kept</code>'],
    ['a link', '<a href="https://acme.example">kept</a>'],
    ['struck text', '<s>kept</s>'],
    ['underlined text', '<u>kept</u>'],
    ['text', 'kept'],
  ])('keeps the letters of %s', (_, html) => {
    expect(readable(`<p>${'<s>x</s> '.repeat(600)}${html}</p>`)).toMatch(/kept$/);
  });
});
