import type { Line } from '../protocol.ts';
import { button, el, icon, setText, type IconName } from './dom.ts';

type StateBarActions = { readonly send: () => void; readonly discard: () => void };

const iconOf: Readonly<Record<Line['kind'], IconName>> = {
  saved: 'cloud',
  draft: 'draft',
  sending: 'sending',
  notSent: 'warning',
  waiting: 'waiting',
};

/** Always in sight: where the text is, and the button that sends it. */
export class StateBar {
  readonly element: HTMLElement;
  readonly #icon = el('span', { class: 'line-icon' });
  readonly #text = el('span', { role: 'status' });
  readonly #send: HTMLButtonElement;
  readonly #discard: HTMLButtonElement;

  constructor({ send, discard }: StateBarActions) {
    this.#send = button('Save', { class: 'primary', hidden: true }, send);
    this.#discard = button('Discard Draft', { class: 'secondary', hidden: true }, discard);
    this.element = el(
      'header',
      { class: 'state-bar' },
      el('div', { class: 'line' }, this.#icon, this.#text),
      el('div', { class: 'buttons' }, this.#discard, this.#send),
    );
  }

  show({ kind, text, send, canDiscard }: Line): void {
    if (this.element.dataset['kind'] !== kind) this.#icon.replaceChildren(icon(iconOf[kind]));
    this.element.dataset['kind'] = kind;
    setText(this.#text, text);
    if (send !== undefined) setText(this.#send, send);
    this.#send.hidden = send === undefined;
    this.#discard.hidden = !canDiscard;
  }
}
