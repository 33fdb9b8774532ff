import { GoalStore } from '../../../src/model/goalStore.ts';
import { tenantParts } from '../../../src/model/tenantParts.ts';

/** A store to which no tenant is connected yet. */
export const newStore = (now = () => new Date(), elapsedMs = () => now().getTime()): GoalStore =>
  new GoalStore(() => tenantParts, now, elapsedMs);
