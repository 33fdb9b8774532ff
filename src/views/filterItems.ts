import * as l10n from '@vscode/l10n';
import { explainQueryError } from '../explain.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { complete, type Completion } from '../model/query/complete.ts';
import type { QueryContext } from '../model/query/context.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { count } from '../model/query/listing.ts';
import { parse } from '../model/query/parse.ts';
import type { Field, Query } from '../model/query/query.ts';
import { repaired } from '../model/views/repair.ts';
import { phrase } from '../words/phrase.ts';

/** A row of the filter box. */
export type FilterItem = { readonly label: string; readonly description: string } & (
  | { readonly kind: 'apply'; readonly query: Query }
  /** Puts this text into the box. */
  | { readonly kind: 'completion' | 'repair'; readonly text: string }
  | { readonly kind: 'error' }
);

/** Whether both do the same, however many goals they find now. */
export const isSameItem = (item: FilterItem, other: FilterItem | undefined): boolean =>
  item.kind === other?.kind && textOf(item) === textOf(other);

const textOf = (item: FilterItem): string => ('text' in item ? item.text : item.kind === 'error' ? item.label : '');

/** Nobody reads more of them. */
const mostCompletions = 20;

/** What the box offers for a text: to apply it or what is wrong with it, and what may come next. The caret is at its end. */
export const filterItems = (text: string, rows: GoalRows, context: QueryContext): readonly FilterItem[] => {
  const parsed = parse(text);
  const completions = complete(text, text.length, rows, context).slice(0, mostCompletions);
  const next = completions
    .map((completion) => completionItem(text, completion))
    .filter((item) => item.text.trim() !== text.trim());
  if (parsed.kind === 'query') return [applyItem(parsed.query, rows, context), ...next];
  // Who is in the middle of a value is helped more by what it may be.
  const errors = parsed.errors.map((error): FilterItem => {
    const right = repaired(text, error);
    const label = explainQueryError(error);
    return right === undefined
      ? { kind: 'error', label, description: '' }
      : { kind: 'repair', label, description: l10n.t('Press Enter to correct it'), text: right };
  });
  const isUnfinished = parsed.errors.every(({ code }) => code === 'missingValue');
  return isUnfinished && next.length > 0 ? [...next, ...errors] : [...errors, ...next];
};

const applyItem = (query: Query, rows: GoalRows, context: QueryContext): FilterItem => {
  const found = count(query, rows, context);
  const maybe =
    found.unknown === 0
      ? ''
      : phrase(l10n.t('{0, plural, one {# more may match} other {# more may match}}'), found.unknown);
  return {
    kind: 'apply',
    query,
    label:
      query.length === 0
        ? phrase(l10n.t('{0, plural, one {Show All Goals (#)} other {Show All Goals (#)}}'), found.goals)
        : phrase(l10n.t('{0, plural, one {Show # Goal} other {Show # Goals}}'), found.goals),
    description: maybe,
  };
};

const completionItem = (text: string, { kind, field, label, goals, id, edit }: Completion) => {
  const isField = kind === 'field';
  const end = edit.offset + edit.length;
  const after = isField ? '' : ' ';
  const completed = `${text.slice(0, edit.offset)}${edit.text}${after}${text.slice(end).trimStart()}`;
  const uses = goals === undefined ? '' : phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals);
  return {
    kind: 'completion',
    label: isField ? `${label}:` : plainLabel(label),
    description: isField ? fieldHint(field) : [uses, ...(id === undefined ? [] : [plainLabel(id)])].join(' · '),
    text: completed,
  } as const;
};

const fieldHint = (field: Field): string => {
  switch (field) {
    case 'status':
      return l10n.t('open, closed, or a status');
    case 'owner':
      return l10n.t('part of the owner’s name, or @me');
    case 'company':
      return l10n.t('part of the company’s name');
    case 'due':
      return l10n.t('target date: overdue, <+30d, 2026-12');
    case 'progress':
      return l10n.t('percent: <50, 20..80');
    case 'changed':
      return l10n.t('last change: <7d, this-week');
    case 'created':
      return l10n.t('creation date: <30d, 2026-11');
    case 'template':
      return l10n.t('part of the template’s name');
    case 'name':
      return l10n.t('part of the goal’s name');
    case 'metric':
      return l10n.t('none or any');
    case 'description':
      return l10n.t('none or any');
    case 'draft':
      return l10n.t('yes or no: unsaved changes on this computer');
    case 'watched':
      return l10n.t('yes or no: goals and companies you watch');
    case 'news':
      return l10n.t('yes or no: new in your goals and those you watch');
    case 'id':
      return l10n.t('the ID of a goal');
  }
};
