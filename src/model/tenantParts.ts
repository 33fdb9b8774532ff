import { GoalIndex } from './goalIndex.ts';
import { GoalLoader } from './goalLoader.ts';
import { heldAfter, metricHeldAfter, newGoalMismatches } from './mismatches.ts';
import { NotPutBack, sendUpdate } from './sendUpdate.ts';
import { TenantCache } from './tenantCache.ts';
import { goalsDescribedBy, hasGoalNamed } from './tenantSearches.ts';

/** What a store takes once there is a tenant: a window without one does not load it. */
export const tenantParts = {
  TenantCache,
  GoalLoader,
  GoalIndex,
  NotPutBack,
  sendUpdate,
  heldAfter,
  metricHeldAfter,
  newGoalMismatches,
  hasGoalNamed,
  goalsDescribedBy,
};

export type TenantParts = typeof tenantParts;
