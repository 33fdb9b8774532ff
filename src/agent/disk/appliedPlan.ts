import { isAbsolute } from 'node:path';
import type { TenantId } from '../../model/tenant.ts';
import { PlanFiles } from '../../plan/planFiles.ts';
import type { Activity } from '../activity.ts';
import type { StoredPlan } from '../plans.ts';

/**
 * What an agent applied, wherever it is kept: undefined where it is not any more.
 * @param folders those of this window, and of servers that were given none
 * @throws PlanDamaged
 */
export const appliedPlan = (
  { plan: id, planFolder = '' }: Activity,
  tenant: TenantId,
  folders: readonly string[],
): (StoredPlan & Required<Pick<StoredPlan, 'begun'>>) | undefined => {
  if (id === undefined) return undefined;
  for (const folder of isAbsolute(planFolder) ? [planFolder, ...folders] : folders) {
    const stored = new PlanFiles(folder).read(tenant, id);
    if (stored?.begun !== undefined) return { ...stored, begun: stored.begun };
  }
  return undefined;
};
