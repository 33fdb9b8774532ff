import { operators, rulesOf, wordOf, type Query, type Term, type Value } from './query.ts';

/** The query as a person types it; {@link parse} reads the same query from it. */
export const format = (query: Query): string => query.map((term) => termText(term)).join(' ');

export const termText = ({ field, isNot, values }: Term): string => {
  const list = values.map((value) => valueText(field, value)).join(',');
  return `${isNot ? '-' : ''}${field === 'text' ? list : `${field}:${list}`}`;
};

const valueText = (field: Term['field'], value: Value): string => {
  if (value.kind === 'word') return value.word;
  if (value.kind === 'between') return `${value.from ?? ''}..${value.to ?? ''}`;
  if (value.kind === 'compare') return `${value.operator === '=' ? '' : value.operator}${value.point}`;
  const sign = value.isWhole && rulesOf(field).takes !== 'status' ? '=' : '';
  return `${sign}${nameText(field, value.text)}`;
};

/** The name, in quotes where it would be read as something else without them. */
export const nameText = (field: Term['field'], text: string): string =>
  isPlain(field, text) ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

const isPlain = (field: Term['field'], text: string): boolean => {
  if (text === '' || text.startsWith('"') || /\s/.test(text) || wordOf(field, text) !== undefined) return false;
  if (field === 'text') return !text.startsWith('-') && !text.includes(':');
  return !text.includes(',') && !operators.some((operator) => text.startsWith(operator));
};
