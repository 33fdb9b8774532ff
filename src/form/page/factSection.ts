import * as l10n from '@vscode/l10n';
import type { Facts } from '../protocol.ts';
import { button, el, setText } from '../../webview/page/dom.ts';
import { momentText } from '../../words/dates.ts';
import { goalFieldLabel } from '../../words/fieldLabels.ts';

/** What the tenant alone writes, to be read and copied. */
export class FactSection {
  readonly element: HTMLElement;
  readonly #list = el('dl', { class: 'facts' });
  readonly #copied = el('span', { class: 'copied', role: 'status' });
  readonly #copy: HTMLButtonElement;
  #drawn = '';

  constructor(copyId: () => void) {
    this.#copy = button(l10n.t('Copy'), { class: 'secondary small', 'aria-label': l10n.t('Copy ID') }, () => {
      copyId();
      setText(this.#copied, l10n.t('Copied'));
      window.setTimeout(() => setText(this.#copied, ''), 2000);
    });
    this.element = el(
      'section',
      { class: 'section', 'aria-labelledby': 'facts-title', hidden: true },
      el('h2', { id: 'facts-title' }, l10n.t('Details')),
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
      row(goalFieldLabel('CompanyId'), company),
      row(goalFieldLabel('OwnerId'), owner),
      row(l10n.t('Created'), created && isoText(created)),
      row(l10n.t('Modified'), modified && isoText(modified)),
      el(
        'div',
        {},
        el('dt', {}, l10n.t('ID')),
        el('dd', { class: 'id' }, el('code', {}, id), this.#copy, this.#copied),
      ),
    ].filter((each) => each !== undefined);
  }
}

const row = (label: string, value: string | undefined): HTMLElement | undefined =>
  value === undefined || value === '' ? undefined : el('div', {}, el('dt', {}, label), el('dd', {}, value));

const isoText = (iso: string): string => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : momentText(date);
};
