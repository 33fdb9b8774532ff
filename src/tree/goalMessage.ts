import { explain } from '../explain.ts';
import type { LoadState } from '../model/goalStore.ts';
import { countOf } from '../model/countOf.ts';
import { momentText } from '../model/momentText.ts';

type Failed = LoadState & { readonly kind: 'failed' };

/** The failure that stands as a row above the companies. */
export const failureRow = (state: LoadState): Failed | undefined =>
  state.kind === 'failed' && (state.isAsked || state.asOf === undefined) ? state : undefined;

/** Whether a refresh failed that nobody asked for, and all goals are there as they were before: no more than a word about it. */
export const isQuietFailure = (state: LoadState): boolean => state.kind === 'failed' && failureRow(state) === undefined;

/** Whether goals are there, and not all. */
export const isPartial = ({ asOf, loaded }: Failed): boolean => asOf === undefined && loaded > 0;

/** What the view says above its rows: how far a load is, how much is there, or how old it is. */
export const messageFor = (state: LoadState, now: Date): string => {
  switch (state.kind) {
    case 'idle':
    case 'loading':
      return state.asOf === undefined ? progressOf(state) : `As of ${momentText(state.asOf, now)}. Refreshing…`;
    case 'failed':
      if (isPartial(state)) return `${extentText(state)} loaded.`;
      return state.asOf === undefined || !isQuietFailure(state)
        ? ''
        : `As of ${momentText(state.asOf, now)}. ${explain(state.error).sentence}`;
    case 'incomplete':
      return `${countOf(state.loaded, 'goal')} loaded. Some may be missing because goals changed while they were loading. Refresh to load all of them again.`;
    case 'loaded':
    case 'disconnected':
      return '';
  }
};

const progressOf = (state: LoadState & { kind: 'idle' | 'loading' }): string => {
  if (state.loaded === 0) return 'Loading goals…';
  return state.total === undefined ? `Loading… ${extentText(state)} so far` : `Loading… ${extentText(state)}`;
};

const extentText = ({ loaded, total }: Pick<Failed, 'loaded' | 'total'>): string =>
  total === undefined ? countOf(loaded, 'goal') : `${loaded.toLocaleString('en-US')} of ${countOf(total, 'goal')}`;
