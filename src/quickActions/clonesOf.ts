import type { Goal, GoalMetric } from '../api/schema.ts';
import { fieldsOf, unreadableFields, type GoalField } from '../model/goalFields.ts';
import type { MetricFields } from '../model/goalRules.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Intent } from '../plan/intent.ts';

/** New goals like these, not started, with their metrics from the start. */
export const clonesOf = async (
  goals: readonly Pick<Goal, 'Gsid'>[],
  companyIds: readonly string[],
  { store, check }: { readonly store: Pick<GoalStore, 'fetchGoal' | 'metrics'>; readonly check: () => void },
): Promise<readonly Intent[]> => {
  const intents: Intent[] = [];
  for (const { Gsid } of goals) {
    check();
    // The list has no descriptions.
    const goal = await store.fetchGoal(Gsid);
    check();
    const metrics = await store.metrics(Gsid);
    const lost = [...unreadableFields(goal).filter((field) => isCloned(field)), ...unreadableInClones(metrics)];
    if (lost.length > 0) {
      const refusal = { code: 'unreadableSource', fields: lost } as const;
      intents.push({ kind: 'refused', goalId: Gsid, name: goal.Name, refusal });
      continue;
    }
    const fields = { ...fieldsOf(goal), Status: 'Not Started' };
    for (const CompanyId of companyIds)
      intents.push({ kind: 'create', fields: { ...fields, CompanyId }, metrics: metrics.map(cloneOf) });
  }
  return intents;
};

/** A clone begins with a status, and has a company, of its own. */
const isCloned = (field: GoalField): boolean => field !== 'Status' && field !== 'CompanyId';

const unreadableInClones = (metrics: readonly GoalMetric[]): readonly string[] => {
  const odd = new Set(metrics.flatMap(({ unreadable = [] }) => unreadable));
  return [
    ...(odd.has('Name') ? ['Metric'] : []),
    ...(['TargetValue', 'Unit'] as const).filter((each) => odd.has(each)),
  ];
};

const cloneOf = ({ Name, TargetValue, Unit = '' }: GoalMetric): MetricFields => ({
  Name,
  TargetValue: TargetValue === undefined ? '' : String(TargetValue),
  CurrentValue: '',
  Unit,
});
