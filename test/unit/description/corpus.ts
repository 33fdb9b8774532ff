/** HTML as a rich text editor in the browser writes it, and as it comes by paste from other programs. */
export const corpus = {
  'a paragraph': '<p>Roll out single sign-on to all teams.</p>',
  'text without a tag': 'R&amp;D and Sales &lt; 50&nbsp;%',
  'text between line breaks': 'First line<br>second line<br><br>after an empty line',
  'bold, italic and underlined':
    '<p><strong>Bold</strong>, <em>italic</em>, <u>underlined</u>, <strong><em>both</em></strong>, <s>gone</s></p>',
  'older tags': '<p><b>Bold</b>, <i>italic</i>, <strike>gone</strike>, <del>deleted</del></p>',
  'bold that ends with a space': '<p><strong>Owner: </strong>Maria<strong> and </strong>Lee</p>',
  'bold beside and in bold': '<p><strong>Go</strong><strong>Live <b>now</b></strong></p>',
  'bold within a word': '<p>un<strong>believ</strong>able, a<strong>(b)</strong>c</p>',
  'raised and lowered': '<p>m<sup>2</sup> and H<sub>2</sub>O</p>',
  'a line break': '<p>One<br>two<br></p>',
  'an empty line': '<p>Above</p><p><br></p><p>below</p><p>&nbsp;</p>',
  'spaces that do not break': '<p>10&nbsp;000 users,&nbsp; twice a week&nbsp;</p>',
  'a list': '<ul><li>Kick-off</li><li>Training</li></ul>',
  'a numbered list': '<ol><li>Kick-off</li><li>Training</li></ol><p>then</p><ol start="3"><li>Go live</li></ol>',
  'a list in a list':
    '<ul><li>Plan<ul><li>Sponsor</li><li>Team<ol><li>Lead</li><li>Deputy</li></ol></li></ul></li><li>Do</li></ul>',
  'a list beside its item': '<ul><li>Plan</li><ul><li>Sponsor</li></ul><li>Do</li></ul>',
  'list items of several lines': '<ul><li>Plan<br>with care</li><li><p>Do</p><p>and redo</p></li></ul>',
  'two lists in a row': '<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol><ol><li>d</li></ol>',
  'lettered list': '<ol style="list-style-type: lower-alpha;"><li>a</li><li>b</li></ol>',
  headings: '<h1>Goal</h1><h2>Steps <strong>now</strong></h2><h3>More<br>yet</h3><p>Text</p>',
  'a link':
    '<p>See the <a href="https://example.com/plan?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">success plan</a>.</p>',
  'a link that is its own text': '<p><a href="https://example.com/">https://example.com/</a></p>',
  'a link to a mailbox': '<p><a href="mailto:csm@example.com">Write to us</a></p>',
  'an address without a link': '<p>Docs: https://example.com/docs</p>',
  'a table without a header':
    '<table style="width: 100%;"><tbody><tr><td style="width: 50.0000%;">Users</td><td style="width: 50.0000%;">450</td></tr><tr><td>Teams</td><td><br></td></tr></tbody></table>',
  'a table with a header':
    '<table><thead><tr><th>Metric</th><th>Target</th></tr></thead><tbody><tr><td>Logins</td><td>600 | 700</td></tr></tbody></table>',
  'a table with coloured cells':
    '<table><tbody><tr><td style="background-color: rgb(247, 218, 100);">Risk</td><td style="text-align: center;">High</td></tr></tbody></table>',
  'a table with merged cells':
    '<table><tbody><tr><td colspan="2">Both</td></tr><tr><td>One</td><td>Two</td></tr></tbody></table>',
  'a table without a body tag':
    '<table border="1"><tr><td colspan="2" style="background-color: yellow;">Both</td></tr><tr><td>One</td><td>Two</td></tr></table>',
  'lines and lists in cells':
    '<table><tbody><tr><td><p>One</p><p>two</p></td><td><ul><li>a</li><li>b</li></ul></td></tr></tbody></table>',
  'a coloured span': '<p>Status: <span style="color: rgb(226, 80, 65);">at risk</span></p>',
  'a highlight': '<p>Status: <span style="background-color: rgb(251, 160, 38);">at risk</span></p>',
  'a font and its size': '<p><span style="font-family: Georgia,serif; font-size: 18px;">Large</span></p>',
  'a font tag': '<p><font color="#ff0000" size="4">Red</font></p>',
  'bold as a style': '<p><span style="font-weight: 700;">Bold</span> <span style="font-style: italic;">it</span></p>',
  'centred text': '<p style="text-align: center;">In the middle</p>',
  'an indented paragraph': '<p style="margin-left: 40px;">Further in</p>',
  'an image':
    '<p><img src="https://example.com/chart.png" style="width: 300px;" class="fr-fic fr-dib" alt="Chart"></p>',
  'a pasted image': '<p>Look: <img src="data:image/png;base64,iVBORw0KGgo=" width="20" height="10"></p>',
  'a quotation': '<blockquote><p>We want this</p><p>soon</p></blockquote>',
  code: '<pre>select *\n  from goals</pre><p>and <code>a*b</code></p>',
  'a line across': '<p>a</p><hr><p>b</p>',
  'text in boxes': '<div><div>First box</div><div>Second <b>box</b></div></div>',
  'signs that Markdown takes for its own':
    '<p># 1 priority</p><p>- 5 % churn</p><p>1. of May</p><p>a*b*c, snake_case_name, [x], `y`, ~z~, 2 &lt; 3, &amp;amp;</p><p>+1</p><p>---</p>',
  'a film': '<p>Watch</p><iframe src="https://example.com/film"></iframe>',
  'pasted from Word':
    '<p class="MsoNormal" style="margin:0in;font-size:11pt;font-family:Calibri, sans-serif"><b><span style="color:#1F4E79">Scope<o:p></o:p></span></b></p><p class="MsoListParagraph" style="text-indent:-.25in;mso-list:l0 level1 lfo1"><span style="font-family:Symbol">·<span style="font:7pt &quot;Times New Roman&quot;">&nbsp;&nbsp; </span></span>First point</p>',
  'pasted from Google Docs':
    '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;">Plan</span><span style="font-weight:400;"> for May</span></p><ul><li dir="ltr"><p dir="ltr"><span>One</span></p></li></ul></b>',
  'pasted, with marks of editors':
    '<p id="isPasted" data-pm-slice="1 1 []" aria-label="Plan" role="note" dir="ltr" style="color: red;">Plan</p>',
  'pasted from Outlook':
    '<div style="font-family: Calibri; font-size: 12pt; color: rgb(0, 0, 0);">Hello<br></div><div><br></div><div>Please <a href="https://example.com" title="Here">look</a></div>',
  'a details box': '<details><summary>More</summary><p>Hidden</p></details>',
  'a definition list': '<dl><dt>MAU</dt><dd>Monthly users</dd></dl>',
} as const satisfies Readonly<Record<string, string>>;
