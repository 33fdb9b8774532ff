import type { Drawing } from './drawing.ts';
import { stackedBars } from './stackedBars.ts';
import type { StatusBars } from './statusBars.ts';

/** How many goals each owner has: bars are as long as that. */
export const ownerBars = (input: StatusBars): Drawing => stackedBars({ ...input, lengths: 'counts' });
