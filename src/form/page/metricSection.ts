import * as l10n from '@vscode/l10n';
import { metricFieldNames, type MetricField } from '../../model/goalRules.ts';
import type { LoadStatus } from '../../webview/loadStatus.ts';
import type { MetricRow, MetricState } from '../protocol.ts';
import { bar, button, el, setText } from '../../webview/page/dom.ts';
import { sparkElement } from '../../webview/page/sparkElement.ts';
import { MetricForm } from './metricForm.ts';

type MetricActions = {
  readonly edited: (field: MetricField, value: string) => void;
  readonly add: () => void;
  readonly retry: () => void;
};

/** A goal's metrics with their bars, and the way to one more. */
export class MetricSection {
  readonly element: HTMLElement;
  readonly #actions: MetricActions;
  readonly #rows = el('ul', { class: 'metrics' });
  readonly #remark = el('div', { class: 'remark', 'aria-live': 'polite' });
  readonly #open: HTMLButtonElement;
  readonly #form: MetricForm;
  readonly #newGoal = el('p', { class: 'remark' }, l10n.t('You can add metrics once the goal has been created.'));
  #drawn = '';
  #isEntering = false;
  #added: number | undefined;

  constructor(actions: MetricActions) {
    this.#actions = actions;
    this.#form = new MetricForm({ ...actions, cancel: () => this.#cancel() });
    this.#open = button(l10n.t('Add Metric…'), { class: 'secondary', id: 'add-metric' }, () => this.enter());
    this.element = el(
      'section',
      { class: 'section', 'aria-labelledby': 'metrics-title' },
      el('h2', { id: 'metrics-title' }, l10n.t('Metrics')),
      this.#newGoal,
      this.#remark,
      this.#rows,
      this.#open,
      this.#form.element,
    );
    this.#toggle();
  }

  show(state: MetricState, isNew: boolean, isOlder: (field: MetricField) => boolean): void {
    this.#newGoal.hidden = !isNew;
    this.#draw(state, isNew);
    this.#form.show(state, isOlder);
    if (Object.values(state.entry).some((text) => text !== '')) this.#isEntering = true;
    const hasMore = this.#added !== undefined && state.added > this.#added;
    this.#added = state.added;
    this.#toggle(isNew);
    // Not from where a person went on to while it was on its way.
    if (hasMore && this.#form.element.contains(document.activeElement)) this.#form.focus();
  }

  /** Opens the row and puts the focus there. */
  enter(): void {
    this.#isEntering = true;
    this.#toggle();
    this.#form.element.scrollIntoView({ block: 'nearest' });
    this.#form.focus();
  }

  #cancel(): void {
    for (const field of metricFieldNames) this.#actions.edited(field, '');
    this.#isEntering = false;
    this.#toggle();
    this.#open.focus();
  }

  #toggle(isNew = false): void {
    this.#open.hidden = isNew || this.#isEntering;
    this.#form.element.hidden = isNew || !this.#isEntering;
  }

  #draw({ list, rows }: MetricState, isNew: boolean): void {
    const drawn = JSON.stringify([list, rows, isNew]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#rows.replaceChildren(...rows.map((row) => metricRow(row)));
    this.#rows.hidden = rows.length === 0;
    this.#remark.replaceChildren(...(isNew ? [] : remarkOn(list, rows.length, this.#actions.retry)));
  }
}

const unchangeable = (): string => l10n.t('Metrics can be added here but not edited.');

const metricRow = ({ name, text, percent, spark }: MetricRow): HTMLElement => {
  // Said where a person tries to change it.
  const why = el('p', { class: 'hint', 'aria-live': 'polite' });
  const row = el(
    'li',
    { title: unchangeable() },
    el('span', { class: 'name' }, name),
    el('span', { class: 'value' }, spark && sparkElement(spark), ' ', text),
    percent === undefined
      ? undefined
      : bar(l10n.t({ message: '{0}: {1}', args: [name, text], comment: ['A metric and its values.'] }), percent),
    why,
  );
  row.addEventListener('click', () => {
    const isSelecting = window.getSelection()?.isCollapsed === false;
    if (!isSelecting) setText(why, l10n.t('Metrics can be added here but not edited. Edit this one in Gainsight.'));
  });
  return row;
};

const remarkOn = (list: LoadStatus, count: number, retry: () => void): readonly (HTMLElement | string)[] => {
  switch (list.kind) {
    case 'waiting':
      return [l10n.t('Not loaded.')];
    case 'loading':
      return [l10n.t('Loading metrics…')];
    case 'failed': {
      const failure = el('p', { class: 'problem' });
      setText(failure, `${list.sentence} ${list.advice}`);
      return [failure, button(l10n.t('Try Again'), { class: 'secondary' }, retry)];
    }
    case 'loaded':
      return [count === 0 ? l10n.t('No metrics yet.') : unchangeable()];
    default:
      return list satisfies never;
  }
};
