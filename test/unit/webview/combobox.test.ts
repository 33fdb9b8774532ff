// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import { layOut } from './layOut.ts';
import { Combobox } from '../../../src/webview/page/combobox.ts';

// An option is taken by a key where it has a place on the page.
beforeEach(layOut);

const choices = [
  { id: '1', name: 'Ada Lovelace' },
  { id: '2', name: 'Adele' },
];

const opened = () => {
  const said: string[] = [];
  const words = { label: 'Owner', placeholder: '', more: () => '', loading: '', none: '', notLoaded: '' };
  const box = new Combobox({
    id: 'owner',
    words,
    takesIds: false,
    picked: (id) => said.push(`picked ${id}`),
    typed: (text) => said.push(`typed ${text}`),
  });
  document.body.replaceChildren(box.element);
  box.setChoices(choices, { kind: 'loaded' });
  box.show({ value: '2', name: 'Adele' });
  const { target } = box;
  if (!(target instanceof HTMLInputElement)) throw new Error('it is no input');
  target.value = 'Ad';
  target.dispatchEvent(new Event('input'));
  const press = (key: string, options: KeyboardEventInit = {}): boolean =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...options }));
  return { box, target, said, press };
};

it.each(['Escape', 'Enter', 'ArrowDown', 'ArrowUp', 'Tab'])(
  '%s is the input method’s while it composes: what was typed stays',
  (key) => {
    const { target, said, press } = opened();
    const option = target.getAttribute('aria-activedescendant');
    press(key, { isComposing: true });
    expect([target.value, said]).toEqual(['Ad', ['typed Ad']]);
    expect([option, target.getAttribute('aria-activedescendant')]).toEqual(['owner-list-0', 'owner-list-0']);
  },
);

it('Escape alone gives up what was typed', () => {
  const { target, press } = opened();
  press('Escape');
  expect(target.value).toBe('Adele');
});
