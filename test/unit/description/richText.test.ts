import { describe, expect, it } from 'vitest';
import { formatted, PreviewReader, readable, RichText } from '../../../src/description/richText.ts';

const tenants =
  '<p>We want <strong>one</strong> login.</p>\n' +
  '<p><br></p>' +
  '<p style="color: rgb(226, 80, 65);">At <u>risk</u></p>' +
  '<table style="width: 100%;"><tbody><tr><td style="background-color: red;">A</td><td>B</td></tr></tbody></table>' +
  '<ul class="steps"><li>One</li><li>Two</li></ul>';

const parts = {
  first: '<p>We want <strong>one</strong> login.</p>\n',
  gap: '<p><br></p>',
  risk: '<p style="color: rgb(226, 80, 65);">At <u>risk</u></p>',
  table:
    '<table style="width: 100%;"><tbody><tr><td style="background-color: red;">A</td><td>B</td></tr></tbody></table>',
  list: '<ul class="steps"><li>One</li><li>Two</li></ul>',
};

/** What the tenant's text becomes when a person replaces one piece of its Markdown by another. */
const edited = (from: string, to: string) => {
  const text = new RichText(tenants, tenants);
  expect(text.markdown).toContain(from);
  return text.write(text.markdown.replace(from, to));
};

describe('an edit of a description', () => {
  it('is made in Markdown', () => {
    expect(new RichText(tenants, tenants).markdown).toBe(
      'We want **one** login.\n\nAt <u>risk</u>\n\n| | |\n| - | - |\n| A | B |\n\n- One\n- Two',
    );
  });

  it('writes anew what was changed and nothing else', () => {
    const { first, gap, risk, table, list } = parts;
    expect(edited('one', 'two')).toEqual({
      value: `<p>We want <strong>two</strong> login.</p>\n${gap}${risk}${table}${list}`,
      drops: [],
    });
    expect(edited('- Two', '- Two\n- Three')).toEqual({
      value: `${first}${gap}${risk}${table}<ul><li>One</li><li>Two</li><li>Three</li></ul>`,
      drops: ['class names'],
    });
  });

  it('says what it drops, and only of the parts that it changes', () => {
    expect(edited('At', 'At no').drops).toEqual(['colours']);
    expect(edited('| A', '| A1').drops).toEqual(['a table’s sizes', 'a table’s cell colours']);
    expect(new RichText(tenants, tenants).atStake).toEqual([
      'colours',
      'a table’s sizes',
      'a table’s cell colours',
      'class names',
    ]);
  });

  it.each([
    [
      '<p>See <a href="https://e.example/a" target="_blank" rel="noopener" class="btn">plan</a> now</p>',
      'e.example/a',
      'e.example/b',
    ],
    ['<p>A <img src="https://e.example/a.png" width="300" style="float:left" alt="x"> b</p>', 'a.png', 'b.png'],
  ])('keeps what %s has beside its address, which is another now', (html, before, after) => {
    const text = new RichText(html, html);
    expect(text.write(text.markdown.replace(before, after))).toEqual({ value: html.replace(before, after), drops: [] });
  });

  it('gives a link that is added nothing of another', () => {
    const html = '<p>See <a href="https://e.example/a" target="_blank">plan</a> now</p>';
    const text = new RichText(html, html);
    const { value } = text.write(`${text.markdown} [plan](https://e.example/b)`);
    expect(value).toBe(html.replace('</p>', ' <a href="https://e.example/b">plan</a></p>'));
  });

  it.each([
    '<p>Terms<span style="display: none">for us alone</span> agreed</p>',
    '<div style="display:none !important;max-height:0">Preview</div>',
    '<ul style="list-style-type:none"><li>x</li></ul>',
    '<p>a<span style="opacity:0">b</span></p>',
    '<p>a<span style="font-size:0px">b</span></p>',
    '<p>a<span style="color:transparent">b</span></p>',
  ])('names what an edit of %s would show', (html) => {
    const text = new RichText(html, html);
    expect(text.atStake).not.toEqual([]);
    expect(text.write(`${text.markdown}Q`).drops).toEqual(text.atStake);
  });

  it('drops nothing by taking out a part as a whole', () => {
    const { first, gap, risk, list } = parts;
    expect(edited('| | |\n| - | - |\n| A | B |\n\n', '')).toEqual({ value: `${first}${gap}${risk}${list}`, drops: [] });
  });

  it('keeps parts that change places with none', () => {
    const { first, gap, risk, table, list } = parts;
    expect(edited('At <u>risk</u>', 'At <u>risk</u>\n\nNew *part*').value).toBe(
      `${first}${gap}${risk}<p>New <em>part</em></p>${table}${list}`,
    );
  });

  it('moves a part with all it has', () => {
    const base = '<p id="isPasted" style="color: red;">a</p><p>b</p><p>c</p>';
    const moved = '<p>b</p><p>c</p><p id="isPasted" style="color: red;">a</p>';
    expect(new RichText(base, base).write('b\n\nc\n\na').value).toBe(moved);
    expect(new RichText(base, moved).write('b\n\nc\n\na\n\nd').value).toBe(`${moved}<p>d</p>`);
  });

  it('is undone by typing the text back', () => {
    const text = new RichText(tenants, tenants);
    text.write(`${text.markdown}!`);
    expect(text.write(text.markdown).value).toBe(tenants);
  });

  it('comes to nothing where all is taken out', () => {
    expect(new RichText(tenants, tenants).write('').value).toBe('');
  });
});

describe('text that stands between blocks without a tag of its own', () => {
  const written = (base: string, from: string, to: string) => {
    const text = new RichText(base, base);
    expect(text.markdown).toContain(from);
    return text.write(text.markdown.replace(from, to));
  };

  it('stays a paragraph by itself where what stood between is taken out', () => {
    expect(written('Intro line<p>Middle</p>Outro line', 'Middle\n\n', '').value).toBe('Intro line<p>Outro line</p>');
    expect(written('First<br>line<hr>Second', '---\n\n', '').value).toBe('First<br>line<p>Second</p>');
    expect(written('a<hr>b<hr>c', '\n\n---\n\nb\n\n---\n\n', '\n\nb\n\n').value).toBe('a<p>b</p>c');
  });

  it('stays one by itself where it is repeated', () => {
    expect(written('Intro line<ul><li>One</li></ul>', 'Intro', 'Intro line\n\nIntro').value).toBe(
      'Intro line<p>Intro line</p><ul><li>One</li></ul>',
    );
  });

  it('keeps its look where it becomes a paragraph', () => {
    const red = '<span style="color: red;">Red</span>';
    expect(written(`Intro<hr>${red}`, '---\n\n', '')).toEqual({ value: `Intro<p>${red}</p>`, drops: [] });
    const box = '<b style="font-weight: normal;">Bare<p>boxed</p></b>';
    expect(written(`Intro<hr>${box}`, '---\n\n', '')).toEqual({ value: `Intro<div>${box}</div>`, drops: [] });
  });

  it('is told apart by an empty line that stays', () => {
    const base = 'Intro<p>Middle</p>Outro<p><br></p>End';
    expect(written(base, 'Middle\n\n', '').value).toBe('Intro<p>Outro</p><p><br></p>End');
  });
});

describe('a draft of a description', () => {
  const draft = tenants.replace(parts.risk, '<p>Not at risk</p>');

  it('is shown as it is', () => {
    expect(new RichText(tenants, draft).markdown).toContain('Not at risk');
  });

  it('goes back to the tenant’s very text', () => {
    const { markdown } = new RichText(tenants, tenants);
    expect(new RichText(tenants, draft).write(markdown)).toEqual({ value: tenants, drops: [] });
  });

  it('still says what it drops', () => {
    const text = new RichText(tenants, draft);
    expect(text.write(text.markdown)).toEqual({ value: draft, drops: ['colours'] });
    expect(text.write(`${text.markdown}!`).drops).toEqual(['colours', 'class names']);
  });

  it('keeps its own parts as they are, where there is no tenant’s text', () => {
    const own = '<p id="x">a</p><p class="y">b</p>';
    expect(new RichText('', own).write('a\n\nb\n\nc').value).toBe('<p>a</p><p class="y">b</p><p>c</p>');
  });
});

describe('a description that was empty', () => {
  const written = (markdown: string) => new RichText('', '').write(markdown).value;

  it('is sent as typed where it is a line of plain text', () => {
    expect(written('One login for all, 2 * 3 < 7 & more')).toBe('One login for all, 2 * 3 < 7 & more');
    expect(written('')).toBe('');
  });

  it('is sent as HTML where it has lines or formatting', () => {
    expect(written('One\ntwo')).toBe('<p>One<br>two</p>');
    expect(written('One\n\ntwo')).toBe('<p>One</p><p>two</p>');
    expect(written('**One**')).toBe('<p><strong>One</strong></p>');
    expect(written('- One')).toBe('<ul><li>One</li></ul>');
    expect(written('See https://example.com/')).toBe(
      '<p>See <a href="https://example.com/">https://example.com/</a></p>',
    );
  });

  it('is sent as HTML where HTML would read it otherwise', () => {
    expect(written('Type <name> here')).toBe('<p>Type &lt;name> here</p>');
    expect(written('AT&amp;T')).toBe('<p>AT&amp;T</p>');
  });
});

describe('what is typed', () => {
  const written = (markdown: string) => new RichText('<p>x</p>', '<p>x</p>').write(markdown).value;

  it('stays HTML where the tenant has HTML', () => {
    expect(written('One')).toBe('<p>One</p>');
  });

  it('is text where it is a tag, but for those that Markdown has no signs for', () => {
    expect(written('a <b>b</b> <u>u</u> x<sup>2</sup>')).toBe('<p>a &lt;b>b&lt;/b> <u>u</u> x<sup>2</sup></p>');
    expect(written('</u>a<u>b')).toBe('<p>&lt;/u>a&lt;u>b</p>');
    expect(written('<u>a<sub>b</u>c')).toBe('<p><u>a&lt;sub>b</u>c</p>');
    expect(written('<div>\n\nx')).toBe('<p>&lt;div></p><p>x</p>');
    expect(written('<!-- note -->')).toBe('<p>&lt;!-- note --></p>');
  });

  it('does not vanish', () => {
    expect(written('[x]: https://example.com')).toContain('[x]:');
    expect(written('| a | b |\n| - | - |\n| 1 | 2 | 3 |')).toContain('<td>3</td>');
    expect(written('Notes\n---')).toBe('<p>Notes</p><hr>');
    expect(written('    far in')).toBe('<p>far in</p>');
    expect(written('```js\nx\n```')).toContain('js');
  });

  it('is text where it is a link or an image that may not be sent', () => {
    expect(written('See [the **share**](file://server/My%20x), please')).toBe(
      '<p>See the <strong>share</strong> (file://server/My%20x), please</p>',
    );
    expect(written('[chat](<slack://team/größe 1> "Here")')).toBe('<p>chat (slack://team/größe 1 "Here")</p>');
    expect(written('<msteams:/l/chat>')).toBe('<p>msteams:/l/chat</p>');
    expect(written('[](notes://x)')).toBe('<p>notes://x</p>');
    expect(written('- ![the plan](file:///c/plan.png)')).toBe('<ul><li>the plan (file:///c/plan.png)</li></ul>');
    expect(written('[a](b/c:d) [m](mailto:a@e.com) ![i](x.png)')).toBe(
      '<p><a href="b/c:d">a</a> <a href="mailto:a@e.com">m</a> <img src="x.png" alt="i"></p>',
    );
  });

  it('is a line of code where it follows the fence and is no language', () => {
    expect(written('```next steps for Anna and Bob\nx\n```')).toBe(
      '<pre><code>next steps for Anna and Bob\nx\n</code></pre>',
    );
    expect(written('- ```Größe\n  ```')).toBe('<ul><li><pre><code>Größe\n</code></pre></li></ul>');
    expect(written('```c++\nx\n```')).toBe('<pre><code class="language-c++">x\n</code></pre>');
  });
});

describe('pictures and links', () => {
  const picture =
    '<p>See <img src="data:image/png;base64,AAAA" width="20"> <a href="https://e.com" target="_blank">e</a></p>';

  it('keep what Markdown has no words for', () => {
    const text = new RichText(picture, picture);
    expect(text.markdown).toBe('See ![](image-1) [e](https://e.com)');
    expect(text.write('See it: ![Chart](image-1) [there](https://e.com)')).toEqual({
      value:
        '<p>See it: <img src="data:image/png;base64,AAAA" width="20" alt="Chart"> <a href="https://e.com" target="_blank">there</a></p>',
      drops: [],
    });
  });
});

it('is readable as Markdown where it is HTML', () => {
  expect(readable('<p>a <b>b</b></p>')).toBe('a **b**');
  expect(readable('a *b* <Name>')).toBe('a *b* <Name>');
});

it('is previewed as it will look', () => {
  expect(new PreviewReader().read('One\ntwo')).toMatchObject({
    children: [{ tagName: 'p', children: [{ value: 'One' }, { tagName: 'br' }, { value: 'two' }] }],
  });
});

describe('plain text', () => {
  const plain = (markdown: string) =>
    new RichText('Line one\r\nline *two*', 'Line one\r\nline *two*').write(markdown).value;

  it('stays plain, byte for byte', () => {
    expect(new RichText('a\r\nb', 'a\r\nb')).toMatchObject({ isPlain: true, markdown: 'a\nb' });
    expect(plain('Line one\nline *two*')).toBe('Line one\r\nline *two*');
    expect(plain('Line one\n- **two**')).toBe('Line one\r\n- **two**');
  });

  it('is sent as HTML only where HTML would take a part of it for a tag', () => {
    expect(plain('a <b>b</b>\nc')).toBe('<p>a &lt;b&gt;b&lt;/b&gt;<br>c</p>');
  });

  it('can be formatted', () => {
    expect(formatted('One & two\n- x\n\nthree')).toBe('<p>One &amp; two<br>- x</p><p>three</p>');
    expect(new RichText('a *b*', formatted('a *b*'))).toMatchObject({ isPlain: false, markdown: 'a \\*b\\*' });
  });
});

it('loses no letter to depth', () => {
  const { value } = new RichText('<p>x</p>', '<p>x</p>').write(`${'> '.repeat(3_000)}deep`);
  expect(value).toContain('deep');
});
