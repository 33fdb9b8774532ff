import type { Facts } from '../protocol.ts';
import { button, el, setText } from '../../webview/page/dom.ts';

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What the tenant alone writes, to be read and copied. */
export class FactSection {
  readonly element: HTMLElement;
  readonly #list = el('dl', { class: 'facts' });
  readonly #copied = el('span', { class: 'copied', role: 'status' });
  readonly #copy: HTMLButtonElement;
  #drawn = '';

  constructor(copyId: () => void) {
    this.#copy = button('Copy', { class: 'secondary small', 'aria-label': 'Copy ID' }, () => {
      copyId();
      setText(this.#copied, 'Copied');
      window.setTimeout(() => setText(this.#copied, ''), 2000);
    });
    this.element = el(
      'section',
      { class: 'section', 'aria-labelledby': 'facts-title', hidden: true },
      el('h2', { id: 'facts-title' }, 'Details'),
      this.#list,
    );
  }

  show(facts: Facts | undefined, company: string | undefined, owner: string | undefined): void {
    const drawn = JSON.stringify([facts, company, owner]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.hidden = facts === undefined;
    this.#list.replaceChildren(...(facts === undefined ? [] : this.#rows(facts, company, owner)));
  }

  #rows(
    { id, created, modified }: Facts,
    company: string | undefined,
    owner: string | undefined,
  ): readonly HTMLElement[] {
    return [
      row('Company', company),
      row('Owner', owner),
      row('Created', created && momentText(created)),
      row('Modified', modified && momentText(modified)),
      el('div', {}, el('dt', {}, 'Id'), el('dd', { class: 'id' }, el('code', {}, id), this.#copy, this.#copied)),
    ].filter((each) => each !== undefined);
  }
}

const row = (label: string, value: string | undefined): HTMLElement | undefined =>
  value === undefined || value === '' ? undefined : el('div', {}, el('dt', {}, label), el('dd', {}, value));

const momentText = (iso: string): string => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : moment.format(date);
};
