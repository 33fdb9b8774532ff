import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlanFiles } from '../plan/planFiles.ts';
import type { Planned } from './planned.ts';
import { asFailure } from './sendPlan.ts';

/**
 * Removes the plan from the disk. One that a person took for unsent, and that another window has begun, says what was sent: it stays.
 * @throws Failure where another window applies it, or has begun it
 */
export const discardPlan = async (files: PlanFiles, { plan, steps }: Planned): Promise<void> => {
  await files.whenIdle();
  if (steps === undefined && files.isBegun(plan.tenant, plan.id)) throw new Failure('planChanged');
  try {
    files.remove(plan.tenant, plan.id);
  } catch (error) {
    throw asFailure(error);
  }
};

/** Removes one that another has taken the place of. Never throws: it is of no use to anybody. */
export const forgetPlan = (files: PlanFiles, { tenant, id }: Plan, log: Log): void => {
  try {
    files.remove(tenant, id);
  } catch (error) {
    log.warn(`plans: an old one was not removed: ${causeOf(error)}`);
  }
};
