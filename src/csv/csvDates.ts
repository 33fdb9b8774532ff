import { isCalendarDate } from '../model/goalRules.ts';
import { dayFirst } from '../model/writtenDay.ts';

/** `1/12/2026`, `1-12-26`: which comes first, the day or the month, is another in each country. */
const twoOrders = /^(\d{1,2})\s?([/-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})$/;

/** Such a date in part, or with something around it. */
const partly = /(^|\D)\d{1,2}\s?[/-]\s?\d{1,2}(\D|$)/;

type Order = 'day' | 'month';

/**
 * Reads the dates of one column. What a person does not see before it is taken must not be guessed: whether the day comes first is known
 * where a date of the column proves it, by a part above 12, and none proves the other. The language of the display says nothing of a file.
 * @param column all texts of it
 * @param read what is no such date
 * @returns what answers with `yyyy-mm-dd`; with undefined for what is no date, and for what may be two
 */
export const columnDates = (
  column: readonly string[],
  read: (text: string) => string | undefined,
): ((text: string) => string | undefined) => {
  const orders = new Set(column.flatMap((text) => provenBy(text.trim()) ?? []));
  const [order] = orders.size === 1 ? orders : [];
  return (typed) => {
    const text = typed.trim();
    const [, one = '', , other = '', year = ''] = twoOrders.exec(text) ?? [];
    if (one === '')
      return partly.test(text) && !isCalendarDate(text) && !/^\d{4}\D/.test(text) ? undefined : read(text);
    if (order === 'day' || Number(one) === Number(other)) return dayFirst(one, other, year);
    return order === 'month' ? dayFirst(other, one, year) : undefined;
  };
};

const provenBy = (text: string): Order | undefined => {
  const [, one, , other] = twoOrders.exec(text) ?? [];
  if (Number(one) > 12) return 'day';
  return Number(other) > 12 ? 'month' : undefined;
};
