// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { PreviewReader } from '../../../../src/description/richText.ts';
import { Preview } from '../../../../src/form/page/preview.ts';

const element = document.createElement('div');
let preview = new Preview(element);
let reader = new PreviewReader();

const draw = (html: string): string => {
  preview.draw(reader.read(html), () => document.createTextNode('Nothing'));
  return element.innerHTML;
};

beforeEach(() => {
  element.replaceChildren();
  preview = new Preview(element);
  reader = new PreviewReader();
});

describe('a preview', () => {
  it.each([
    ['<p>a <b>b</b></p>', '<p>a <b>b</b></p>'],
    ['<h2>a</h2>', '<p class="title h2">a</p>'],
    ['<p style="color: red" class="x">a</p>', '<p>a</p>'],
    ['<p><img src="https://e.example/a.png" alt="Plan"></p>', '<p><span class="image">Image: Plan</span></p>'],
    ['<p><img src="https://e.example/a.png"></p>', '<p><span class="image">Image</span></p>'],
    [
      '<a href="https://e.example/" target="_top">a</a>',
      '<a href="https://e.example/" title="https://e.example/">a</a>',
    ],
    ['<a href="tel:1">a</a>', 'a'],
    ['<ol start="3"><li>a</li></ol>', '<ol start="3"><li>a</li></ol>'],
    ['<table><tr><td colspan="2">a</td></tr></table>', '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'],
    ['<center>a</center>', 'a'],
    ['<p>a<!-- c --><script>b</script></p>', '<p>a</p>'],
    ['', 'Nothing'],
  ])('%s is drawn as %s', (html, drawn) => {
    expect(draw(html)).toBe(drawn);
  });

  const before = '<p>a</p><p>b</p><p>c</p><p>b</p>';

  it.each([
    ['<p>a</p><p>x</p><p>c</p><p>b</p>', [0, 2, 3]],
    ['<p>b</p><p>c</p><p>b</p>', [1, 2, 3]],
    ['<p>a</p><p>b</p><p>c</p>', [0, 1, 2]],
    ['<p>a</p><p>b</p><p>x</p><p>y</p><p>c</p><p>b</p>', [0, 1, 2, 3]],
    ['', []],
  ])('becomes %s and keeps what is as it was', (after, kept) => {
    draw(before);
    const nodes = [...element.childNodes];
    expect(draw(after)).toBe(after || 'Nothing');
    expect(nodes.flatMap((node, at) => (node.parentNode === element ? [at] : []))).toEqual(kept);
    expect(draw(before)).toBe(before);
  });

  it('shows more parts than a call takes arguments', () => {
    const parts = Array.from({ length: 130_000 }, () => ({ type: 'text' as const, value: 'a' }));
    const list = { type: 'element' as const, tagName: 'ul', properties: {}, children: parts };
    preview.draw({ type: 'root', children: [list, ...parts] }, () => document.createTextNode('Nothing'));
    expect([element.childNodes.length, element.firstChild?.childNodes.length]).toEqual([130_001, 130_000]);
  });
});
