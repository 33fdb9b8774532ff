import { JSDOM } from 'jsdom';

/** All text that a reader sees, without white space and the bullets that stand for lists in cells. */
export const lettersOf = (html: string): string =>
  (JSDOM.fragment(`<div>${html}</div>`).textContent ?? '').replaceAll(/[\s•]+/gu, '');
