/** How much is known. */
export type Extent = {
  readonly loaded: number;
  /** How many goals there are; undefined where the tenant did not say. */
  readonly total: number | undefined;
  /** When the goals were as they are known; absent as long as not all were loaded once. */
  readonly asOf?: Date;
};

export type LoadState =
  | { readonly kind: 'disconnected' }
  /** Nothing runs yet: the tenant was connected a moment ago, or its snapshot is shown. A load or refresh is to come. */
  | ({ readonly kind: 'idle' } & Extent)
  | ({ readonly kind: 'loading' } & Extent)
  | { readonly kind: 'loaded'; readonly at: Date }
  /** Goals or changes may be missing: the tenant changed while it was read, and no reading proved to be complete. */
  | { readonly kind: 'incomplete'; readonly at: Date; readonly loaded: number }
  /** What was known before, or came before the failure, is still there. `isAsked`: a person asked for it, and no clock. */
  | ({ readonly kind: 'failed'; readonly error: unknown; readonly isAsked: boolean } & Extent);

/** Whether goals are being loaded or are about to be. */
export const isExpectingGoals = (state: LoadState): state is LoadState & { readonly kind: 'idle' | 'loading' } =>
  state.kind === 'idle' || state.kind === 'loading';

/** Whether goals are being loaded for the first time: not all that there are can be known yet. */
export const isFirstLoad = (state: LoadState): state is LoadState & { readonly kind: 'idle' | 'loading' } =>
  isExpectingGoals(state) && state.asOf === undefined;

/** Whether the last load or refresh came to its end. */
export const isFinished = (state: LoadState): state is LoadState & { readonly kind: 'loaded' | 'incomplete' } =>
  state.kind === 'loaded' || state.kind === 'incomplete';

/** Whether all goals are known, as they are now or were at some time, whatever became of the load since. */
export const isKnown = (state: LoadState): boolean =>
  isFinished(state) || ('asOf' in state && state.asOf !== undefined);

/** Whether all goals are known as they were at some time: no load or refresh failed or proved nothing since. */
export const isWhole = (state: LoadState): boolean =>
  state.kind === 'loaded' || (isExpectingGoals(state) && state.asOf !== undefined);
