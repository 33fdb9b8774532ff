import * as l10n from '@vscode/l10n';
import Navigation from '@github/combobox-nav';
import type { Choice } from '../choice.ts';
import type { LoadStatus } from '../loadStatus.ts';
import type { ComboboxWords } from './comboboxWords.ts';
import { el, icon, setAttributes, setText } from './dom.ts';
import type { Control, Shown } from './field.ts';
import { exactly, matching, mayBeId, searchable, type Searchable } from './matching.ts';

type ComboboxOptions = {
  readonly id: string;
  readonly words: ComboboxWords;
  /** Whether an id may be used that is not among the choices. */
  readonly takesIds: boolean;
  readonly picked: (id: string) => void;
  readonly typed: (looseText: string) => void;
};

/** The most options that are drawn. The others are found by typing. */
const longest = 50;

/** A choice among thousands: found by typing, shown by name, sent by id. */
export class Combobox implements Control {
  readonly element: HTMLElement;
  readonly target: HTMLInputElement;
  readonly #options: ComboboxOptions;
  readonly #popup: HTMLElement;
  readonly #list: HTMLElement;
  readonly #more: HTMLElement;
  readonly #navigation: Navigation;
  #choices: readonly Searchable[] = [];
  #progress: LoadStatus = { kind: 'waiting' };
  #shown: Shown = { value: '' };
  #isOpen = false;
  #isTyping = false;

  constructor(options: ComboboxOptions) {
    const { id, words } = options;
    this.#options = options;
    this.target = el('input', {
      id,
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: words.placeholder,
    });
    this.#list = el('ul', { id: `${id}-list`, role: 'listbox', 'aria-label': words.label });
    this.#more = el('p', { class: 'more', role: 'status' });
    this.#popup = el('div', { class: 'popup', hidden: true }, this.#list, this.#more);
    this.element = el('div', { class: 'combobox' }, this.target, icon('chevron'), this.#popup);
    this.#navigation = new Navigation(this.target, this.#list, { tabInsertsSuggestions: false });
    this.#listen();
  }

  #listen(): void {
    const { target } = this;
    target.addEventListener('input', () => this.#type());
    target.addEventListener('click', () => (this.#isOpen ? this.#close() : this.#open()));
    target.addEventListener('keydown', (event) => this.#press(event));
    target.addEventListener('blur', () => this.#leave());
    // Keeps the focus in the input, so that a click on an option is not first a blur.
    this.#popup.addEventListener('mousedown', (event) => event.preventDefault());
    this.#list.addEventListener('combobox-commit', (event) => {
      if (event.target instanceof HTMLElement) this.#pick(event.target.dataset['id'] ?? '');
    });
  }

  setChoices(choices: readonly Choice[], progress: LoadStatus): void {
    this.#choices = searchable(choices);
    this.#progress = progress;
    if (this.#isOpen) this.#render();
  }

  show(shown: Shown): void {
    this.#shown = shown;
    if (!this.#isTyping) this.target.value = this.#text();
  }

  setDisabled(isDisabled: boolean): void {
    this.target.disabled = isDisabled;
  }

  #text(): string {
    const { value, name, unresolved } = this.#shown;
    return unresolved ?? name ?? this.#choices.find(({ choice }) => choice.id === value)?.choice.name ?? value;
  }

  #type(): void {
    this.#isTyping = true;
    this.#options.typed(this.target.value.trim());
    this.#open();
  }

  #press(event: KeyboardEvent): void {
    // These keys belong to the input method while it composes.
    if (event.isComposing) return;
    if (this.#isOpen) this.#wrapAround(event);
    if (event.key === 'Escape' && (this.#isOpen || this.#isTyping)) this.#giveUp();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !this.#isOpen && !event.altKey) this.#open();
    else return;
    event.preventDefault();
  }

  /** From the last option to the first and back, so that an arrow never leaves all of them behind. */
  #wrapAround({ key }: KeyboardEvent): void {
    const options = this.#list.querySelectorAll('[role=option]');
    const edge = key === 'ArrowDown' ? options[options.length - 1] : key === 'ArrowUp' ? options[0] : undefined;
    // With none selected, the next arrow takes the first or the last.
    if (edge?.getAttribute('aria-selected') === 'true') this.#navigation.clearSelection();
  }

  #leave(): void {
    this.#close();
    this.commit();
  }

  /** Typed text that names one choice is that choice; no text is none. */
  commit(): void {
    if (!this.#isTyping) return;
    this.#isTyping = false;
    const typed = this.target.value.trim();
    const choice = exactly(this.#choices, typed);
    if (choice !== undefined) this.#pick(choice.id);
    else if (typed === '') this.#pick('');
  }

  #giveUp(): void {
    this.#isTyping = false;
    this.#options.typed('');
    this.#shown = { ...this.#shown, unresolved: undefined };
    this.target.value = this.#text();
    this.#close();
  }

  #pick(id: string): void {
    this.#isTyping = false;
    this.#shown = { value: id };
    this.target.value = this.#text();
    this.#close();
    this.#options.picked(id);
  }

  #open(): void {
    this.#isOpen = true;
    this.#popup.hidden = false;
    this.#render();
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#navigation.stop();
    this.#popup.hidden = true;
    setText(this.#more, '');
  }

  #render(): void {
    const typed = this.#isTyping ? this.target.value : '';
    const found = matching(this.#choices, typed);
    const offersId = this.#options.takesIds && mayBeId(typed) && !found.some(({ id }) => id === typed.trim());
    this.#navigation.stop();
    this.#list.replaceChildren(
      ...found.slice(0, longest).map((choice, index) => this.#option(choice, index)),
      ...(offersId ? [this.#idOption(typed.trim())] : []),
    );
    setText(this.#more, this.#remark(found.length, offersId));
    // The first match is what Enter takes; an id is only taken when it was asked for.
    this.#navigation.firstOptionSelectionMode = typed.trim() !== '' && found.length > 0 ? 'selected' : 'none';
    this.#navigation.start();
    if (typed === '') this.#markCurrent();
  }

  #option({ id, name, detail }: Choice, index: number): HTMLElement {
    const isCurrent = id === this.#shown.value;
    return el(
      'li',
      { role: 'option', id: `${this.#list.id}-${index}`, 'data-id': id, class: isCurrent ? 'current' : undefined },
      el('span', { class: 'name' }, name),
      detail === undefined ? undefined : el('span', { class: 'detail' }, detail),
    );
  }

  #idOption(id: string): HTMLElement {
    const attributes = { role: 'option', id: `${this.#list.id}-id`, 'data-id': id };
    return el(
      'li',
      attributes,
      el('span', { class: 'name' }, l10n.t('Use ID {0}', id)),
      el('span', { class: 'detail' }, l10n.t('not in the list')),
    );
  }

  /** The list opens at what is chosen now. */
  #markCurrent(): void {
    const current = this.#list.querySelector('.current');
    if (current === null) return;
    setAttributes(current, { 'aria-selected': 'true' });
    setAttributes(this.target, { 'aria-activedescendant': current.id });
    current.scrollIntoView({ block: 'nearest' });
  }

  #remark(found: number, offersId: boolean): string {
    const { words } = this.#options;
    const isComplete = this.#progress.kind === 'loaded';
    if (found > longest) return words.more(longest, found);
    if (this.#progress.kind === 'loading') return words.loading;
    if (found === 0 && !offersId) return isComplete ? words.none : words.notLoaded;
    return '';
  }
}
