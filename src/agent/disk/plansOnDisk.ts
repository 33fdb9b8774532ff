import { createHash } from 'node:crypto';
import { causeOf, type Log } from '../../log.ts';
import { PlanFiles } from '../../plan/planFiles.ts';
import { isSettled } from '../../plan/stepState.ts';
import { dayMs } from '../../model/dueDate.ts';
import type { TenantId } from '../../model/tenant.ts';
import { planHoldsMs, planTime, type Plans, type StoredPlan } from '../plans.ts';

/** Plans in a folder, for this process and the next one. They hold what a tenant holds: what is of no use any more is removed. */
export const plansOnDisk = (folder: string, now: () => Date, log: Pick<Log, 'error'>): Plans => {
  const files = new PlanFiles(folder, (message) => log.error(message));
  return {
    save: async (plan) => {
      await files.save(plan);
      try {
        tidy(files, plan.tenant, now().getTime());
      } catch (error) {
        // The plan is there.
        log.error(`plans: old ones were not removed: ${causeOf(error)}`);
      }
    },
    read: (tenant, id) => files.read(tenant, id),
    open: (tenant, id) => files.open(tenant, id),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
};

const tidy = (files: PlanFiles, tenant: TenantId, now: number): void => {
  for (const stored of files.list(tenant)) {
    try {
      if (isOver(stored, now)) files.remove(tenant, stored.plan.id);
    } catch {
      // Another process has it.
    }
  }
};

/** What was begun and is not through is kept: it may have to be looked for. */
const isOver = ({ plan, begun, entries }: StoredPlan, now: number): boolean => {
  const age = now - (planTime(plan.id) ?? now);
  if (begun === undefined) return age > planHoldsMs;
  const states = new Map(entries.map(({ step, state }) => [step, state]));
  const isThrough = begun.steps.every(({ key }) => isSettled(states.get(key)));
  return isThrough && age > dayMs;
};
