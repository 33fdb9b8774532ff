// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pasted } from '../../../../src/description/richText.ts';
import { listenForTyping } from '../../../../src/form/page/markdownKeys.ts';

let field = document.createElement('textarea');
let isMarkdown = true;
const heard = vi.fn<() => void>();
document.body.addEventListener('keydown', heard);

beforeEach(() => {
  // What a browser has and this DOM has not: then the text is set, and `input` is told.
  document.execCommand = () => false;
  isMarkdown = true;
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  listenForTyping(field, () => (isMarkdown ? { pasted } : undefined));
  heard.mockClear();
});

/** `‹` and `›` stand where the selection begins and ends. */
const set = (drawn: string): void => {
  field.value = drawn.replaceAll(/[‹›]/g, '');
  field.setSelectionRange(drawn.indexOf('‹'), drawn.indexOf('›') - 1);
};

const drawn = (): string => {
  const { value, selectionStart: from, selectionEnd: to } = field;
  return `${value.slice(0, from)}‹${value.slice(from, to)}›${value.slice(to)}`;
};

const press = (key: string, more: KeyboardEventInit = {}): boolean =>
  !field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

const ctrl = { ctrlKey: true };

describe('a key', () => {
  it.each([
    ['b', ctrl, 'a ‹b› c', 'a **‹b›** c'],
    ['B', ctrl, 'a **‹b›** c', 'a ‹b› c'],
    ['i', ctrl, 'a ‹b› c', 'a *‹b›* c'],
    ['k', ctrl, 'a ‹b› c', 'a [b](‹https://›) c'],
    ['Enter', {}, '- a‹›', '- a\n- ‹›'],
    ['Enter', {}, '1. a‹›', '1. a\n2. ‹›'],
    ['Enter', {}, '- [x] a\n- [ ] ‹›', '- [x] a\n‹›'],
  ])('%s %o: %s becomes %s, and the workbench hears nothing', (key, more, before, after) => {
    set(before);
    const input = vi.fn<() => void>();
    field.addEventListener('input', input);
    expect(press(key, more)).toBe(true);
    expect(drawn()).toBe(after);
    expect(input).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([
    ['b', {}],
    ['b', { ctrlKey: true, shiftKey: true }],
    ['b', { ctrlKey: true, altKey: true }],
    ['b', { metaKey: true }],
    ['b', { ctrlKey: true, metaKey: true }],
    ['s', ctrl],
    ['Enter', ctrl],
    ['Enter', { shiftKey: true }],
    ['Enter', { isComposing: true }],
  ])('%s %o is left to others', (key, more) => {
    set('- a‹›');
    expect(press(key, more)).toBe(false);
    expect(drawn()).toBe('- a‹›');
    expect(heard).toHaveBeenCalledOnce();
  });

  it('is left to others while the text is not Markdown', () => {
    isMarkdown = false;
    set('- a‹›');
    expect(press('Enter')).toBe(false);
    expect(press('b', ctrl)).toBe(false);
  });
});

describe('what is pasted', () => {
  const paste = (data: Readonly<Record<string, string>>): boolean => {
    const clipboardData = { types: Object.keys(data), getData: (type: string) => data[type] ?? '' };
    const event = Object.assign(new Event('paste', { cancelable: true }), { clipboardData });
    return !field.dispatchEvent(event);
  };

  it('is Markdown where it is rich text', () => {
    set('a ‹b› c');
    expect(paste({ 'text/html': '<b>x</b>', 'text/plain': 'x' })).toBe(true);
    expect(drawn()).toBe('a **x**‹› c');
  });

  it.each([
    ['plain text', { 'text/plain': 'x' }],
    ['code from an editor', { 'text/html': '<b>x</b>', 'vscode-editor-data': '{}' }],
    ['rich text without a text', { 'text/html': '<meta charset="utf-8">' }],
  ])('is left to the browser where it is %s', (_, data) => {
    set('a‹›');
    expect(paste(data)).toBe(false);
    expect(drawn()).toBe('a‹›');
  });

  it('is left to the browser while the text is not Markdown', () => {
    isMarkdown = false;
    expect(paste({ 'text/html': '<b>x</b>' })).toBe(false);
  });
});
