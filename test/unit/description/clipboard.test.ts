import { expect, it } from 'vitest';
import { pasted } from '../../../src/description/richText.ts';

/** What programs put on the clipboard as `text/html`, with what they put around it. */
const clipboards: readonly (readonly [string, string, string])[] = [
  [
    'Word',
    `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal { margin: 0in; font-size: 11pt; } @page WordSection1 { size: 8.5in 11in; } --></style></head>
<body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'><!--StartFragment-->
<h1 style='margin-top:12pt'>Rollout plan<o:p></o:p></h1>
<p class=MsoNormal><b><span style='color:#1F4E79'>Scope:</span></b> all teams in
Europe, see <a href="https://example.com/plan">the plan</a>.<o:p></o:p></p>
<p class=MsoNormal><i style='mso-bidi-font-style:normal'>Soon</i><o:p></o:p></p>
<ul style='margin-top:0in' type=disc><li class=MsoNormal style='mso-list:l0 level1 lfo1'>Kick-off<o:p></o:p></li><li class=MsoNormal style='mso-list:l0 level1 lfo1'>Training<o:p></o:p></li></ul>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=312 valign=top style='width:233.75pt'><p class=MsoNormal>Users<o:p></o:p></p></td><td width=312><p class=MsoNormal>450<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>`,
    '# Rollout plan\n\n**Scope:** all teams in Europe, see [the plan](https://example.com/plan).\n\n*Soon*\n\n- Kick-off\n- Training\n\n| | |\n| - | - |\n| Users | 450 |',
  ],
  [
    'Outlook',
    `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="ltr"><!--StartFragment--><div class="elementToProof" style="font-family: Aptos, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">Hello Maria,</div><div class="elementToProof" style="font-size: 12pt;"><br></div><div class="elementToProof" style="font-size: 12pt;">please <b>confirm</b> the <a href="https://example.com/date" id="OWA1" class="OWAAutoLink">date</a>:</div><ol style="margin-top: 0px;"><li style="font-size: 12pt;"><div role="presentation">May</div></li><li style="font-size: 12pt;"><div role="presentation"><u>June</u></div></li></ol><!--EndFragment--></body></html>`,
    'Hello Maria,\n\nplease **confirm** the [date](https://example.com/date):\n\n1. May\n2. <u>June</u>',
  ],
  [
    'Google Docs',
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-4e1c"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;font-style:normal;text-decoration:none;">Goals</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;font-style:normal;text-decoration:none;white-space:pre-wrap;">Owner:</span><span style="font-size:11pt;font-weight:400;font-style:normal;white-space:pre-wrap;"> Ada, </span><span style="font-size:11pt;font-weight:400;font-style:italic;white-space:pre-wrap;">soon</span></p><br><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-size:11pt;font-weight:400;">One</span></p></li><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:circle;" aria-level="2"><p dir="ltr" role="presentation"><span>inner</span></p></li></ul></ul><p dir="ltr"><a href="https://example.com/" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">site</span></a></p></b>`,
    '## Goals\n\n**Owner:** Ada, *soon*\n\n- One\n  - inner\n\n[<u>site</u>](https://example.com/)',
  ],
  [
    'a web page',
    `<meta charset='utf-8'><h3 style="box-sizing: border-box; color: rgb(31, 35, 40); font-family: -apple-system;">Install</h3><p style="box-sizing: border-box; color: rgb(31, 35, 40); orphans: 2; widows: 2; -webkit-text-stroke-width: 0px;">Run<span>&nbsp;</span><code style="box-sizing: border-box;">npm start</code>, then<span class="Apple-converted-space">&nbsp;</span><a href="https://example.com/a?b=1&amp;c=2" rel="nofollow" style="color: rgb(9, 105, 218);">read on</a>.</p><blockquote style="margin: 0px;"><p>A word</p></blockquote><pre style="overflow: auto;"><code>a = 1
b = 2</code></pre><script>alert(1)</script>`,
    '### Install\n\nRun\u00a0`npm start`, then\u00a0[read on](https://example.com/a?b=1&c=2).\n\n> A word\n\n```\na = 1\nb = 2\n```',
  ],
  [
    'Excel',
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {font-weight:700;}--></style></head><body><table border=0 cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse'><!--StartFragment--><col width=64 span=2 style='width:48pt'><tr height=20><td height=20 class=xl65 width=64>Metric</td><td class=xl65>Target</td></tr><tr height=20><td height=20 align=right>1</td><td align=right>2</td></tr><!--EndFragment--></table></body></html>`,
    '| | |\n| -: | -: |\n| Metric | Target |\n| 1 | 2 |',
  ],
];

it.each(clipboards)('what is copied in %s becomes Markdown', (_, html, markdown) => {
  expect(pasted(html)).toBe(markdown);
});
