import * as l10n from '@vscode/l10n';
import { button, el } from '../../webview/page/dom.ts';
import { numberText } from '../../words/numbers.ts';
import type { Totals as Counts } from '../protocol.ts';

/** A few numbers, large. Each leads to its goals. */
export class Totals {
  readonly element = el('ul', { class: 'totals', 'aria-label': l10n.t('Totals') });
  readonly #act: (target: string) => void;
  #told = '';

  constructor(act: (target: string) => void) {
    this.#act = act;
  }

  show(counts: Counts): void {
    const told = JSON.stringify(counts);
    if (told === this.#told) return;
    this.#told = told;
    const held = document.activeElement?.id ?? '';
    this.element.replaceChildren(
      el('li', {}, el('strong', {}, numberText(counts.goals)), el('span', {}, l10n.t('Goals'))),
      this.#item('open', counts.open, l10n.t('Open'), 'status:open'),
      this.#item('overdue', counts.overdue, l10n.t('Overdue'), 'due:overdue', counts.overdue > 0),
      this.#item('soon', counts.dueSoon, l10n.t('Due within 7 days'), 'status:open due:today..+7d'),
      this.#item('achieved', counts.achieved, l10n.t('Achieved'), 'status:achieved'),
    );
    if (held.startsWith('total-')) document.getElementById(held)?.focus();
  }

  #item(id: string, count: number, label: string, term: string, isLate = false): HTMLElement {
    const number = el('strong', { class: isLate ? 'late' : undefined }, numberText(count));
    const press = button('', { class: 'total', id: `total-${id}` }, () => this.#act(`query ${term}`));
    press.append(number, el('span', {}, label));
    return el('li', {}, press);
  }
}
