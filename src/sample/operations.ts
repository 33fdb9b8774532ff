import { randomInt } from 'node:crypto';
import type { Goal, GoalInput, GoalMetric } from '../api/schema.ts';
import { checkGoalInput, checkMetricInput } from './check.ts';
import { quoted, Refusal } from './refusal.ts';
import type { OperationId } from './routes.ts';
import { checkSearch, findPage } from './search.ts';
import { gsid, type RecordKind } from './data/seeded.ts';
import { templates } from './data/templates.ts';
import type { TenantData } from './tenantData.ts';

export type Call = {
  readonly data: TenantData;
  readonly now: () => Date;
  /** From the path; empty for an operation without one. */
  readonly goalId: string;
  /** Undefined for an operation that takes none. */
  readonly body: unknown;
};

/** Each returns the answer's `data` or throws a Refusal. */
export const operations: Readonly<Record<OperationId, (call: Call) => unknown>> = {
  createGoal: ({ data, now, body }) => {
    const input = checkGoalInput(body, data.directory);
    const at = now().toISOString();
    const derived = { CompletionPercentage: 0, CreatedDate: at, ModifiedDate: at };
    return stored(data, { ...recordOf(data, newGsid('goal'), input), ...derived });
  },
  searchGoals: ({ data, body }) => findPage(data.goals(), checkSearch(body)),
  listGoalTemplates: () => templates,
  getGoal: ({ data, goalId }) => knownGoal(data, goalId, 404),
  updateGoal: ({ data, now, goalId, body }) => {
    const before = knownGoal(data, goalId, 404);
    return stored(data, replaced(data, before, checkGoalInput(body, data.directory, before), now));
  },
  listGoalMetrics: ({ data, goalId }) => data.metrics(knownGoal(data, goalId, 404).Gsid),
  // The contract has no 404 for this one.
  addGoalMetric: ({ data, now, goalId, body }) => {
    const goal = knownGoal(data, goalId, 400);
    const { Name, CurrentValue = 0, TargetValue, Unit } = checkMetricInput(body);
    const metric: GoalMetric = {
      Gsid: newGsid('metric'),
      Name,
      GoalId: goal.Gsid,
      CurrentValue,
      TargetValue,
      ...(Unit === undefined ? {} : { Unit }),
      LastUpdatedDate: laterThan(goal.ModifiedDate, now),
    };
    data.write({ metric });
    return metric;
  },
};

/** Changes a goal as somebody else in the tenant would; the Name when no changes are given. */
export function changeBehind({ data, goalId, now }: Call, changes: Partial<GoalInput> | undefined): void {
  const before = data.goal(goalId);
  if (before === undefined) return;
  const input = inputOf({ ...before, ...(changes ?? { Name: `${before.Name} (revised)` }) });
  data.write({ goal: replaced(data, before, checkGoalInput(input, data.directory, before), now) });
}

/** Through JSON, as over the wire: what is undefined is absent. */
export function inputOf(goal: Partial<GoalInput>): Readonly<Record<string, unknown>> {
  const { Name, Description, CompanyId, TemplateId, Status, OwnerId, TargetDate } = goal;
  return JSON.parse(JSON.stringify({ Name, Description, CompanyId, TemplateId, Status, OwnerId, TargetDate }));
}

/** The goal as an update with this input leaves it: what the input leaves out is cleared. */
function replaced(data: TenantData, before: Goal, input: GoalInput, now: () => Date): Goal {
  const { CompletionPercentage, CreatedDate, ModifiedDate } = before;
  return {
    ...recordOf(data, before.Gsid, input),
    ...(CompletionPercentage === undefined ? {} : { CompletionPercentage }),
    ...(CreatedDate === undefined ? {} : { CreatedDate }),
    ModifiedDate: laterThan(ModifiedDate, now),
  };
}

/** The input with what a tenant derives from it, in the contract's order of fields. */
function recordOf({ directory }: TenantData, id: string, input: GoalInput): Goal {
  const company = directory.companies.get(input.CompanyId);
  const owner = input.OwnerId === undefined ? undefined : directory.owners.get(input.OwnerId);
  return {
    Gsid: id,
    Name: input.Name,
    ...(input.Description === undefined ? {} : { Description: input.Description }),
    CompanyId: input.CompanyId,
    ...(company === undefined ? {} : { CompanyName: company }),
    ...(input.TemplateId === undefined ? {} : { TemplateId: input.TemplateId }),
    Status: input.Status ?? 'Not Started',
    ...(input.OwnerId === undefined ? {} : { OwnerId: input.OwnerId }),
    ...(owner === undefined ? {} : { OwnerName: owner }),
    ...(input.TargetDate === undefined ? {} : { TargetDate: input.TargetDate }),
  };
}

function stored(data: TenantData, goal: Goal): Goal {
  data.write({ goal });
  return data.goal(goal.Gsid) ?? goal;
}

function knownGoal(data: TenantData, goalId: string, status: 400 | 404): Goal {
  const goal = data.goal(goalId);
  if (goal === undefined) throw new Refusal(status, 'badGsid', `goalId: ${quoted(goalId)} is not the Gsid of a goal.`);
  return goal;
}

/** Two changes in one millisecond still differ: a ModifiedDate tells a changed goal from an unchanged one. */
function laterThan(before: string | undefined, now: () => Date): string {
  const earliest = before === undefined ? -Infinity : Date.parse(before) + 1;
  return new Date(Math.max(now().getTime(), earliest)).toISOString();
}

function newGsid(kind: RecordKind): string {
  const steps = 2 ** 47;
  return gsid(kind, () => randomInt(steps) / steps);
}
