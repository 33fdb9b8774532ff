import type { Goal } from '../api/schema.ts';
import type { PlanRow, RowState, Step } from '../plan/plan.ts';

/**
 * The rows of a plan of which something was sent: what was sent, as it was planned then, whatever the tenant holds by now.
 * @param steps undefined where nothing was sent: then the rows stay as they are
 */
export const begunRows = (
  rows: readonly PlanRow[],
  steps: readonly Step[] | undefined,
  goal: (goalId: string) => Goal | undefined,
): readonly PlanRow[] => {
  if (steps === undefined) return rows;
  const byRow = Map.groupBy(steps, rowKeyOf);
  return rows.flatMap((row) => {
    const [step, ...metrics] = byRow.get(row.key) ?? [];
    if (step !== undefined) return [begunRow(row, step, metrics, goal)];
    return row.state.kind === 'refused' || row.state.kind === 'open' || row.state.kind === 'unchanged' ? [row] : [];
  });
};

/** A metric of a new goal has no row of its own. */
export const rowKeyOf = (step: Step): string =>
  step.kind === 'addMetric' && 'createdBy' in step.goal ? step.goal.createdBy : step.key;

const begunRow = (
  row: PlanRow,
  step: Step,
  metrics: readonly Step[],
  goal: (goalId: string) => Goal | undefined,
): PlanRow => {
  const state = stateOf(step, metrics);
  const id = 'goalId' in state ? state.goalId : undefined;
  const held = id === undefined ? undefined : goal(id);
  if (step.kind === 'create') return { ...row, companyId: step.fields.CompanyId, name: step.fields.Name, state };
  return { ...row, companyId: held?.CompanyId ?? row.companyId, name: held?.Name ?? row.name, state };
};

const stateOf = (step: Step, metrics: readonly Step[]): RowState => {
  switch (step.kind) {
    case 'update':
      return { kind: 'update', goalId: step.goalId, changes: step.changes };
    case 'create':
      return {
        kind: 'create',
        fields: step.fields,
        metrics: metrics.flatMap((each) => (each.kind === 'addMetric' ? [each.metric] : [])),
      };
    case 'addMetric':
      return { kind: 'addMetric', goalId: 'id' in step.goal ? step.goal.id : '', metric: step.metric };
  }
};
