import * as l10n from '@vscode/l10n';
import { explainQueryError } from '../explain.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { complete, type Completion } from '../model/query/complete.ts';
import { completed } from '../model/query/completed.ts';
import type { QueryContext } from '../model/query/context.ts';
import { dayNumber } from '../model/query/days.ts';
import { format, termText } from '../model/query/format.ts';
import { knownOpenTest, type GoalRows } from '../model/query/goalRows.ts';
import { list, type Listing } from '../model/query/listing.ts';
import type { Arrangement } from '../model/query/arrangement.ts';
import { loosen } from '../model/query/loosen.ts';
import { parse } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import { repaired } from '../model/views/repair.ts';
import { completionText } from '../words/completionText.ts';
import { dueBrief } from '../words/due.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';

/** A row of the filter box. */
export type FilterItem = { readonly label: string; readonly description: string } & (
  | { readonly kind: 'apply'; readonly query: Query }
  /** Puts this text into the box. */
  | { readonly kind: 'completion' | 'repair' | 'looser'; readonly text: string }
  /** One of the goals that it finds: applies the query, too. */
  | { readonly kind: 'goal'; readonly query: Query; readonly goalId: string }
  | { readonly kind: 'error' }
);

/** Whether both do the same, however many goals they find now. */
export const isSameItem = (item: FilterItem, other: FilterItem | undefined): boolean =>
  item.kind === other?.kind && textOf(item) === textOf(other);

const textOf = (item: FilterItem): string => {
  if ('text' in item) return item.text;
  return item.kind === 'goal' ? item.goalId : item.kind === 'error' ? item.label : '';
};

/** Nobody reads more of them. */
const mostCompletions = 20;
/** Where goals are listed as well, they are to be in sight. */
const mostBesideGoals = 6;
const mostGoals = 30;
const mostLooser = 3;

/**
 * What the box offers for a text: to apply it or what is wrong with it, what may come next, and the goals that it finds, in this order; where
 * it finds none, what to remove. The caret is at its end.
 */
export const filterItems = (
  text: string,
  rows: GoalRows,
  context: QueryContext,
  order: Pick<Arrangement, 'sort' | 'isDown'>,
): readonly FilterItem[] => {
  const parsed = parse(text);
  const completions = complete(text, text.length, rows, context).slice(0, mostCompletions);
  const next = completions
    .map((completion) => completionItem(text, completion))
    .filter((item) => item.text.trim() !== text.trim());
  if (parsed.kind === 'query') {
    const { query } = parsed;
    const found = list(query, { ...order, group: 'none' }, rows, context);
    const apply = applyItem(query, found, rows.size);
    if (query.length === 0) return [apply, ...next];
    if (found.goals > 0) return [apply, ...next.slice(0, mostBesideGoals), ...goalItems(query, found, rows, context)];
    return [apply, ...(found.unknown > 0 ? [] : looserItems(query, rows, context)), ...next];
  }
  // Who is in the middle of a value is helped more by what it may be.
  const errors = parsed.errors.map((error): FilterItem => {
    const right = repaired(text, error);
    const label = plainLabel(explainQueryError(error));
    return right === undefined
      ? { kind: 'error', label, description: '' }
      : { kind: 'repair', label, description: l10n.t('Press Enter to correct it'), text: right };
  });
  const isUnfinished = parsed.errors.every(({ code }) => code === 'missingValue');
  return isUnfinished && next.length > 0 ? [...next, ...errors] : [...errors, ...next];
};

const applyItem = (query: Query, { goals, unknown }: Listing, all: number): FilterItem => {
  if (query.length === 0) {
    const label = phrase(l10n.t('{0, plural, one {Show All Goals (#)} other {Show All Goals (#)}}'), goals);
    return { kind: 'apply', query, label, description: '' };
  }
  const maybe =
    unknown === 0 ? [] : [phrase(l10n.t('{0, plural, one {# more may match} other {# more may match}}'), unknown)];
  return {
    kind: 'apply',
    query,
    label: phrase(l10n.t('{0, plural, one {Show # Goal} other {Show # Goals}}'), goals),
    description: [phrase(l10n.t('of {0}'), all), ...maybe].join(' · '),
  };
};

const goalItems = (query: Query, { groups }: Listing, rows: GoalRows, context: QueryContext): readonly FilterItem[] => {
  const descriptionOf = goalDescriptions(rows, context);
  return Array.from(groups[0]?.rows.subarray(0, mostGoals) ?? [], (row) => ({
    kind: 'goal',
    query,
    goalId: rows.id(row) ?? '',
    label: plainLabel(rows.name(row) ?? ''),
    description: descriptionOf(row),
  }));
};

/** Of a row its company, and how soon it is due or how it ended. */
const goalDescriptions = (rows: GoalRows, { today }: QueryContext): ((row: number) => string) => {
  const isOpen = knownOpenTest(rows);
  const day = dayNumber(today);
  return (row) => {
    const due = rows.numbers.due[row] ?? Number.NaN;
    const status = plainLabel(statusText(rows.textAt('Status', row) ?? ''));
    const state = isOpen(row) && !Number.isNaN(due) ? dueBrief(due - day) : status;
    return [plainLabel(rows.textAt('CompanyName', row) ?? ''), state].filter((part) => part !== '').join(' · ');
  };
};

const looserItems = (query: Query, rows: GoalRows, context: QueryContext): readonly FilterItem[] =>
  loosen(query, rows, context)
    .filter(({ goals }) => goals > 0)
    .slice(0, mostLooser)
    .map(({ term, query: looser, goals }) => ({
      kind: 'looser',
      label: phrase(l10n.t('Remove {0}'), plainLabel(termText(term))),
      description: goalsText(goals),
      text: looser.length === 0 ? '' : `${format(looser)} `,
    }));

const goalsText = (goals: number): string => phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals);

const completionItem = (text: string, completion: Completion) => ({
  kind: 'completion' as const,
  ...completionText(completion, plainLabel),
  text: completed(text, completion).text,
});
