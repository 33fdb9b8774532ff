import { button, el, icon, setAttributes, setText } from './dom.ts';

export type Shown = {
  readonly value: string;
  /** The name that goes with an id. */
  readonly name?: string | undefined;
  /** Text that was typed and is no value. */
  readonly unresolved?: string | undefined;
};

/** What a field is edited with. */
export type Control = {
  readonly element: HTMLElement;
  /** Takes the focus and the label. */
  readonly target: HTMLElement;
  show(shown: Shown): void;
  setDisabled(isDisabled: boolean): void;
  /** Makes a value of what is half typed, as leaving the field does. */
  commit?(): void;
};

type FieldOptions = {
  readonly id: string;
  readonly label: string;
  readonly control: Control;
  readonly isRequired?: boolean;
  readonly isWide?: boolean;
  /** A choice among radio buttons is a group, named by a legend. */
  readonly isGroup?: boolean;
};

/** A label, its control, a hint and what is wrong, tied together for eyes and screen readers alike. */
export class Field {
  readonly element: HTMLElement;
  readonly control: Control;
  readonly #hint: HTMLElement;
  readonly #problem: HTMLElement;
  readonly #problemText = el('span');
  readonly #described: HTMLElement;
  #hintShown = '';

  constructor({ id, label, control, isRequired, isWide, isGroup }: FieldOptions) {
    this.control = control;
    this.#hint = el('p', { class: 'hint', id: `${id}-hint`, hidden: true });
    this.#problem = el('p', { class: 'problem', id: `${id}-problem`, 'aria-live': 'polite' });
    const star = isRequired ? el('span', { class: 'required', 'aria-hidden': 'true' }, ' *') : undefined;
    const title = isGroup ? el('legend', {}, label, star) : el('label', { for: control.target.id }, label, star);
    const parts = [title, control.element, this.#hint, this.#problem];
    const kind = { class: isWide ? 'field wide' : 'field', id: `${id}-field` };
    this.element = isGroup ? el('fieldset', { ...kind, role: 'radiogroup' }, ...parts) : el('div', kind, ...parts);
    this.#described = isGroup ? this.element : control.target;
    if (isRequired) setAttributes(this.#described, { 'aria-required': 'true' });
  }

  get hasProblem(): boolean {
    return this.#problem.hasChildNodes();
  }

  /** `act` offers to do something about what the hint says. */
  setHint(text: string, act?: { readonly label: string; readonly run: () => void }): void {
    if (this.#hintShown === `${text}\n${act?.label}`) return;
    this.#hintShown = `${text}\n${act?.label}`;
    this.#hint.replaceChildren(
      text,
      ...(act === undefined ? [] : [' ', button(act.label, { class: 'link' }, act.run)]),
    );
    this.#hint.hidden = text === '';
    this.#describe();
  }

  setProblem(text: string | undefined): void {
    if (text === undefined) this.#problem.replaceChildren();
    else {
      setText(this.#problemText, text);
      if (!this.hasProblem) this.#problem.replaceChildren(icon('error'), this.#problemText);
    }
    setAttributes(this.#described, { 'aria-invalid': text === undefined ? undefined : 'true' });
    this.#describe();
  }

  #describe(): void {
    const ids = [this.hasProblem ? this.#problem.id : '', this.#hint.hidden ? '' : this.#hint.id].filter(Boolean);
    setAttributes(this.#described, { 'aria-describedby': ids.length === 0 ? undefined : ids.join(' ') });
  }
}
