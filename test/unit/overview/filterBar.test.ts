// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { layOut } from '../webview/layOut.ts';
import { FilterBar } from '../../../src/overview/page/filterBar.ts';
import type { CaretText, Suggestion } from '../../../src/overview/protocol.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // The list's own arrows pass over what has no place on the page.
  return layOut();
});

afterEach(() => void vi.useRealTimers());

const of = (text: string, label = text): Suggestion => ({ label, description: '3 goals', text, caret: text.length });

const opened = () => {
  const asked: string[] = [];
  const wanted: CaretText[] = [];
  const bar = new FilterBar({ ask: (query) => asked.push(query), suggest: (at) => wanted.push(at) });
  document.body.replaceChildren(bar.element);
  const { input } = bar;
  input.focus();
  const type = (text: string): void => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  /** Whether the key was left to the browser. */
  const press = (key: string, options: KeyboardEventInit = {}): boolean =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...options }));
  /** Answers what was asked last. */
  const answer = (...list: readonly Suggestion[]): void => {
    const last = wanted.at(-1);
    if (last !== undefined) bar.takeSuggestions(last, list);
  };
  const listed = (): readonly (string | null)[] | undefined =>
    document.querySelector<HTMLElement>('.popup')?.hidden === false
      ? [...document.querySelectorAll('[role=option] .name')].map((each) => each.textContent)
      : undefined;
  return { bar, input, type, press, answer, asked, wanted, listed };
};

it('lists what may come next, puts a field there with its values behind, and a value with its goals', () => {
  const { type, press, answer, listed, input, wanted, asked } = opened();
  type('sta');
  expect(wanted).toEqual([{ text: 'sta', caret: 3 }]);
  answer(of('status:'), of('template:'));
  expect([listed(), input.getAttribute('aria-expanded')]).toEqual([['status:', 'template:'], 'true']);
  press('ArrowDown');
  expect(document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('status:');
  expect(press('Enter')).toBe(false);
  expect([input.value, wanted.at(-1), asked]).toEqual(['status:', { text: 'status:', caret: 7 }, []]);
  answer(of('status:open ', 'open'), of('status:closed ', 'closed'));
  press('ArrowDown');
  press('ArrowDown');
  press('Enter');
  expect([input.value, asked, listed()]).toEqual(['status:closed ', ['status:closed'], undefined]);
});

it('Enter alone means the filter as it stands', () => {
  const { type, press, answer, listed, asked, bar } = opened();
  type('open');
  answer(of('owner:'));
  expect(press('Enter')).toBe(true);
  // As the browser does for this key.
  bar.element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  expect([asked, listed()]).toEqual([['open'], undefined]);
});

it('Escape closes the list and leaves what was typed; an arrow opens it again', () => {
  const { type, press, answer, listed, input, wanted } = opened();
  type('sta');
  answer(of('status:'));
  expect(press('Escape')).toBe(false);
  expect([listed(), input.value, input.getAttribute('aria-expanded')]).toEqual([undefined, 'sta', 'false']);
  expect(press('Escape')).toBe(true);
  press('ArrowDown');
  expect(wanted).toHaveLength(2);
  answer(of('status:'));
  expect(listed()).toEqual(['status:']);
});

it.each(['Escape', 'Enter', 'ArrowDown'])('%s is the input method’s while it composes', (key) => {
  const { type, press, answer, listed, input } = opened();
  type('sta');
  answer(of('status:'));
  press(key, { isComposing: true });
  expect([listed(), input.value, input.hasAttribute('aria-activedescendant')]).toEqual([['status:'], 'sta', false]);
});

it('shows nothing that comes late, for nothing, or when the box was left', () => {
  const { bar, type, answer, listed, input, wanted } = opened();
  type('sta');
  const [first] = wanted;
  type('own');
  if (first !== undefined) bar.takeSuggestions(first, [of('status:')]);
  expect(listed()).toBe(undefined);
  answer();
  expect(listed()).toBe(undefined);
  type('stat');
  input.blur();
  answer(of('status:'));
  expect(listed()).toBe(undefined);
  input.focus();
  type('statu');
  answer(of('status:'));
  type('');
  expect(listed()).toBe(undefined);
});

it('asks when a person pauses, but not in the middle of a term, until they leave the box', () => {
  const { type, asked, input } = opened();
  type('status:open');
  vi.advanceTimersByTime(1000);
  type('status:open owner:');
  vi.advanceTimersByTime(1000);
  expect(asked).toEqual(['status:open']);
  input.dispatchEvent(new Event('change'));
  expect(asked).toEqual(['status:open', 'status:open owner:']);
});

it('takes an option by a click, which does not leave the box', () => {
  const { type, answer, input, asked } = opened();
  type('status:');
  answer(of('status:open ', 'open'));
  const option = document.querySelector('[role=option]');
  expect(option?.dispatchEvent(new MouseEvent('mousedown', { cancelable: true, bubbles: true }))).toBe(false);
  option?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect([input.value, asked]).toEqual(['status:open ', ['status:open']]);
});
