import { array, constantFrom, oneof, tuple, type Arbitrary } from 'fast-check';

const words = constantFrom('Scope', 'Go live', 'R&amp;D', 'Größe', '目標', 'Ada&nbsp;L.', '12&nbsp;%', 'a_b');

/** Inline HTML of one kind around some words. */
const inline = (open: string, close: string): Arbitrary<string> => words.map((text) => `${open}${text}${close}`);

const froala = [
  inline('<span class="token" contenteditable="false" data-token="Company.Name">', '</span>'),
  inline('<span style="color: rgb(226, 80, 65); --tw-ring-color: rgb(1 2 3 / 0.5);">', '</span>'),
  constantFrom(
    '<span class="fr-emoticon fr-deletable" style="background: url(https://cdn.example.com/1f600.svg);">&nbsp;</span>',
    '<img src="https://e.example/a.png" style="width: 300px;" class="fr-fic fr-dib">',
    '<img src="https://e.example/a.png" width="20" srcset="https://e.example/b.png 2x">',
    '<a href="https://e.example/" target="_blank" rel="noopener">e</a>',
    '<a href="https://e.example/" class="fr-strong">e</a>',
    '<a href="file://server/share/plan.docx">plan</a>',
  ),
];

const word = [
  inline(
    '<span style="font-family:Symbol;mso-fareast-font-family:Symbol">·<span style="font:7pt">&nbsp; </span></span>',
    '',
  ),
  inline('<a name="_Hlk1"></a><b><span style="color:#1F4E79">', '<o:p></o:p></span></b>'),
  inline('<font face="Arial" color="#ff0000">', '</font>'),
  inline('<st1:place w:st="on">', '</st1:place>'),
];

const others = [
  inline('<span style="color: black; background-image: initial; background-position: initial;">', '</span>'),
  inline('<mark class="marker-yellow">', '</mark>'),
  inline('<span class="ql-size-large" lang="EN-US">', '</span>'),
  inline('<span title="> a &lt;b" dir="rtl">', '</span>'),
  inline('<x-mention user-id="7">', '</x-mention>'),
  inline('&nbsp;&nbsp; &nbsp;', '<!-- note -->'),
  inline('', '<br>'),
];

const run = array(oneof(words, ...froala, ...word, ...others), { minLength: 1, maxLength: 4 }).map((all) =>
  all.join(' '),
);

const wrapped = (open: string, close: string): Arbitrary<string> => run.map((text) => `${open}${text}${close}`);

/** One paragraph, list or table as an editor or a paste leaves it. */
const block = oneof(
  wrapped('<p>', '</p>'),
  wrapped('<p class="MsoNormal" style="margin:0in;mso-pagination:none">', '</p>'),
  wrapped('<p id="isPasted" style="text-align: center; margin-left: 20px;" data-pm-slice="1 1 []">', '</p>\n'),
  wrapped('<div style="font-family: Calibri; font-size: 12pt;">', '<br></div>'),
  wrapped('<h2 class="ck-heading">', '</h2>'),
  wrapped('<blockquote style="border-left: solid 1px #ccc;"><p>', '</p></blockquote>'),
  wrapped('<ul><li class="ql-indent-1">', '<ul type="circle"><li>inner</li></ul></li><li>two</li></ul>'),
  wrapped('<ol start="3" style="list-style-type: lower-alpha;"><li>', '</li></ol>'),
  wrapped(
    '<table border="1" style="width: 100%;"><tbody><tr><td colspan="2" style="background-color: red;">',
    '</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>',
  ),
  wrapped('<table><tr><td>', '</td></tr></table>'),
  wrapped('<figure class="table"><table><tbody><tr><td>', '</td></tr></tbody></table></figure>'),
  wrapped('<p>', ''),
);

/** What a person does not see in the Markdown. */
const unseen = constantFrom(
  '<p><br></p>',
  '<p>&nbsp;</p>',
  '<!--StartFragment-->',
  '<!--[if gte mso 9]>x<![endif]-->',
  '\n',
  '<div><br></div>',
);

const boxes = constantFrom(
  ['', ''],
  ['<div class="WordSection1">', '</div>'],
  ['<b style="font-weight:normal;" id="docs-internal-guid-1">', '</b>'],
  ['<div dir="ltr"><div style="color: black;">', '</div></div>'],
  ['<!--StartFragment-->', '<!--EndFragment-->'],
);

/** A bold box takes in what follows an open paragraph: nobody could tell the one from the other. */
const closed = (html: string): string => (html.endsWith('</p>') ? html : `${html}</p>`);

/** A description as its parts, one after the other: between any two of them a person may write another paragraph. */
export const editorHtml: Arbitrary<readonly string[]> = tuple(
  boxes,
  array(tuple(block, array(unseen, { maxLength: 2 })), { minLength: 2, maxLength: 6 }),
).map(([[open = '', close = ''], parts]) => [
  open,
  ...parts.flatMap(([html, gaps]) => [open.startsWith('<b ') && html.startsWith('<p>') ? closed(html) : html, ...gaps]),
  close,
]);
