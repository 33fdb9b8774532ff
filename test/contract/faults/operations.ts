import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';

export type Subject = { readonly client: Client; readonly goal: Goal };

export type Operation = {
  readonly name:
    | 'createGoal'
    | 'getGoal'
    | 'updateGoal'
    | 'searchGoals'
    | 'listGoalTemplates'
    | 'listGoalMetrics'
    | 'addGoalMetric';
  readonly nature: 'read' | 'update' | 'create';
  /** Whether an empty list is an answer: then 'nothing matches' is no failure. */
  readonly isList: boolean;
  readonly run: (subject: Subject) => Promise<unknown>;
  /** How many times what `run` writes is in the tenant; asked without any fault. */
  readonly stored: (subject: Subject) => Promise<number>;
};

const name = 'Written under a fault';
const none = (): Promise<number> => Promise.resolve(0);

const goalsSoNamed = async ({ client }: Subject): Promise<number> =>
  (
    await client.searchGoals({
      where: { conditions: [{ name: 'Name', alias: 'A', operator: 'EQ', value: name }], expression: 'A' },
    })
  ).records.length;

export const operations: readonly Operation[] = [
  {
    name: 'searchGoals',
    nature: 'read',
    isList: true,
    run: ({ client }) => client.searchGoals({ limit: 5 }),
    stored: none,
  },
  {
    name: 'getGoal',
    nature: 'read',
    isList: false,
    run: ({ client, goal }) => client.getGoal(goal.Gsid),
    stored: none,
  },
  {
    name: 'listGoalTemplates',
    nature: 'read',
    isList: true,
    run: ({ client }) => client.listGoalTemplates(),
    stored: none,
  },
  {
    name: 'listGoalMetrics',
    nature: 'read',
    isList: true,
    run: ({ client, goal }) => client.listGoalMetrics(goal.Gsid),
    stored: none,
  },
  {
    name: 'updateGoal',
    nature: 'update',
    isList: false,
    run: ({ client, goal }) => client.updateGoal(goal.Gsid, { Name: name, CompanyId: goal.CompanyId }),
    stored: goalsSoNamed,
  },
  {
    name: 'createGoal',
    nature: 'create',
    isList: false,
    run: ({ client, goal }) => client.createGoal({ Name: name, CompanyId: goal.CompanyId }),
    stored: goalsSoNamed,
  },
  {
    name: 'addGoalMetric',
    nature: 'create',
    isList: false,
    run: ({ client, goal }) => client.addGoalMetric(goal.Gsid, { Name: name, TargetValue: 3, Unit: 'users' }),
    stored: async ({ client, goal }) =>
      (await client.listGoalMetrics(goal.Gsid)).filter((metric) => metric.Name === name).length,
  },
];
