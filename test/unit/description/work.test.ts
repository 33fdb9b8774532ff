import { describe, expect, it } from 'vitest';
import { PreviewReader, readable, RichText } from '../../../src/description/richText.ts';

/** Processor time in milliseconds. */
const workOf = (task: () => void): number => {
  const start = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
};

/** Below this, in milliseconds, there is nothing to compare: compiling and sweeping take as long. */
const little = 400;

/** A text of twice the length may take twice as long, and as long again for what the machine does beside. */
const isInProportion = (make: (length: number) => string, task: (text: string) => void): boolean => {
  const [small, large] = [make(30_000), make(60_000)];
  task(make(1_000));
  return [0, 1, 2].some(() => {
    const once = workOf(() => task(small));
    return workOf(() => task(large)) < Math.max(little, 3.2 * once);
  });
};

const times =
  (piece: string) =>
  (length: number): string =>
    piece.repeat(Math.ceil(length / piece.length));

const growing = (length: number): string => {
  let text = '';
  for (let size = 1; text.length < length; size += 1) text += `${'`'.repeat(size)}a`;
  return text;
};

const markdowns: Readonly<Record<string, (length: number) => string>> = {
  'bold and italic that never end': times('**a_'),
  'stars in words': times('a**b'),
  'stars behind words': times('a* '),
  brackets: times('['),
  'images that never end': times('!['),
  'links that never end': times('[a]('),
  'quotations in one another': times('> '),
  'lists in one another': times('- '),
  'tags that never end': times('<a '),
  'attributes that never end': times('<a x="'),
  comments: times('<!--'),
  instructions: times('<?'),
  underlines: times('<u>'),
  'backticks, each time one more': growing,
  ampersands: times('&'),
  references: times('&amp;'),
  backslashes: times('\\'),
  'brackets with a blank': times('[ ] '),
  'brackets behind a mark': (length) => `*b* ${times('[ ] a ')(length)}`,
  'lines behind one with a blank at its end': (length) => `a \n${times('a\n')(length)}`,
  'blanks in a cell': (length) => `|a|b|\n|-|-|\n|a${' '.repeat(length)}b|c|`,
  addresses: times('a@a.'),
  'a word': times('a'),
  blanks: times(' '),
  'empty lines': times('\n'),
  'short lines': times('a\n'),
  'items of a list': times('- a\n'),
  titles: times('# a\n'),
  'rows of a table': (length) => `|a|b|\n|-|-|\n${times('|c|d|\n')(length)}`,
  'rows of a table with marks': (length) => `|a|b|\n|-|-|\n${times('|**c**|[d](e)|\n')(length)}`,
  'rows of a table without its signs at the ends': (length) => `|a|b|\n|-|-|\n${times('**c**|d\n')(length)}`,
  'items with marks': times('- **a** [b](c)\n'),
  'items that go on': times('- **a**\nb\n'),
  'titles with marks': times('# **a** b\n'),
  'paragraphs with marks': times('a **b** [c](d)\n\n'),
  code: times('```js\na\n```\n\n'),
  'columns of a table': (length) => `${times('|a')(length / 2)}|\n${times('|-')(length / 2)}|`,
  'rows that are shorter than the first': (length) =>
    `${times('|a')(length / 4)}|\n${times('|-')(length / 4)}|\n${times('|\n')(length / 2)}`,
};

const htmls: Readonly<Record<string, (length: number) => string>> = {
  'marks around nothing': times('<b></b>'),
  'marks around a letter': times('<b>x</b>'),
  'less-than signs': times('<'),
  blanks: times(' '),
  'blanks in a paragraph': (length) => `<p>${' '.repeat(length)}</p>`,
  'blanks that do not break': times('&nbsp;'),
  stars: times('*'),
  images: times('<img src="a">'),
  'breaks of lines': times('<br>'),
  'marks that never end': times('<p><b>x'),
  comments: times('<!--a-->'),
  'rows of a table': (length) => `<table>${times('<tr><td>a</td></tr>')(length)}</table>`,
  items: (length) => `<ul>${times('<li>a</li>')(length)}</ul>`,
  paragraphs: times('<p>Some text, with <b>bold</b>.</p>'),
  'rows with styles': (length) =>
    `<table>${times('<tr><td style="width: 50%; color: red"><b>some text</b></td><td>and more text</td></tr>')(length)}</table>`,
  'links in a paragraph': (length) => `<p>${times('<a href="https://e.example/">a link</a> and words ')(length)}</p>`,
  'parts of all kinds': times(
    '<p style="color: red">Some <b>text</b></p><ul><li>one</li></ul><h2>Title</h2><table><tr><td>cell</td></tr></table>',
  ),
  'what may not be sent': times('<p onclick="x()">Some text to read</p>'),
  'a style of one kind': (length) => `<p style="${times('/*(')(length)}">x</p>`,
  'a style with blanks': (length) => `<p style="color: red${' '.repeat(length)}x">x</p>`,
  'brackets before a mark': (length) => `<p>${times('[ ] ')(length)}<i>x</i></p>`,
  'boxes in one another': times('<div>'),
};

describe('a text twice as long takes twice the time', () => {
  it.each(Object.entries(markdowns))(
    'typed: %s',
    (_, make) => {
      const text = new RichText('<p>x</p>', '<p>x</p>');
      expect(isInProportion(make, (markdown) => text.write(markdown))).toBe(true);
    },
    60_000,
  );

  it.each(Object.entries(htmls))(
    'of the tenant: %s',
    (_, make) => {
      const task = (html: string): void => {
        const value = `${html}<p>end</p>`;
        const text = new RichText(value, value);
        text.write(`${text.markdown}x`);
      };
      expect(isInProportion(make, task)).toBe(true);
    },
    60_000,
  );
});

describe('what stands in one another, however deep', () => {
  const ways: Readonly<Record<string, string>> = {
    div: '<div>',
    b: '<b>',
    ul: '<ul><li>',
    span: '<span title="</span>">',
    table: '<table><tr><td>',
  };
  const depths = [2_000, 100_000];
  const cases = Object.entries(ways).flatMap(([name, tag]) => depths.map((depth) => [name, depth, tag] as const));

  it.each(cases)('%s, %i times: can be read and seen, and stays as it is', (_, depth, tag) => {
    const html = `<p>above</p>${tag.repeat(depth)}deep`;
    expect(readable(html)).toMatch(/above[^]*deep/);
    expect(JSON.stringify(new PreviewReader().read(html))).toContain('deep');
    const text = new RichText(html, html);
    expect(text.isReadable).toBe(false);
    expect(text.write('x').value).toBe(html);
  });

  it.each(['> ', '- ', '1. ', '>', '<u>', '*a **b ', '[', '![a](', '- > '])(
    '%s typed many times is text, to the last letter',
    (sign) => {
      for (const depth of depths)
        expect(new RichText('', '').write(`${sign.repeat(depth)}deep`).value).toContain('deep');
    },
    60_000,
  );
});
