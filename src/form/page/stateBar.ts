import * as l10n from '@vscode/l10n';
import type { Line } from '../protocol.ts';
import { button, el, icon, setText, type IconName } from '../../webview/page/dom.ts';

type StateBarActions = { readonly send: () => void; readonly discard: () => void; readonly cancel: () => void };

const iconOf: Readonly<Record<Line['kind'], IconName>> = {
  saved: 'cloud',
  draft: 'draft',
  sending: 'sending',
  notSent: 'warning',
  waiting: 'waiting',
};

/** How long a sentence about what was just asked for stays, in milliseconds. */
const sayMs = 5000;

const cutOff = (): string =>
  l10n.t('This form is disconnected and no longer saves what you type. What you typed before is kept.');

/** Always in sight: where the text is, and the button that sends it. */
export class StateBar {
  readonly element: HTMLElement;
  readonly #icon = el('span', { class: 'line-icon' });
  readonly #text = el('span', { role: 'status', tabindex: '-1' });
  readonly #lost = el('span', { role: 'alert' });
  readonly #said = el('span', { 'aria-live': 'polite', class: 'said' });
  readonly #send: HTMLButtonElement;
  readonly #discard: HTMLButtonElement;
  readonly #cancel: HTMLButtonElement;
  readonly #reopen = el(
    'a',
    { class: 'button', href: 'command:customerGoals.reopenGoal', hidden: true },
    l10n.t('Reopen'),
  );
  #line: Line = { kind: 'waiting', text: '', canDiscard: false };
  #isLost = false;
  #saidUntil: number | undefined;

  constructor({ send, discard, cancel }: StateBarActions) {
    this.#send = button(l10n.t('Save'), { class: 'primary', hidden: true }, send);
    this.#discard = button(l10n.t('Discard Draft'), { class: 'secondary', hidden: true }, discard);
    this.#cancel = button(l10n.t('Cancel Waiting Requests'), { class: 'secondary', hidden: true }, cancel);
    this.element = el(
      'header',
      { class: 'state-bar' },
      el('div', { class: 'line' }, this.#icon, this.#text, this.#lost),
      this.#said,
      el('div', { class: 'buttons' }, this.#cancel, this.#discard, this.#send, this.#reopen),
    );
  }

  /** Where the focus goes when what held it is gone: it speaks of what became of the text. */
  get heir(): HTMLElement {
    return this.#isLost ? this.#reopen : this.#text;
  }

  /** For a moment, and spoken also where it is the same again. */
  say(text: string): void {
    window.clearTimeout(this.#saidUntil);
    setText(this.#said, '');
    window.setTimeout(() => setText(this.#said, text));
    this.#saidUntil = window.setTimeout(() => setText(this.#said, ''), sayMs);
  }

  /** What gets the focus scrolls into sight below the bar, however many lines it has. */
  keepClear(): void {
    const { style } = document.documentElement;
    new ResizeObserver(() => {
      style.scrollPaddingTop = `${this.element.offsetHeight + 16}px`;
    }).observe(this.element);
  }

  show(line: Line): void {
    this.#line = line;
    this.#draw();
  }

  /** The extension host has ended, or answers no more: nothing that is typed here reaches it. */
  showLost(isLost: boolean): void {
    if (isLost === this.#isLost) return;
    this.#isLost = isLost;
    this.#draw();
  }

  #draw(): void {
    const { text, send, canDiscard, canCancel = false } = this.#line;
    const kind = this.#isLost ? 'notSent' : this.#line.kind;
    if (this.element.dataset['kind'] !== kind) this.#icon.replaceChildren(icon(iconOf[kind]));
    this.element.dataset['kind'] = kind;
    setText(this.#text, text);
    this.#lost.hidden = !this.#isLost;
    setText(this.#lost, this.#isLost ? cutOff() : '');
    if (send !== undefined) setText(this.#send, send);
    this.#text.hidden = this.#isLost;
    this.#send.hidden = this.#isLost || send === undefined;
    this.#cancel.hidden = this.#isLost || !canCancel;
    this.#discard.hidden = this.#isLost || !canDiscard;
    this.#reopen.hidden = !this.#isLost;
  }
}
