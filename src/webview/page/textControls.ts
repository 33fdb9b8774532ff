import { plainNumber } from '../../words/plainNumber.ts';
import { el } from './dom.ts';
import type { Control } from './field.ts';

type TextOptions = { readonly id: string; readonly edited: (value: string) => void; readonly list?: string };

export const textControl = ({ id, edited, list }: TextOptions): Control =>
  textual(el('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'true', list }), edited);

/** A number is typed as text: the browser's own number input swallows what it cannot read. */
export const numberControl = ({ id, edited }: TextOptions): Control => {
  const input = el('input', { id, type: 'text', autocomplete: 'off', inputmode: 'decimal', class: 'number' });
  const control = textual(input, edited);
  // While it is typed, more of it may come.
  const commit = (): void => {
    const plain = plainNumber(input.value);
    if (plain === input.value) return;
    control.show({ value: plain });
    edited(plain);
  };
  input.addEventListener('blur', commit);
  return { ...control, commit };
};

const textual = (input: HTMLInputElement, edited: (value: string) => void): Control => {
  // Kept apart from `input.value`, which changes line ends: the same text must not be set again under the caret.
  let shown = '';
  input.addEventListener('input', () => {
    shown = input.value;
    edited(shown);
  });
  return {
    element: input,
    target: input,
    show: ({ value }) => {
      if (value === shown) return;
      const wasEmpty = input.value === '';
      shown = value;
      input.value = value;
      // As with a suggested name: whoever is about to type a text of their own replaces it.
      if (wasEmpty && document.activeElement === input) input.select();
    },
    setDisabled: (isDisabled) => {
      input.disabled = isDisabled;
    },
  };
};

type DateOptions = TextOptions & { readonly incomplete: (isIncomplete: boolean) => void };

/** The browser's own date field: typed part by part, or picked. */
export const dateControl = ({ id, edited, incomplete }: DateOptions): Control => {
  const input = el('input', { id, type: 'date', max: '9999-12-31' });
  let isTyped = false;
  input.addEventListener('input', () => {
    const { badInput } = input.validity;
    isTyped = true;
    incomplete(badInput);
    if (!badInput) edited(input.value);
  });
  // A date that is typed halfway reads as none; `input` is not told of every such change.
  const commit = (): void => {
    incomplete(input.validity.badInput);
    // A year of two digits, `12 21 26`; while it is typed, it may be the beginning of one of four.
    if (isTyped && /^00\d\d-/.test(input.value)) {
      input.value = input.value.replace(/^00/, '20');
      edited(input.value);
    }
    isTyped = false;
  };
  input.addEventListener('blur', commit);
  return {
    element: input,
    target: input,
    show: ({ value, unresolved }) => {
      if (unresolved === undefined && input.value !== value) input.value = value;
    },
    setDisabled: (isDisabled) => {
      input.disabled = isDisabled;
    },
    commit,
  };
};
