import * as l10n from '@vscode/l10n';
import type { Disagreement, Notice, NoticeAction } from '../protocol.ts';
import { ConflictBox, type ConflictActions } from './conflictBox.ts';
import { button, el, icon, type IconName } from '../../webview/page/dom.ts';

export type NoticeActions = ConflictActions & { readonly act: (action: NoticeAction) => void };

const labels: Readonly<Record<NoticeAction, () => string>> = {
  connect: () => l10n.t('Connect'),
  loadGoal: () => l10n.t('Try Again'),
  send: () => l10n.t('Try Again'),
  keep: () => l10n.t('Keep Draft'),
  keepBoth: () => l10n.t('Keep Both Drafts'),
  openExisting: () => l10n.t('Open Existing Goal'),
};

/** What needs a person's attention before the fields do. Spoken as it appears. */
export class NoticeBoard {
  readonly element = el('div', { class: 'notices', role: 'alert' });
  readonly #actions: NoticeActions;
  #conflictBox: ConflictBox | undefined;
  #shown = '';

  constructor(actions: NoticeActions) {
    this.#actions = actions;
  }

  /** While the goal is being sent, nothing is known yet of what becomes of the notice that stands here. */
  show(notice: Notice | undefined, isSending: boolean): void {
    if (isSending) return;
    const shown = JSON.stringify(notice ?? {});
    if (shown === this.#shown) return;
    this.#shown = shown;
    // In place, so that the focus stays and only what is new is spoken.
    if (notice?.kind === 'conflict' && this.#conflictBox?.fits(notice.fields))
      return this.#conflictBox.show(notice.fields);
    this.#conflictBox = undefined;
    this.element.replaceChildren(...(notice === undefined ? [] : [this.#draw(notice)]));
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

  #failure({ sentence, advice, action, isCalm }: Extract<Notice, { kind: 'failure' }>): HTMLElement {
    const buttons =
      action &&
      el(
        'div',
        { class: 'buttons' },
        button(labels[action](), { class: 'secondary' }, () => this.#actions.act(action)),
      );
    const text = el('p', {}, el('strong', {}, sentence), advice === '' ? '' : ` ${advice}`);
    return isCalm ? box('notice calm', 'info', text, buttons) : box('notice', 'warning', text, buttons);
  }

  #conflict(fields: readonly Disagreement[]): HTMLElement {
    this.#conflictBox = new ConflictBox(fields, this.#actions);
    return box('notice', 'warning', this.#conflictBox.element);
  }
}

const box = (kind: string, sign: IconName, ...parts: readonly (HTMLElement | undefined)[]): HTMLElement =>
  el('div', { class: kind }, icon(sign), el('div', { class: 'notice-body' }, ...parts));
