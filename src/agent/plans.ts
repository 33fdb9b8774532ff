import type { GoalTemplate } from '../api/schema.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import type { TenantId } from '../model/tenant.ts';
import { knownIn, type KnownTenant } from '../plan/knownTenant.ts';
import type { Entry, Journal } from '../plan/ledger.ts';
import { rowsOf } from '../plan/makePlan.ts';
import { stepsOf, type Plan, type PlanRow, type Step } from '../plan/plan.ts';
import type { AgentTenant } from './agentTenant.ts';

export type StoredPlan = {
  readonly plan: Plan;
  /** What is being sent; absent as long as nothing is. */
  readonly begun?: { readonly steps: readonly Step[] };
  readonly entries: readonly Entry[];
};

/** A plan that this process applies. */
export type OpenedPlan = Journal & {
  readonly stored: StoredPlan;
  begin(steps: readonly Step[], since: string): Promise<readonly Step[]>;
  close(): Promise<void>;
};

/** Where plans are kept, and what makes their digests. */
export type Plans = {
  save(plan: Plan): Promise<void>;
  read(tenant: TenantId, id: string): StoredPlan | undefined;
  open(tenant: TenantId, id: string): Promise<OpenedPlan>;
  digest(text: string): string;
};

/** How long a plan may be applied after it was made, in milliseconds. */
export const planHoldsMs = 10 * 60_000;

const idPattern = /^plan-([\da-z]{6,10})-[\da-f]{8}$/;

/** It holds when the plan was made. */
export const newPlanId = (now: Date): string => `plan-${now.getTime().toString(36)}-${crypto.randomUUID().slice(0, 8)}`;

/** In milliseconds since 1970; undefined for what is no plan's id. */
export const planTime = (id: string): number | undefined => {
  const time = idPattern.exec(id)?.[1];
  return time === undefined ? undefined : Number.parseInt(time, 36);
};

/** What a plan is made against. */
export const knownOf = ({ store }: AgentTenant, rows: GoalRows, templates: readonly GoalTemplate[]): KnownTenant => ({
  ...knownIn(store, () => templates),
  statuses: () => [...rows.usedTexts('Status').keys()],
});

export type Made = { readonly rows: readonly PlanRow[]; readonly steps: readonly Step[]; readonly digest: string };

/** What a plan comes to now. Its digest is another where that is another. */
export const made = (plan: Plan, known: KnownTenant, plans: Plans): Made => {
  const rows = rowsOf(plan, known);
  const steps = stepsOf(rows, plan.leftOut);
  return { rows, steps, digest: digestOf(plan, steps, plans) };
};

export const digestOf = ({ id, tenant }: Plan, steps: readonly Step[], plans: Plans): string =>
  plans.digest(JSON.stringify([id, tenant, steps]));
