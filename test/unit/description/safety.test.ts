import createDOMPurify from 'dompurify';
import { array, assert, constantFrom, property } from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { writeHtml } from '../../../src/description/html.ts';
import { valueOfPlain } from '../../../src/description/htmlText.ts';
import { PreviewReader, readable, RichText } from '../../../src/description/richText.ts';
import { corpus } from './corpus.ts';

const judge = createDOMPurify(new JSDOM('').window);

/** What another sanitiser, in a DOM, would take out of the HTML. Word's own tag is no danger, nor is a comment or a token. */
const dangersIn = (html: string): readonly string[] => {
  judge.sanitize(html, {
    ADD_TAGS: ['o:p', '#comment'],
    ADD_ATTR: ['target', 'valign', 'bgcolor', 'contenteditable'],
  });
  return judge.removed.map((each) =>
    'element' in each ? `<${each.element.nodeName}>` : `${each.attribute?.name}=${each.attribute?.value}`,
  );
};

const attacks = [
  '<script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<math><annotation-xml encoding="text/html"><p onclick=alert(1)>x</annotation-xml></math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="command:workbench.action.terminal.new">x</a>',
  '<a href="vscode://file/etc/passwd">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit><button formaction="javascript:alert(1)">x</button></form>',
  '<body onload=alert(1)>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel=stylesheet href="javascript:alert(1)"><base href="javascript:alert(1)//">',
  '<style>@import "javascript:alert(1)";</style>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="width: expression(alert(1))">x</div>',
  '<div style="position:fixed;inset:0;background:red">cover</div>',
  '<p style="background-image: \\75rl(https://evil.example/x)">x</p>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<template><img src=x onerror=alert(1)></template>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<p title="',
  '<table><td background="javascript:alert(1)">x</td></table>',
  '<p id="location" name="cookie">x</p>',
  '<x-y onclick=alert(1)>x</x-y>',
  '<p><a href="https://e.com" onmouseover=alert(1)>ok</a></p>',
];

const markdownAttacks = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '<javascript:alert(1)>',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](command:workbench.action.reloadWindow)',
  '![x](javascript:alert(1))',
  '![x"onerror="alert(1)](x)',
  '[x](x "onmouseover=alert(1)")',
  '[x](<x"onclick="alert(1)>)',
  '`<img src=x onerror=alert(1)>`',
  '```"><img/src=x/onerror=alert(1)>\nx\n```',
  '<u onclick=alert(1)>x</u>',
  '<u/onclick=alert(1)>x</u>',
  '| <img src=x onerror=alert(1)> |\n| - |',
  '&lt;img src=x onerror=alert(1)&gt;',
  '\\<img src=x onerror=alert(1)>',
];

describe('what is sent', () => {
  it.each(attacks)('has nothing left of %s once the text is edited', (attack) => {
    for (const html of [attack, `<p>a</p>${attack}<p>b</p>`, `<p>a${attack}b</p>`]) {
      const text = new RichText(html, html);
      const { value } = text.write(`${text.markdown}\n\nMore`);
      expect(dangersIn(value)).toEqual([]);
      expect(value).toContain('<p>More</p>');
    }
  });

  it.each([...attacks, ...markdownAttacks])('is harmless where %s is typed', (attack) => {
    for (const base of ['', '<p>x</p>']) {
      expect(dangersIn(new RichText(base, base).write(attack).value)).toEqual([]);
      expect(dangersIn(new RichText(base, base).write(`a ${attack}\nb`).value)).toEqual([]);
    }
    expect(dangersIn(valueOfPlain(attack))).toEqual([]);
  });

  it.each(Object.entries(corpus))('is what editors write, as another sanitiser sees it: %s', (_, html) => {
    const text = new RichText(html, html);
    expect(dangersIn(text.write(`${text.markdown}\n\nMore`).value)).toEqual([]);
  });

  it('is harmless whatever the tenant holds and whatever is typed', () => {
    const piece = constantFrom(
      ...attacks,
      ...markdownAttacks,
      ...Object.values(corpus),
      '\n\n',
      '<p>',
      '</p>',
      '"',
      '>',
      '`',
    );
    const mixed = array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    assert(
      property(mixed, mixed, mixed, (base, draft, typed) => {
        const text = new RichText(base, draft);
        const sent = text.write(`${text.markdown}\n\n${typed}`).value;
        expect(sent === base || sent === draft ? [] : dangersIn(sent)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is shown', () => {
  it.each(attacks)('has nothing left of %s', (attack) => {
    expect(dangersIn(writeHtml(new PreviewReader().read(attack)))).toEqual([]);
    expect(readable(attack)).not.toMatch(/onerror|javascript|command:|vscode:/i);
  });
});
