import * as l10n from '@vscode/l10n';
import type { Choice } from '../choice.ts';
import type { LoadStatus } from '../loadStatus.ts';
import type { ComboboxWords } from './comboboxWords.ts';
import { el, icon } from './dom.ts';
import type { Control, Shown } from './field.ts';
import { exactly, matching, mayBeId, searchable, type Searchable } from './matching.ts';
import { OptionPopup, optionElement } from './optionPopup.ts';

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
  readonly #popup: OptionPopup;
  #choices: readonly Searchable[] = [];
  #progress: LoadStatus = { kind: 'waiting' };
  #shown: Shown = { value: '' };
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
    this.#popup = new OptionPopup({
      id,
      label: words.label,
      input: this.target,
      picked: (option) => this.#pick(option.dataset['id'] ?? ''),
    });
    this.element = el('div', { class: 'combobox' }, this.target, icon('chevron'), this.#popup.element);
    this.#listen();
  }

  #listen(): void {
    const { target } = this;
    target.addEventListener('input', () => this.#type());
    target.addEventListener('click', () => (this.#popup.isOpen ? this.#popup.close() : this.#render()));
    target.addEventListener('keydown', (event) => this.#press(event));
    target.addEventListener('blur', () => this.#leave());
  }

  setChoices(choices: readonly Choice[], progress: LoadStatus): void {
    this.#choices = searchable(choices);
    this.#progress = progress;
    if (this.#popup.isOpen) this.#render();
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
    this.#render();
  }

  #press(event: KeyboardEvent): void {
    // These keys belong to the input method while it composes.
    if (event.isComposing) return event.stopImmediatePropagation();
    if (this.#popup.isOpen) this.#popup.wrapAround(event);
    if (event.key === 'Escape' && (this.#popup.isOpen || this.#isTyping)) this.#giveUp();
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !this.#popup.isOpen && !event.altKey)
      this.#render();
    else return;
    event.preventDefault();
  }

  #leave(): void {
    this.#popup.close();
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
    this.#popup.close();
  }

  #pick(id: string): void {
    this.#isTyping = false;
    this.#shown = { value: id };
    this.target.value = this.#text();
    this.#popup.close();
    this.#options.picked(id);
  }

  #render(): void {
    const typed = this.#isTyping ? this.target.value : '';
    const found = matching(this.#choices, typed);
    const offersId = this.#options.takesIds && mayBeId(typed) && !found.some(({ id }) => id === typed.trim());
    const id = `${this.target.id}-list`;
    this.#popup.show(
      [
        ...found
          .slice(0, longest)
          .map(({ name, detail, ...choice }, index) =>
            optionElement(`${id}-${index}`, { name, detail, id: choice.id }, choice.id === this.#shown.value),
          ),
        ...(offersId ? [idOption(`${id}-id`, typed.trim())] : []),
      ],
      // The first match is what Enter takes; an id is only taken when it was asked for.
      { remark: this.#remark(found.length, offersId), isFirstSelected: typed.trim() !== '' && found.length > 0 },
    );
    if (typed === '') this.#markCurrent();
  }

  /** The list opens at what is chosen now. */
  #markCurrent(): void {
    const current = this.#popup.list.querySelector('.current');
    if (current !== null) this.#popup.select(current);
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

const idOption = (element: string, id: string): HTMLElement =>
  optionElement(element, { name: l10n.t('Use ID {0}', id), detail: l10n.t('not in the list'), id });
