import * as l10n from '@vscode/l10n';
import type { QueryError } from './model/query/parse.ts';
import { rulesOf } from './model/query/query.ts';
import { choiceText } from './words/lists.ts';
import { phrase } from './words/phrase.ts';

/** What is wrong with a goal query at one place. Only `explain.ts` reads this. */
export const wordingOfQuery = (error: QueryError): string => {
  switch (error.code) {
    case 'tooLong':
      return phrase(l10n.t('The filter is longer than {0} characters.'), error.most);
    case 'unclosedQuote':
      return l10n.t('The quotation mark before “{0}” is not closed.', error.value);
    case 'textAfterQuote':
      return l10n.t('Add a space after the closing quotation mark of “{0}”.', error.value);
    case 'unknownField':
      return error.nearest === undefined
        ? l10n.t('“{0}:” is not a field. To search for these words, put them in quotation marks.', error.value)
        : l10n.t('“{0}:” is not a field. Did you mean “{1}:”?', error.value, error.nearest);
    case 'missingValue':
      return error.field === 'text'
        ? l10n.t('There is nothing between the quotation marks.')
        : l10n.t('“{0}:” needs a value.', error.field);
    case 'notOrdered':
      return l10n.t('“{0}:” takes names, which cannot be compared with “<” or “>”.', error.field);
    case 'badDay':
    case 'badNumber':
    case 'badWord':
      return error.nearest === undefined
        ? withoutNearest(error)
        : l10n.t('“{0}” is not a value of “{1}:”. Did you mean “{2}”?', error.value, error.field, error.nearest);
  }
};

const withoutNearest = ({ code, field, value }: QueryError & { readonly code: 'badDay' | 'badNumber' | 'badWord' }) => {
  switch (code) {
    case 'badDay':
      return l10n.t('“{0}” is not a date. Try 2026-12-31, +30d, or this-quarter.', value);
    case 'badNumber':
      return l10n.t('“{0}” is not a number. Try 50, <50, or 20..80.', value);
    case 'badWord':
      return l10n.t('“{0}” is not a value of “{1}:”. Try {2}.', value, field, choiceText(rulesOf(field).words));
  }
};
