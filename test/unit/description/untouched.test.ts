import { array, assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOut } from '../../../src/description/danger.ts';
import { readable, RichText } from '../../../src/description/richText.ts';
import { editorHtml } from './editors.ts';
import { lettersOf } from './letters.ts';

const typed = '<p>What was typed.</p>';

/** What stands around a paragraph that a person edits: before, and behind. */
const around = (before: string, behind: string) => {
  const html = `${before}<p>Here</p>${behind}`;
  const text = new RichText(html, html);
  expect(text.markdown.match(/^Here$/gm)).toHaveLength(1);
  return text.write(text.markdown.replace(/^Here$/m, 'What was typed.'));
};

const kept: Readonly<Record<string, string>> = {
  'a token': '<p>Dear <span class="token" contenteditable="false" data-token="Company.Name">Company Name</span></p>',
  'a token of its own element': '<p>Dear <gs-token data-field="Name">Name</gs-token></p>',
  'a named anchor': '<p><a name="_Hlk1"></a>Scope</p>',
  'an anchor by id': '<h2 id="scope">Scope</h2>',
  'an emoticon':
    '<p>Great <span class="fr-emoticon" style="background: url(https://c.example/1f600.svg);">&nbsp;</span></p>',
  'initial backgrounds': '<p><span style="color: black; background-image: initial;">Spec</span></p>',
  'custom properties': '<p style="--tw-shadow: 0 0 #0000; color: var(--tw-x, red)">x</p>',
  'relative places': '<p style="position: relative; top: 1pt; mso-element: frame">x</p>',
  'escapes of old browsers': '<p style="width: 100px\\9; color: red">x</p>',
  'fonts in quotes': '<p style="font-family: \'Segoe UI\', &quot;Arial; X&quot;">x</p>',
  'marks of a paste': '<!--StartFragment--><p style="color:red">Red</p><!--EndFragment-->',
  'conditional comments': '<!--[if !supportLists]--><p class="MsoListParagraph">x</p><!--[endif]-->',
  'a comment within': '<p>a<!-- c -->b</p>',
  'a page around': '<html><body><p style="color: red">x</p></body></html>',
  'a tag in an attribute': '<p title="<b>">x</p>',
  'a hint and a language': '<p title="Here" lang="EN-US" dir="rtl">x</p>',
  'unknown elements': '<p><st1:place w:st="on">Rome</st1:place> <bdo dir="rtl">abc</bdo> <x-y>said</x-y></p>',
  'unknown attributes': '<p ng-if="x" v-bind:y="z" itemscope>x</p>',
  'a section': '<section class="s"><header>t</header><p style="color: red">x</p></section>',
  'a details box': '<details open><summary>More</summary><p>Hidden</p></details>',
  'a link to a share': '<p><a href="file://server/share">x</a> <a href="slack://team">y</a></p>',
  'pictures for two screens': '<p><img src="https://e.example/a.png" srcset="https://e.example/b.png 2x"></p>',
  'misnested marks': '<p><b>one<i>two</b>three</i></p>',
  'items without an end': '<ul><li style="color: red">a<li>b</ul>',
  'paragraphs without an end': '<p style="color: red">a<p>b<p>c',
  'a table of old': '<TABLE BORDER=1 background="https://e.example/b.png"><TR><TD NOWRAP>a<TD>b</TABLE>',
  'blanks that do not break': '<p>a&nbsp;&nbsp; &nbsp;b&#160;c\u{a0}d</p>',
  references: '<p>&eacute;&#233;&#xE9;&hellip;&quot;&apos;</p>',
  'text behind a box':
    '<span style="color: red"><p>a</p></span><a href="https://e.example/"><span><h2>b</h2></span></a><p>c</p>',
  'a list in a paragraph': '<p><ul><li style="color: red">x</li></ul></p>',
  'a box in a paragraph': '<p><div style="color: red">x</div></p>',
  'a table in a paragraph': '<p class="x"><table><tbody><tr><td style="color: red">x</td></tr></tbody></table></p>',
  'a paragraph in a paragraph': '<p><p style="color: red">x</p></p>',
  'a line in a paragraph': '<p style="color: red">x<hr>y</p>',
  'the end of a paragraph alone': '<p style="color: red">x</p></p><p>y</p>',
  'text behind the end of a paragraph': '<p><ul><li>x</li></ul></p>More',
  'the end of a break': 'x</br>y',
  'carriage returns': '<p>a\r\nb</p>\r\n',
};

describe('a part that nobody touched', () => {
  it.each(Object.entries(kept))('%s: stays byte for byte before an edit', (_, html) => {
    expect(around(html, '')).toEqual({ value: `${html}${typed}`, drops: [] });
  });

  it.each(Object.entries(kept))('%s: stays byte for byte behind an edit', (_, html) => {
    expect(around('', `${html}<p>end</p>`)).toEqual({ value: `${typed}${html}<p>end</p>`, drops: [] });
  });

  it.each(Object.entries(kept))('%s: stays byte for byte in a box', (_, html) => {
    const box = `<div class="WordSection1">${html}`;
    expect(around(box, '</div>')).toEqual({ value: `${box}${typed}</div>`, drops: [] });
  });

  it('stays byte for byte whatever other part is edited', () => {
    assert(
      property(editorHtml, nat(20), (parts, at) => {
        const place = 1 + (at % (parts.length - 1));
        const before = parts.slice(0, place).join('');
        const behind = parts.slice(place).join('');
        expect(around(before, behind)).toEqual({ value: `${before}${typed}${behind}`, drops: [] });
      }),
      { numRuns: 150 },
    );
  });

  it('stays beside others of which only the parser can tell where they end', () => {
    const lists = ['one', 'two', 'three'].map((word) => `<dl><dt style="color: red">${word}</dt><dd>said</dd></dl>`);
    const text = new RichText(lists.join(''), lists.join(''));
    const written = '<ul><li>2<br>said</li></ul>';
    expect(text.write(text.markdown.replace(/two\s+said/, '2\n  said')).value).toBe(lists.with(1, written).join(''));
  });

  it('stays beside its twin: the one that was changed is the one that is written', () => {
    const twins = '<p style="color: red">x</p><p style="color: blue">x</p><p style="color: green">x</p>';
    const text = new RichText(twins, twins);
    expect(text.write('y\n\nx\n\nx').value).toBe(twins.replace('<p style="color: red">x</p>', '<p>y</p>'));
    expect(text.write('x\n\ny\n\nx').value).toBe(twins.replace('<p style="color: blue">x</p>', '<p>y</p>'));
    expect(text.write('x\n\nx\n\ny').value).toBe(twins.replace('<p style="color: green">x</p>', '<p>y</p>'));
  });
});

it.each(Object.entries(kept))('%s: all its letters are in the Markdown', (_, html) => {
  expect(lettersOf(new RichText('<p>Here</p>', '').write(readable(html)).value)).toBe(lettersOf(html));
});

describe('a part that may not stay', () => {
  it.each([
    ['<p style="color: red">a<script>alert(1)</script></p>', '<p style="color: red">a</p>', ['scripts']],
    ['<p class="x" onclick="go()">a</p>', '<p class="x">a</p>', ['scripts']],
    ['<p>a</p><iframe src="https://e.example/film"></iframe>', '<p>a</p>', ['embedded pages or media']],
    ['<p style="position: fixed; color: red">a</p>', '<p style="color: red">a</p>', ['other styles']],
    ['<p>a <input type="checkbox"> b</p>', '<p>a  b</p>', ['form fields']],
  ])('%s: loses only what may not be sent, by its name and before the edit', (html, left, names) => {
    const text = new RichText(`${html}<p>Here</p>`, `${html}<p>Here</p>`);
    expect(text.unsent).toEqual(names);
    expect(around(html, '')).toEqual({ value: `${left}${typed}`, drops: names });
  });
});

describe('a part that is written anew', () => {
  it.each([
    ['<p>a <span class="token" contenteditable="false" data-token="N">N</span></p>', ['placeholders']],
    ['<p><a name="_Hlk1"></a>a</p>', ['anchors']],
    ['<p id="x">a</p>', ['anchors']],
    [
      '<p>a <span class="fr-emoticon" style="background: url(https://c.example/1.svg);">&nbsp;</span></p>',
      ['emoticons'],
    ],
    ['<p><span style="color: black; background-image: initial;">a</span></p>', ['colours']],
    ['<p style="background: url(https://e.example/x.png)">a</p>', ['background images']],
    ['<p>a<!-- c --></p>', ['hidden comments']],
    ['<p class="MsoNormal" style="mso-pagination: none">a</p>', ['Word’s marks']],
    ['<p class="steps">a</p>', ['class names']],
    ['<p data-x="1">a</p>', ['hidden data']],
    ['<p ng-if="x">a</p>', ['other attributes']],
    ['<p style="clip-path: circle()">a</p>', ['other styles']],
    ['<p><bdo>a</bdo></p>', ['elements of other kinds']],
    ['<p style="font-weight: bold">a</p>', ['bold']],
    ['<p style="font-style: italic">a</p>', ['italics']],
    ['<p style="text-decoration: underline">a</p>', ['underlines']],
    ['<p><span style="vertical-align: super">a</span></p>', ['raised or lowered text']],
    ['<p lang="fr" dir="rtl" title="t">a</p>', ['marks of languages', 'directions of text', 'texts under the mouse']],
    ['<p style="line-height: 2; white-space: pre-wrap">a</p>', ['spacing']],
    ['<p style="margin: 0; orphans: 2; text-align: left; float: none">a <b>b</b> <i>c</i></p>', []],
  ])('%s: its losses have their right names', (html, names) => {
    expect(new RichText(html, html).atStake).toEqual(names);
  });
});

describe('an image or a link that stands in a text twice', () => {
  const image = (width: number, alt = '') => `<img src="https://e.example/a.png" width="${width}" alt="${alt}">`;
  const link = (target: string, words: string) => `<a href="https://e.example/" target="${target}">${words}</a>`;

  const edited = (html: string, from: string, to: string) => {
    const text = new RichText(html, html);
    expect(text.markdown).toContain(from);
    return text.write(text.markdown.replace(from, to)).value;
  };

  it.each([
    [`<p>x ${image(20)} ${image(400)}</p>`, 'x', 'y'],
    [`<p>x ${image(20, 'a')} and ${image(400, 'b')}</p>`, 'and', 'or'],
    [`<p>x ${link('_blank', 'one')}, ${link('_top', 'two')}</p>`, 'x', 'y'],
    [`<p>${image(1)}</p><p>See ${image(2)}</p><p>${image(3)}</p>`, 'See', 'Look'],
    [`<ul><li>x ${image(7)}</li><li>${image(8)} z</li></ul>`, 'z', 'w'],
  ])('%s: each keeps its own', (html, from, to) => {
    expect(edited(html, from, to)).toBe(html.replace(from, to));
  });

  it('keeps its own where the two change places', () => {
    const html = `<p>${link('_blank', 'one')} ${link('_top', 'two')}</p>`;
    const text = new RichText(html, html);
    const [one = '', two = ''] = text.markdown.split(' ');
    expect(text.write(`${two} ${one}`).value).toBe(`<p>${link('_top', 'two')} ${link('_blank', 'one')}</p>`);
  });

  it('keeps its own where the other is taken out', () => {
    const html = `<p>one ${image(20)} two ${image(400)} end</p>`;
    expect(edited(html, 'one ![](https://e.example/a.png) ', '')).toBe(`<p>two ${image(400)} end</p>`);
  });
});

describe('an address that Markdown writes in another way', () => {
  const piece = constantFrom(
    ...['Ü', 'ä%E4', '日', '\u{1f600}', '\u{d800}', ' ', '\n', '\t', '%', '%20', '%2541', '&amp;lt;', '&amp;b'].concat(
      Array.from('[]{}()|^`"<>\\_*~?=#\'+!;$@x'),
    ),
  );
  const addresses = array(piece, { minLength: 1, maxLength: 5 })
    .map((all) => all.join(''))
    .filter((address) => !breaksOut.test(address));

  /** What is left of a link and an image beside what a person edits. */
  const edited = (address: string) => {
    const written = address.replaceAll('"', '&quot;');
    const link = `<a href="https://e.example/${written}" target="_blank" rel="noopener">there</a>`;
    const image = `<img src="https://e.example/${written}" width="300" class="fr-dib" alt="">`;
    const html = `<p>Here ${link} and ${image} now</p>`;
    const text = new RichText(html, html);
    const { value, drops } = text.write(text.markdown.replace('Here', 'See').replace(' and', ', and'));
    return { lost: [...text.atStake, ...drops], kept: value.match(/ (?:target|rel|width|class)="[^"]*"/g) };
  };
  const all = { lost: [], kept: [' target="_blank"', ' rel="noopener"', ' width="300"', ' class="fr-dib"'] };

  it.each(['Übersicht', 'Screenshot 1.png', '?f[s]=open', 'q={1}', 'ä%E4', '100%'])('%s: keeps all', (address) => {
    expect(edited(address)).toEqual(all);
  });

  it('keeps all, whatever stands in it', () => {
    assert(
      property(addresses, (address) => {
        expect(edited(address)).toEqual(all);
      }),
      { numRuns: 300 },
    );
  });
});
