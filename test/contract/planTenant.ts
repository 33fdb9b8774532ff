import type { Client } from '../../src/api/client.ts';
import { whereOf, oneOf } from '../../src/api/query.ts';
import type { Goal } from '../../src/api/schema.ts';
import type { Fetch } from '../../src/api/transport.ts';
import type { GoalField } from '../../src/model/goalFields.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../src/model/goalFields.ts';
import type { Entry, Journal } from '../../src/plan/ledger.ts';
import type { Step } from '../../src/plan/plan.ts';
import type { Applied } from '../../src/plan/applyPlan.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';
import { clientFor, connect } from '../unit/api/connectedClient.ts';

/** A journal in memory. */
export const memory = (): Journal & { readonly entries: Entry[] } => {
  const entries: Entry[] = [];
  return { entries, append: async (more) => void entries.push(...more) };
};

/** A sender by which updates leave once the searches under way are answered, and which tells of each search that it was. */
export const searchesFirst = (afterSearch: (count: number) => Promise<void> = async () => {}): Fetch => {
  const fetch = keepAliveFetch();
  const searches = new Set<Promise<unknown>>();
  let count = 0;
  return async (url, init) => {
    if (init.method === 'PUT') await Promise.allSettled(searches);
    if (!url.endsWith('/search')) return fetch(url, init);
    const answered = fetch(url, init).then(async (answer) => {
      count += 1;
      await afterSearch(count);
      return answer;
    });
    searches.add(answered);
    return answered.finally(() => searches.delete(answered));
  };
};

export const goalsOf = async (client: Client, count: number): Promise<readonly Goal[]> =>
  (await client.searchGoals({ limit: count })).records;

/** As a colleague writes it, who has just read the goal. */
export const colleagueWrites = async (client: Client, goalId: string, changes: Partial<GoalFields>): Promise<void> => {
  const goal = await client.getGoal(goalId);
  await client.updateGoal(goalId, inputOf({ ...fieldsOf(goal), ...changes }));
};

/** A step that gives the goal another value in one field. */
export const stepOf = (goal: Goal, field: GoalField, after: string): Step => ({
  kind: 'update',
  key: goal.Gsid,
  goalId: goal.Gsid,
  changes: [{ field, before: goal[field] ?? '', after }],
});

export const held = async (client: Client, ids: readonly string[]): Promise<ReadonlyMap<string, Goal>> => {
  const [first = '', ...others] = ids;
  const { records } = await client.searchGoals({ where: whereOf(oneOf('Gsid', [first, ...others])), limit: 5000 });
  return new Map(records.map((goal) => [goal.Gsid, goal]));
};

/** How many steps ended how. */
export const tally = ({ states }: Pick<Applied, 'states'>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { kind } of states.values()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

/** A tenant, some of its goals, and a colleague. @param afterSearch told of each search that was answered */
export const open = async (goals: number, afterSearch?: (count: number) => Promise<void>) => {
  const connected = await connect({ tenant: { goals: 200 }, client: { fetch: searchesFirst(afterSearch) } });
  const colleague = clientFor(connected);
  const some = await goalsOf(colleague, goals);
  connected.newRequests();
  return { ...connected, colleague, goals: some, ids: some.map(({ Gsid }) => Gsid) };
};

/** Another status than the goal has. */
export const another = (goal: Goal): string => (goal.Status === 'Missed' ? 'Achieved' : 'Missed');
