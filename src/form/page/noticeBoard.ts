import type { Disagreement, Notice, NoticeAction } from '../protocol.ts';
import { ConflictBox, type ConflictActions } from './conflictBox.ts';
import { button, el, icon } from './dom.ts';

export type NoticeActions = ConflictActions & { readonly act: (action: NoticeAction) => void };

const labels: Readonly<Record<NoticeAction, string>> = { connect: 'Connect', loadGoal: 'Try Again', send: 'Try Again' };

/** What needs a person's attention before the fields do. Spoken as it appears. */
export class NoticeBoard {
  readonly element = el('div', { class: 'notices', role: 'alert' });
  readonly #actions: NoticeActions;
  readonly #lost = el('div');
  readonly #notice = el('div');
  #conflictBox: ConflictBox | undefined;
  #shown = '';

  constructor(actions: NoticeActions) {
    this.#actions = actions;
    this.element.append(this.#lost, this.#notice);
  }

  show(notice: Notice | undefined): void {
    const shown = JSON.stringify(notice ?? {});
    if (shown === this.#shown) return;
    this.#shown = shown;
    // In place, so that the focus stays and only what is new is spoken.
    if (notice?.kind === 'conflict' && this.#conflictBox?.fits(notice.fields))
      return this.#conflictBox.show(notice.fields);
    this.#conflictBox = undefined;
    this.#notice.replaceChildren(...(notice === undefined ? [] : [this.#draw(notice)]));
  }

  /** The extension host has ended: nothing that is typed here reaches it. */
  showLost(isLost: boolean): void {
    if (isLost === this.#lost.hasChildNodes()) return;
    const text = 'This form has lost its extension: what you type now is not kept. What you typed before is.';
    const reopen = el('a', { class: 'button primary', href: 'command:customerGoals.reopenGoal' }, 'Reopen');
    this.#lost.replaceChildren(
      ...(isLost ? [box('warning', el('p', {}, text), el('div', { class: 'buttons' }, reopen))] : []),
    );
  }

  #draw(notice: Notice): HTMLElement {
    switch (notice.kind) {
      case 'failure':
        return this.#failure(notice);
      case 'conflict':
        return this.#conflict(notice.fields);
      default:
        return notice satisfies never;
    }
  }

  #failure({ sentence, advice, action }: Extract<Notice, { kind: 'failure' }>): HTMLElement {
    const buttons =
      action &&
      el(
        'div',
        { class: 'buttons' },
        button(labels[action], { class: 'secondary' }, () => this.#actions.act(action)),
      );
    return box('failure', el('p', {}, el('strong', {}, sentence), advice === '' ? '' : ` ${advice}`), buttons);
  }

  #conflict(fields: readonly Disagreement[]): HTMLElement {
    this.#conflictBox = new ConflictBox(fields, this.#actions);
    return box('failure', this.#conflictBox.element);
  }
}

const box = (kind: 'failure' | 'warning', ...parts: readonly (HTMLElement | undefined)[]): HTMLElement =>
  el('div', { class: `notice ${kind}` }, icon('warning'), el('div', { class: 'notice-body' }, ...parts));
