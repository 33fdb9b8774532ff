import * as l10n from '@vscode/l10n';
import type { GoalField } from '../../model/goalFields.ts';
import type { Side } from '../../editing/conflictChoices.ts';
import type { Disagreement } from '../protocol.ts';
import { button, el, setText } from '../../webview/page/dom.ts';
import { phrase } from '../../words/phrase.ts';

export type ConflictActions = {
  readonly choose: (keep: Side, field?: GoalField) => void;
  readonly compare: (field: GoalField) => void;
  readonly send: () => void;
};

/** What both sides made of each field, and a choice between them. */
export class ConflictBox {
  readonly element: HTMLElement;
  readonly #radios = new Map<string, HTMLInputElement>();
  readonly #count = el('span', { role: 'status', class: 'count' });
  readonly #send: HTMLButtonElement;
  readonly #actions: ConflictActions;
  readonly #texts: string;

  constructor(fields: readonly Disagreement[], actions: ConflictActions) {
    this.#actions = actions;
    this.#texts = textsOf(fields);
    this.#send = button(l10n.t('Save Selected Versions'), { class: 'primary' }, actions.send);
    const heading = l10n.t('This goal has changed in Gainsight since you opened it. Nothing has been saved.');
    const advice = l10n.t('You and someone else changed these fields. Choose which version to keep.');
    this.element = el(
      'div',
      {},
      el('p', {}, el('strong', {}, heading), ` ${advice}`),
      ...fields.map((each) => this.#choice(each)),
      el(
        'div',
        { class: 'buttons' },
        this.#send,
        button(l10n.t('Keep All of Mine'), { class: 'secondary' }, () => actions.choose('mine')),
        button(l10n.t('Take All of Theirs'), { class: 'secondary' }, () => actions.choose('theirs')),
        this.#count,
      ),
    );
    this.show(fields);
  }

  /** Whether this box shows these very texts, and has but its choices to change. */
  fits(fields: readonly Disagreement[]): boolean {
    return textsOf(fields) === this.#texts;
  }

  show(fields: readonly Disagreement[]): void {
    for (const { field, choice } of fields)
      for (const side of ['theirs', 'mine'] as const) {
        const radio = this.#radios.get(`${field} ${side}`);
        if (radio !== undefined) radio.checked = choice === side;
      }
    const open = fields.filter(({ choice }) => choice === undefined).length;
    this.#send.disabled = open > 0;
    setText(this.#count, open === 0 ? '' : phrase(l10n.t('{0} of {1} still to choose'), open, fields.length));
  }

  #choice({ field, label, base, theirs, mine, isLong }: Disagreement): HTMLElement {
    const compare = isLong
      ? button(l10n.t('Compare'), { class: 'secondary small', 'aria-label': l10n.t('Compare {0}', label) }, () =>
          this.#actions.compare(field),
        )
      : undefined;
    return el(
      'fieldset',
      { class: 'conflict' },
      el('legend', {}, label),
      this.#side(field, 'theirs', l10n.t('Theirs'), theirs),
      this.#side(field, 'mine', l10n.t('Mine'), mine),
      el(
        'p',
        { class: 'began' },
        el('span', { class: 'side' }, l10n.t('Original')),
        el('span', { class: 'text' }, base),
      ),
      compare,
    );
  }

  #side(field: GoalField, side: Side, name: string, text: string): HTMLElement {
    const id = `conflict-${field}-${side}`;
    const radio = el('input', { type: 'radio', name: `conflict-${field}`, id });
    radio.addEventListener('change', () => this.#actions.choose(side, field));
    this.#radios.set(`${field} ${side}`, radio);
    const label = el('label', { for: id }, el('span', { class: 'side' }, name), el('span', { class: 'text' }, text));
    return el('div', { class: 'conflict-side' }, radio, label);
  }
}

const textsOf = (fields: readonly Disagreement[]): string =>
  JSON.stringify(fields.map(({ field, base, theirs, mine }) => [field, base, theirs, mine]));
