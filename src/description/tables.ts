import type { Element, ElementContent } from 'hast';
import { elementsOf } from './elements.ts';

/** So many columns are a table in Markdown. */
const mostColumns = 200;

/** So many cells a table gets where its rows are filled up; more only where most of them are there. */
const mostCells = 10_000;

type Grid = { readonly cells: number; readonly rows: number; readonly columns: number };

const isCell = ({ tagName }: Element): boolean => tagName === 'td' || tagName === 'th';

/** How large a table becomes when a merged cell is as many as it covers and each row as long as the longest. */
const gridOf = (table: Element): Grid => {
  const rows = elementsOf(table).filter(({ tagName }) => tagName === 'tr');
  const lengths = rows.map((row) => cellsOf(row).length);
  const more = Array.from({ length: rows.length + 1 }, () => 0);
  rows.forEach((row, at) => {
    for (const cell of cellsOf(row)) {
      const [across, down] = [spanOf(cell, 'colSpan'), spanOf(cell, 'rowSpan')];
      const end = Math.min(rows.length, at + down);
      more[at] = (more[at] ?? 0) + across;
      more[end] = (more[end] ?? 0) - across;
      lengths[at] = (lengths[at] ?? 0) - 1;
    }
  });
  let inserted = 0;
  let columns = 0;
  lengths.forEach((length, at) => {
    inserted += more[at] ?? 0;
    columns = Math.max(columns, length + inserted);
  });
  return { cells: rows.reduce((sum, row) => sum + cellsOf(row).length, 0), rows: rows.length, columns };
};

const cellsOf = (row: Element): readonly Element[] =>
  row.children.filter((child): child is Element => child.type === 'element' && isCell(child));

const spanOf = ({ properties }: Element, name: 'colSpan' | 'rowSpan'): number => {
  const span = Number.parseInt(String(properties[name]), 10);
  return span > 1 ? span : 1;
};

const isTooLarge = ({ cells, rows, columns }: Grid): boolean =>
  columns > mostColumns || rows * columns > Math.max(mostCells, 4 * cells);

/** A table that Markdown can hold: without its merged cells where they would fill it with empty ones, or as its text. */
export const tableInBounds = (table: Element): ElementContent => {
  if (!isTooLarge(gridOf(table))) return table;
  const apart = changed(table, (element) => (isCell(element) ? withoutSpans(element) : element));
  return isTooLarge(gridOf(apart))
    ? changed(table, (element) => ({ ...element, tagName: 'div', properties: {} }))
    : apart;
};

const withoutSpans = (cell: Element): Element => {
  const { colSpan: _across, rowSpan: _down, ...properties } = cell.properties;
  return { ...cell, properties };
};

const ofTable = /^(?:table|caption|tbody|thead|tfoot|tr|t[dh])$/;

const changed = (element: Element, change: (element: Element) => Element): Element => {
  const children = element.children.map((child) => (child.type === 'element' ? changed(child, change) : child));
  const same: Element = { ...element, children };
  return ofTable.test(element.tagName) ? change(same) : same;
};
