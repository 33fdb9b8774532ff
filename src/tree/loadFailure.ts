import type { LoadState } from '../model/goalStore.ts';

export type Failed = LoadState & { readonly kind: 'failed' };

/** The failure that stands as a row above the companies. */
export const failureRow = (state: LoadState): Failed | undefined =>
  state.kind === 'failed' && (state.isAsked || state.asOf === undefined) ? state : undefined;

/** Whether a refresh failed that nobody asked for, and all goals are there as they were before: no more than a word about it. */
export const isQuietFailure = (state: LoadState): boolean => state.kind === 'failed' && failureRow(state) === undefined;

/** Whether goals are there, and not all. */
export const isPartial = ({ asOf, loaded }: Failed): boolean => asOf === undefined && loaded > 0;
