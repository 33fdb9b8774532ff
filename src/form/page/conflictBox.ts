import type { GoalField } from '../../model/goalFields.ts';
import type { Side } from '../../editing/conflictChoices.ts';
import type { Disagreement } from '../protocol.ts';
import { button, el, setText } from '../../webview/page/dom.ts';

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
    this.#send = button('Save as Chosen', { class: 'primary' }, actions.send);
    const heading = el('strong', {}, 'This goal has changed in Gainsight since you opened it. Nothing has been saved.');
    this.element = el(
      'div',
      {},
      el('p', {}, heading, ' You and someone else changed these fields. Choose which version to keep.'),
      ...fields.map((each) => this.#choice(each)),
      el(
        'div',
        { class: 'buttons' },
        this.#send,
        button('Keep All of Mine', { class: 'secondary' }, () => actions.choose('mine')),
        button('Take All of Theirs', { class: 'secondary' }, () => actions.choose('theirs')),
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
    setText(this.#count, open === 0 ? '' : `${open} of ${fields.length} still to choose`);
  }

  #choice({ field, label, base, theirs, mine, isLong }: Disagreement): HTMLElement {
    const compare = isLong
      ? button('Compare', { class: 'secondary small', 'aria-label': `Compare ${label}` }, () =>
          this.#actions.compare(field),
        )
      : undefined;
    return el(
      'fieldset',
      { class: 'conflict' },
      el('legend', {}, label),
      this.#side(field, 'theirs', 'Theirs', theirs),
      this.#side(field, 'mine', 'Mine', mine),
      el('p', { class: 'began' }, el('span', { class: 'side' }, 'Original'), el('span', { class: 'text' }, base)),
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
