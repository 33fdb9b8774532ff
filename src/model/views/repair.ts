import type { QueryError } from '../query/parse.ts';

/** The text with what would be right in place of what is not; undefined where that is not known. */
export const repaired = (text: string, error: QueryError): string | undefined => {
  const { offset, length } = error;
  const part = text.slice(offset, offset + length);
  const put = (instead: string): string => text.slice(0, offset) + instead + text.slice(offset + length);
  switch (error.code) {
    case 'unclosedQuote':
      return `${text}"`;
    case 'unknownField': {
      if (error.nearest === undefined) return undefined;
      const sign = part.startsWith('-') ? '-' : '';
      return put(`${sign}${error.nearest}${part.slice(sign.length + error.value.length)}`);
    }
    case 'badDay':
    case 'badNumber':
    case 'badWord':
      return error.nearest === undefined ? undefined : put(error.nearest);
    case 'tooLong':
    case 'textAfterQuote':
    case 'missingValue':
    case 'notOrdered':
      return undefined;
  }
};
