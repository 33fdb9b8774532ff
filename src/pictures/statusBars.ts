import type { Drawing, Frame } from './drawing.ts';
import type { Kind } from './legend.ts';
import { stackedBars, type Bar } from './stackedBars.ts';

export type StatusBars = Frame & {
  /** A company each: its goals by status. */
  readonly bars: readonly Bar[];
  readonly kinds: readonly Kind[];
};

/** How the goals of each company stand. Small companies are seen as well as large ones: bars show shares. */
export const statusBars = (input: StatusBars): Drawing => stackedBars({ ...input, lengths: 'shares' });
