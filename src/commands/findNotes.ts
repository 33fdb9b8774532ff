import { explain } from '../explain.ts';
import type { FoundGoals } from '../model/goalIndex.ts';
import type { LoadState } from '../model/goalStore.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import { countOf } from '../model/countOf.ts';

/** A row below the goals that were found. */
export type FindNote = {
  readonly kind: 'more' | 'none' | 'failed';
  readonly label: string;
  readonly description: string;
};

/** What else there is to know about what was found. */
export const findNotes = (query: string, { goals, total }: FoundGoals, state: LoadState): readonly FindNote[] => [
  ...(total > goals.length ? [moreNote(total - goals.length)] : []),
  ...(total === 0 ? [noneNote(query.trim(), state)] : []),
  ...(state.kind === 'failed' && state.asOf === undefined ? [failedNote(state.error)] : []),
  ...(state.kind === 'incomplete' ? [incompleteNote] : []),
];

const moreNote = (count: number): FindNote => ({
  kind: 'more',
  label: `${numberText(count)} more`,
  description: 'Keep typing to narrow the list',
});

const noneNote = (query: string, state: LoadState): FindNote => ({
  kind: 'none',
  label: query === '' ? 'No goals yet' : 'No matching goals',
  description: isGrowing(state) ? 'Still loading goals' : query === '' ? '' : 'Try fewer or shorter words',
});

const failedNote = (error: unknown): FindNote => ({
  kind: 'failed',
  label: explain(error).sentence,
  description: 'Some goals may be missing. Try again',
});

const incompleteNote: FindNote = {
  kind: 'failed',
  label: 'Some goals may be missing because goals changed while they were loading.',
  description: 'Load all goals again',
};

/** `Find Goal`, and while goals are being loaded how many of them can be found already. */
export const findTitle = (title: string, state: LoadState): string => {
  if (!isGrowing(state)) return title;
  const loaded =
    state.total === undefined
      ? `${countOf(state.loaded, 'goal')} so far`
      : `${numberText(state.loaded)} of ${numberText(state.total)} goals`;
  return `${title} (loading: ${loaded})`;
};

/** Once all goals were loaded, a load brings them up to date and hides none. */
const isGrowing = (state: LoadState): state is LoadState & { kind: 'idle' | 'loading' } =>
  isExpectingGoals(state) && state.asOf === undefined;

const numberText = (count: number): string => count.toLocaleString('en-US');
