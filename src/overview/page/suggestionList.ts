import * as l10n from '@vscode/l10n';
import { el } from '../../webview/page/dom.ts';
import { OptionPopup, optionElement } from '../../webview/page/optionPopup.ts';
import type { CaretText, Suggestion } from '../protocol.ts';

type SuggestionActions = {
  readonly suggest: (at: CaretText) => void;
  /** A term is complete. */
  readonly completed: () => void;
};

/** What may stand at the caret of the filter: asked of the host as a person types, and put there by Enter or a click. */
export class SuggestionList {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #popup: OptionPopup;
  readonly #actions: SuggestionActions;
  #list: readonly Suggestion[] = [];
  /** What was asked last, until it is answered or wanted no more. */
  #asked: CaretText | undefined;

  constructor(input: HTMLInputElement, actions: SuggestionActions) {
    this.#input = input;
    this.#actions = actions;
    const picked = ({ id }: HTMLElement): void => this.#pick(Number(id.split('-').at(-1)));
    this.#popup = new OptionPopup({ id: input.id, label: l10n.t('Suggestions'), input, picked });
    this.element = el('div', { class: 'combobox' }, input, this.#popup.element);
    input.addEventListener('input', () => this.#changed());
    input.addEventListener('keydown', (event) => this.#press(event));
    input.addEventListener('blur', () => this.close());
  }

  get isOpen(): boolean {
    return this.#popup.isOpen;
  }

  close(): void {
    this.#asked = undefined;
    this.#popup.close();
  }

  /** What comes late, for a text that is no longer there, is of no use. */
  take({ text, caret }: CaretText, list: readonly Suggestion[]): void {
    if (this.#asked?.text !== text || this.#asked.caret !== caret || document.activeElement !== this.#input) return;
    this.#asked = undefined;
    if (list.length === 0) return this.close();
    this.#list = list;
    const options = list.map(({ label, description }, at) =>
      optionElement(`${this.#popup.list.id}-${at}`, { name: label, detail: description }),
    );
    // Enter means the filter as it stands, until an arrow has gone into the list.
    this.#popup.show(options, { remark: '', isFirstSelected: false });
  }

  #ask(): void {
    const { value: text, selectionStart } = this.#input;
    this.#asked = { text, caret: selectionStart ?? text.length };
    this.#actions.suggest(this.#asked);
  }

  #changed(): void {
    if (this.#input.value.trim() === '') this.close();
    else this.#ask();
  }

  #press(event: KeyboardEvent): void {
    // These keys belong to the input method while it composes.
    if (event.isComposing) return event.stopImmediatePropagation();
    if (this.isOpen) this.#popup.wrapAround(event);
    if (event.key === 'Escape' && this.isOpen) this.close();
    else if (event.key === 'ArrowDown' && !this.isOpen && !event.altKey) this.#ask();
    else return;
    event.preventDefault();
  }

  #pick(at: number): void {
    const suggestion = this.#list[at];
    if (suggestion === undefined) return;
    const { text, caret } = suggestion;
    this.close();
    this.#input.value = text;
    this.#input.setSelectionRange(caret, caret);
    // Behind a field come its values.
    if (text[caret - 1] === ':') this.#ask();
    else this.#actions.completed();
  }
}
