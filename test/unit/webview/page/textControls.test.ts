// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { textControl } from '../../../../src/webview/page/textControls.ts';

const shownIn = (before: string, isFocused: boolean): string => {
  const control = textControl({ id: 'name', edited: () => {} });
  const { element } = control;
  if (!(element instanceof HTMLInputElement)) throw new Error('Not an input.');
  document.body.replaceChildren(element);
  control.show({ value: before });
  if (isFocused) element.focus();
  control.show({ value: 'Suggested' });
  return element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0);
};

it.each([
  ['an empty field with the focus: what is typed next takes its place', '', true, 'Suggested'],
  ['an empty field elsewhere', '', false, ''],
  ['a field that had a text', 'Old', true, ''],
])('a text that comes into %s', (_, before, isFocused, selected) => {
  expect(shownIn(before, isFocused)).toBe(selected);
});
