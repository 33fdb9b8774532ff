import { describe, expect, it } from 'vitest';
import { pasted } from '../../../src/description/richText.ts';
import {
  withMark,
  withNextItem,
  withPasted,
  type Replacement,
  type Selection,
} from '../../../src/description/typing.ts';

/** A text in which `[` and `]` stand where the selection begins and ends, or `|` where there is none. */
const selectionIn = (drawn: string): Selection => {
  const from = drawn.search(/[‹|]/);
  const to = drawn.includes('›') ? drawn.indexOf('›') - 1 : from;
  return { text: drawn.replaceAll(/[‹›|]/g, ''), from, to };
};

const drawnAs = ({ text }: Selection, { from, to, insert, select }: Replacement): string => {
  const left = text.slice(0, from) + insert + text.slice(to);
  if (select.from === select.to) return `${left.slice(0, select.from)}|${left.slice(select.from)}`;
  return `${left.slice(0, select.from)}‹${left.slice(select.from, select.to)}›${left.slice(select.to)}`;
};

describe('a mark around what is selected', () => {
  it.each([
    ['bold', 'a ‹b› c', 'a **‹b›** c'],
    ['bold', 'a **‹b›** c', 'a ‹b› c'],
    ['bold', 'a ‹b ›c', 'a **‹b›** c'],
    ['bold', 'a| c', 'a**|** c'],
    ['italic', '‹b›', '*‹b›*'],
    ['italic', '*‹b›*', '‹b›'],
    ['italic', '**‹b›**', '***‹b›***'],
    ['link', 'see ‹here›.', 'see [here](‹https://›).'],
    ['link', '‹https://e.example/a›', '[|](https://e.example/a)'],
  ] as const)('%s: %s becomes %s', (mark, before, after) => {
    const selection = selectionIn(before);
    expect(drawnAs(selection, withMark(selection, mark))).toBe(after);
  });
});

describe('Enter in a list', () => {
  it.each([
    ['- a|', '- a\n- |'],
    ['  * a|', '  * a\n  * |'],
    ['9. a|', '9. a\n10. |'],
    ['1) a|b', '1) a\n2) |b'],
    ['- [x] a|', '- [x] a\n- [ ] |'],
    ['- a\n- |', '- a\n|'],
    ['- a\n- [ ] |\nb', '- a\n|\nb'],
  ])('%s becomes %s', (before, after) => {
    const selection = selectionIn(before);
    const replacement = withNextItem(selection);
    expect(replacement && drawnAs(selection, replacement)).toBe(after);
  });

  it.each(['a|', '|- a', '‹- a›', '-a|', '1.5|'])('%s is as everywhere', (before) => {
    expect(withNextItem(selectionIn(before))).toBeUndefined();
  });
});

describe('rich text that is pasted', () => {
  it.each([
    ['<p class="MsoNormal"><b>Scope<o:p></o:p></b></p><p class="MsoNormal">Two</p>', '**Scope**\n\nTwo'],
    [
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700;">Plan</span></p><ul><li>One</li></ul></b>',
      '**Plan**\n\n- One',
    ],
    [
      '<html><head><style>p { color: red }</style></head><body><!--StartFragment--><div>Hello</div><div>you</div><!--EndFragment--></body></html>',
      'Hello\n\nyou',
    ],
    ['<table><tr><td>a</td><td>b</td></tr></table>', '| | |\n| - | - |\n| a | b |'],
    ['<p>x<script>alert(1)</script><img src="javascript:alert(1)"><a href="javascript:alert(1)">y</a></p>', 'xy'],
    ['<span>one word</span>', 'one word'],
  ])('%s becomes Markdown', (html, markdown) => {
    expect(pasted(html)?.replaceAll('![]()', '')).toBe(markdown);
  });

  it.each(['', '<meta charset="utf-8">', `${'<div>'.repeat(5_000)}x`])('%s is left to the browser', (html) => {
    expect(pasted(html)).toBeUndefined();
  });
});

describe('what is pasted', () => {
  it.each([
    ['a |b', 'x', 'a x|b'],
    ['a|', '- x\n- y', 'a\n\n- x\n- y|'],
    ['a\n|b', 'x\n\ny', 'a\n\nx\n\ny|\n\nb'],
    ['a\n\n|\n\nb', '- x', 'a\n\n- x|\n\nb'],
    ['‹a›', '# x', '# x|'],
  ])('%s: %s stands apart where it is a block', (before, markdown, after) => {
    const selection = selectionIn(before);
    expect(drawnAs(selection, withPasted(selection, markdown))).toBe(after);
  });
});
