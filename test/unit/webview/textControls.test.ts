// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { dateControl, numberControl } from '../../../src/webview/page/textControls.ts';

const opened = (value: string) => {
  const edits: string[] = [];
  const control = dateControl({ id: 'date', edited: (text) => edits.push(text), incomplete: () => undefined });
  const { target } = control;
  if (!(target instanceof HTMLInputElement)) throw new Error('it is no input');
  control.show({ value });
  const type = (text: string): void => {
    target.value = text;
    target.dispatchEvent(new Event('input'));
  };
  return { control, edits, target, type };
};

it.each([
  ['0026-12-21', '2026-12-21'],
  ['0000-01-01', ''],
  ['0099-01-01', '2099-01-01'],
  ['0202-12-21', '0202-12-21'],
  ['2026-12-21', '2026-12-21'],
  ['', ''],
])('a date typed as %s is %s once it is left', (typed, left) => {
  const { edits, target, type } = opened('2031-05-05');
  type(typed);
  expect(edits.at(-1)).toBe(target.value);
  target.dispatchEvent(new Event('blur'));
  expect([target.value, edits.at(-1)]).toEqual([left, left]);
});

it('a year of two digits is one of this century where it is saved without leaving the field', () => {
  const { control, edits, type } = opened('');
  type('0026-12-21');
  control.commit?.();
  expect(edits).toEqual(['0026-12-21', '2026-12-21']);
});

it('leaves a date alone that nobody typed', () => {
  const { control, edits, target } = opened('0026-12-21');
  target.dispatchEvent(new Event('blur'));
  control.commit?.();
  expect([target.value, edits]).toEqual(['0026-12-21', []]);
});

const typedNumber = (typed: string) => {
  const edits: string[] = [];
  const control = numberControl({ id: 'number', edited: (text) => edits.push(text) });
  const { target } = control;
  if (!(target instanceof HTMLInputElement)) throw new Error('it is no input');
  target.value = typed;
  target.dispatchEvent(new Event('input'));
  return { control, edits, target };
};

it.each(['blur', 'commit'])('a number that was typed with its thousands apart is one at %s, and not before', (end) => {
  const { control, edits, target } = typedNumber('1,500');
  expect([target.value, edits]).toEqual(['1,500', ['1,500']]);
  if (end === 'blur') target.dispatchEvent(new Event('blur'));
  else control.commit?.();
  expect([target.value, edits]).toEqual(['1500', ['1,500', '1500']]);
});

it.each(['1500', '1,5', 'many', ''])('%j stays as it was typed', (typed) => {
  const { edits, target } = typedNumber(typed);
  target.dispatchEvent(new Event('blur'));
  expect([target.value, edits]).toEqual([typed, [typed]]);
});
