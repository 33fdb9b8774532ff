import { el } from '../../webview/page/dom.ts';

/** A list with its title. Drawn anew where it differs: what was open stays so, and the focus where it was. */
export class ListSection {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #body = el('div', { class: 'list' });
  #key = '';

  constructor(id: string, title: string) {
    this.#heading = el('h2', { id: `${id}-title`, tabindex: '-1' }, title);
    this.element = el('section', { id, 'aria-labelledby': `${id}-title` }, this.#heading, this.#body);
  }

  show(key: string, draw: () => readonly HTMLElement[]): void {
    if (key === this.#key) return;
    this.#key = key;
    const held = document.activeElement;
    const wasHere = this.#body.contains(held);
    const open = new Set([...this.#body.querySelectorAll('details[open]')].map(nameOf));
    this.#body.replaceChildren(...draw());
    for (const each of this.#body.querySelectorAll('details')) each.open = open.has(nameOf(each));
    if (wasHere && document.hasFocus()) (this.#heirOf(held) ?? this.#heading).focus();
  }

  #heirOf(held: Element | null): HTMLElement | undefined {
    const target = held?.getAttribute('data-target');
    const name = held?.closest('details')?.getAttribute('data-name');
    const heirs = [...this.#body.querySelectorAll<HTMLElement>('button, summary')];
    return heirs.find((each) =>
      target ? each.dataset['target'] === target : name && each.matches('summary') && nameOf(each) === name,
    );
  }
}

const nameOf = (element: Element): string => element.closest('details')?.getAttribute('data-name') ?? '';
