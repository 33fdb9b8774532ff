import * as l10n from '@vscode/l10n';
import type { Drawing } from '../../pictures/drawing.ts';
import { button, el, setAttributes } from '../../webview/page/dom.ts';
import { tableElement, type DataTable } from './dataTable.ts';
import { focusMark, markOf, pictureElement } from './pictureElement.ts';

export type SectionContent = {
  /** Tells whether anything is different. */
  readonly key: string;
  /** Absent where there is nothing to draw; `notes` says so then. */
  readonly draw?: (width: number) => Drawing;
  readonly table?: DataTable;
  /** What is not drawn, a sentence each. */
  readonly notes: readonly string[];
};

/** A picture with its title, what it leaves out, and its table: hidden from sight until asked for, and never from a screen reader. */
export class PictureSection {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #toggle: HTMLButtonElement;
  readonly #figure = el('div', { class: 'figure' });
  readonly #notes = el('div', { class: 'notes' });
  readonly #table = el('div', { class: 'data unseen' });
  readonly #act: (target: string) => void;
  #content: SectionContent | undefined;
  #width = 0;
  #isTableSeen = false;

  constructor(id: string, title: string, act: (target: string) => void) {
    this.#act = act;
    this.#heading = el('h2', { id: `${id}-title`, tabindex: '-1' }, title);
    this.#table.id = `${id}-table`;
    const pressed = { 'aria-expanded': 'false', 'aria-controls': `${id}-table`, class: 'toggle', id: `${id}-toggle` };
    this.#toggle = button(l10n.t('Table'), pressed, () => this.#toggleTable());
    setAttributes(this.#toggle, { 'aria-label': l10n.t('Table: {0}', title) });
    const header = el('header', {}, this.#heading, this.#toggle);
    const attributes = { id, 'aria-labelledby': `${id}-title` };
    this.element = el('section', attributes, header, this.#figure, this.#notes, this.#table);
    new ResizeObserver(() => this.#resized()).observe(this.#figure);
  }

  show(content: SectionContent): void {
    if (content.key === this.#content?.key) return;
    this.#content = content;
    this.#notes.replaceChildren(...content.notes.map((note) => el('p', { class: 'note' }, note)));
    setAttributes(this.#toggle, { hidden: content.table === undefined });
    this.#keepingFocus(() => {
      this.#draw();
      this.#drawTable();
    });
  }

  #resized(): void {
    if (Math.abs(this.#figure.clientWidth - this.#width) < 1) return;
    this.#keepingFocus(() => this.#draw());
  }

  #draw(): void {
    const { draw } = this.#content ?? {};
    this.#width = this.#figure.clientWidth;
    if (this.#width > 0)
      this.#figure.replaceChildren(...(draw === undefined ? [] : [pictureElement(draw(this.#width), this.#act)]));
  }

  #drawTable(): void {
    const { table } = this.#content ?? {};
    this.#table.replaceChildren(...(table === undefined ? [] : [tableElement(table, this.#isTableSeen, this.#act)]));
  }

  #toggleTable(): void {
    this.#isTableSeen = !this.#isTableSeen;
    setAttributes(this.#toggle, { 'aria-expanded': String(this.#isTableSeen) });
    this.#table.classList.toggle('unseen', !this.#isTableSeen);
    this.#drawTable();
  }

  /** What is drawn anew has the focus where the old had it: on what leads to the same, else on the title. */
  #keepingFocus(draw: () => void): void {
    const held = document.activeElement;
    const part = [this.#figure, this.#table].find((each) => each.contains(held));
    const target = held?.getAttribute('data-target') ?? '';
    draw();
    if (part === undefined || !document.hasFocus()) return;
    const mark = part === this.#figure ? markOf(part, target) : undefined;
    const row = [...this.#table.querySelectorAll('button')].find((each) => each.dataset['target'] === target);
    if (mark !== undefined) focusMark(mark);
    else if (part === this.#table && row !== undefined) row.focus();
    else this.#heading.focus();
  }
}
