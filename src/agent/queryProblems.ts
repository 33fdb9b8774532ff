import type { Need } from '../model/query/context.ts';
import { dayWords } from '../model/query/days.ts';
import type { QueryError } from '../model/query/parse.ts';
import { fieldNames, rulesOf } from '../model/query/query.ts';
import { quoted } from './harmless.ts';

/** What is wrong with a query, where, and what may stand there. */
export const queryProblem = (error: QueryError): string => `At character ${error.offset + 1}: ${sentenceOf(error)}`;

const sentenceOf = (error: QueryError): string => {
  switch (error.code) {
    case 'tooLong':
      return `the query is longer than ${error.most} characters.`;
    case 'unclosedQuote':
      return `the quote that begins at ${quoted(error.value)} is not closed.`;
    case 'textAfterQuote':
      return `put a space after the closing quote of ${quoted(error.value)}.`;
    case 'unknownField':
      return `there is no field ${quoted(error.value)}.${hint(error.nearest)} Fields: ${fieldNames.join(', ')}. To search for a text with a colon, quote it.`;
    case 'missingValue':
      return `the field ${error.field} has no value after the colon.`;
    case 'notOrdered':
      return `the field ${error.field} takes a name, which is neither before nor after another.`;
    case 'badDay':
      return `${quoted(error.value)} is no day.${hint(error.nearest)} Write 2026-12-01, 2026-12, +30d, <7d, a..b, or one of ${[...rulesOf(error.field).words, ...dayWords].join(', ')}.`;
    case 'badNumber':
      return `${quoted(error.value)} is no number. Write 50, <50 or 20..80, or one of ${rulesOf(error.field).words.join(', ')}.`;
    case 'badWord':
      return `${quoted(error.value)} is not among the values of ${error.field}: ${rulesOf(error.field).words.join(', ')}.`;
  }
};

const hint = (nearest: string | undefined): string => (nearest === undefined ? '' : ` Did you mean ${nearest}?`);

const needs: Readonly<Record<Need, string>> = {
  me: 'owner:@me is not known here; name the owner instead, as in owner:"Ada Weiss"',
  drafts: 'drafts are kept in the VS Code window and not known here',
  watched: 'watched goals are kept in the VS Code window and not known here',
  news: 'what is news to the person is kept in the VS Code window and not known here',
  seenAt: 'what the person has seen is kept in the VS Code window and not known here; use changed:<7d',
  templates: 'the templates could not be read',
  hasMetrics: 'whether a goal has metrics is not known until get_goal reads it',
  hasDescription: 'whether a goal has a description is not known until get_goal reads it',
};

/** Why goals may match of which it is not known. */
export const needWords = (missing: readonly Need[]): string => missing.map((need) => needs[need]).join('; ');
