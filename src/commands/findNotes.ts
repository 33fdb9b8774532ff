import * as l10n from '@vscode/l10n';
import { explain } from '../explain.ts';
import type { Hits } from './descriptionHits.ts';
import type { Found } from './findGoals.ts';
import type { LoadState } from '../model/goalStore.ts';
import { isFirstLoad } from '../model/loadState.ts';
import { phrase } from '../words/phrase.ts';

/** A row below the goals that were found. */
export type FindNote = {
  readonly kind: 'more' | 'none' | 'failed' | 'refused' | 'notSearched' | 'some' | 'all';
  readonly label: string;
  readonly description: string;
};

/** What else there is to know about what was found, in names and in descriptions. */
export const findNotes = (
  query: string,
  { goals, total, refusal }: Found,
  state: LoadState,
  { goals: described, isAsking, error }: Hits = { goals: [], isAsking: false },
): readonly FindNote[] => [
  ...(total > goals.length ? [moreNote(total - goals.length)] : []),
  ...(refusal === undefined ? [] : [{ kind: 'refused', label: refusal, description: '' } as const]),
  ...(total === 0 && described.length === 0 && refusal === undefined ? [noneNote(query.trim(), state, isAsking)] : []),
  ...(error === undefined ? [] : [notSearchedNote(error)]),
  ...(state.kind === 'failed' && state.asOf === undefined ? [failedNote(state.error)] : []),
  ...(state.kind === 'incomplete' ? [incompleteNote()] : []),
];

/** Of so many a person can still look through what is planned. */
export const mostChanged = 1000;

/** What can be done with more than one of the goals that were found. @param described how many were found in descriptions alone */
export const severalNotes = (query: string, { goals, total }: Found, described: number): readonly FindNote[] => {
  const all = total + described;
  if (goals.length + described < 2) return [];
  const isFound = query.trim() !== '' && all <= mostChanged;
  return [{ kind: 'some', label: l10n.t('Select Several…'), description: '' }, ...(isFound ? [allNote(all)] : [])];
};

const allNote = (count: number): FindNote => ({
  kind: 'all',
  label: phrase(l10n.t('Change All {0} Found…'), count),
  description: '',
});

const moreNote = (count: number): FindNote => ({
  kind: 'more',
  label: phrase(l10n.t('{0, plural, one {# more} other {# more}}'), count),
  description: l10n.t('Keep typing to narrow the list'),
});

const notSearchedNote = (error: unknown): FindNote => ({
  kind: 'notSearched',
  label: l10n.t('Descriptions were not searched.'),
  description: explain(error).sentence,
});

const noneNote = (query: string, state: LoadState, isAsking: boolean): FindNote => ({
  kind: 'none',
  label: query === '' ? l10n.t('No goals yet') : l10n.t('No matching goals'),
  description: isAsking ? l10n.t('Searching descriptions…') : noneHint(query, state),
});

const noneHint = (query: string, state: LoadState): string => {
  if (isFirstLoad(state)) return l10n.t('Still loading goals');
  return query === '' ? '' : l10n.t('Try fewer or shorter words');
};

const failedNote = (error: unknown): FindNote => ({
  kind: 'failed',
  label: explain(error).sentence,
  description: l10n.t('Some goals may be missing. Try again'),
});

const incompleteNote = (): FindNote => ({
  kind: 'failed',
  label: l10n.t('Some goals may be missing because goals changed while they were loading.'),
  description: l10n.t('Load all goals again'),
});

/** What the person is about to do with the goal that they look for; it titles the list. */
export type FindPurpose = 'find' | 'open' | 'addMetric' | 'select';

/** `Find Goal`, and while goals are being loaded how many of them can be found already. */
export const findTitle = (purpose: FindPurpose, state: LoadState): string => {
  const title = titleOf(purpose);
  if (!isFirstLoad(state)) return title;
  const { loaded, total } = state;
  return total === undefined
    ? phrase(
        l10n.t('{0, plural, one {{1} (loading: # goal so far)} other {{1} (loading: # goals so far)}}'),
        loaded,
        title,
      )
    : phrase(
        l10n.t('{1, plural, one {{2} (loading: {0} of # goal)} other {{2} (loading: {0} of # goals)}}'),
        loaded,
        total,
        title,
      );
};

/** As {@link findTitle} of a list in which several are selected; it has rows for goals alone, so that all of them can be. */
export const selectTitle = (state: LoadState, { goals, total, refusal }: Found, described: number): string => {
  const title = findTitle('select', state);
  if (refusal !== undefined) return l10n.t('{0} ({1})', title, refusal);
  if (total + described === 0) return l10n.t('{0} (no matching goals)', title);
  return total > goals.length ? phrase(l10n.t('{2} (first {0} of {1})'), goals.length, total, title) : title;
};

const titleOf = (purpose: FindPurpose): string => {
  switch (purpose) {
    case 'find':
      return l10n.t('Find Goal');
    case 'open':
      return l10n.t('Open Goal');
    case 'addMetric':
      return l10n.t('Add Metric');
    case 'select':
      return l10n.t('Select Goals');
  }
};
