import Navigation from '@github/combobox-nav';
import { el, setAttributes, setText } from './dom.ts';

type OptionPopupDeps = {
  readonly id: string;
  readonly label: string;
  readonly input: HTMLInputElement;
  /** Taken by Enter or by a click. */
  readonly picked: (option: HTMLElement) => void;
};

type Shown = {
  /** Below the options; '' for nothing. */
  readonly remark: string;
  /** Whether Enter takes the first one. */
  readonly isFirstSelected: boolean;
};

/** The list of options under an input, which makes it a combobox: arrows go through them while the focus stays in the input. */
export class OptionPopup {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #remark = el('p', { class: 'more', role: 'status' });
  readonly #navigation: Navigation;
  #isOpen = false;

  constructor({ id, label, input, picked }: OptionPopupDeps) {
    this.#input = input;
    this.list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': label });
    this.element = el('div', { class: 'popup', hidden: true }, this.list, this.#remark);
    this.#navigation = new Navigation(input, this.list, { tabInsertsSuggestions: false });
    // Keeps the focus in the input, so that a click on an option is not first a blur.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('combobox-commit', (event) => {
      if (event.target instanceof HTMLElement) picked(event.target);
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  show(options: readonly HTMLElement[], { remark, isFirstSelected }: Shown): void {
    this.#isOpen = true;
    this.element.hidden = false;
    this.#navigation.stop();
    this.list.replaceChildren(...options);
    setText(this.#remark, remark);
    this.#navigation.firstOptionSelectionMode = isFirstSelected ? 'selected' : 'none';
    this.#navigation.start();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#navigation.stop();
    this.element.hidden = true;
    setText(this.#remark, '');
  }

  select(option: Element): void {
    setAttributes(option, { 'aria-selected': 'true' });
    setAttributes(this.#input, { 'aria-activedescendant': option.id });
    option.scrollIntoView({ block: 'nearest' });
  }

  /** From the last option to the first and back, so that an arrow never leaves all of them behind. */
  wrapAround({ key }: KeyboardEvent): void {
    const options = this.list.querySelectorAll('[role=option]');
    const edge = key === 'ArrowDown' ? options[options.length - 1] : key === 'ArrowUp' ? options[0] : undefined;
    // With none selected, the next arrow takes the first or the last.
    if (edge?.getAttribute('aria-selected') === 'true') this.#navigation.clearSelection();
  }
}

/** @param id of the element, which the input names while it is selected */
export const optionElement = (
  id: string,
  { name, detail = '', ...data }: { readonly name: string; readonly detail?: string | undefined; readonly id?: string },
  isCurrent = false,
): HTMLElement =>
  el(
    'li',
    { role: 'option', id, 'data-id': data.id, class: isCurrent ? 'current' : undefined },
    el('span', { class: 'name' }, name),
    detail === '' ? undefined : el('span', { class: 'detail' }, detail),
  );
