import { button, el } from '../../webview/page/dom.ts';

export type TableRow = {
  readonly cells: readonly string[];
  /** What its first cell leads to. */
  readonly target?: string;
};

export type DataTable = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly TableRow[];
  /** What is not listed, in words; '' where all is. */
  readonly left: string;
};

/** What a picture shows, as text. @param isSeen whether it is in sight: what is not is no stop of the Tab key */
export const tableElement = (
  { caption, head, rows, left }: DataTable,
  isSeen: boolean,
  act: (target: string) => void,
): HTMLElement =>
  el(
    'div',
    {},
    el(
      'table',
      {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, ...head.map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows.map((row) => rowElement(row, isSeen, act))),
    ),
    left === '' ? undefined : el('p', { class: 'note' }, left),
  );

const rowElement = ({ cells, target }: TableRow, isSeen: boolean, act: (target: string) => void): HTMLElement => {
  const [first = '', ...others] = cells;
  const tab = isSeen ? {} : { tabindex: '-1' };
  const attributes = { class: 'link', 'data-target': target, ...tab };
  const head = target === undefined ? first : button(first, attributes, () => act(target));
  return el('tr', {}, el('th', { scope: 'row' }, head), ...others.map((cell) => el('td', {}, cell)));
};
