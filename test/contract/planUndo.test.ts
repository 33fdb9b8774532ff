import { expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import type { Goal } from '../../src/api/schema.ts';
import { fieldsOf } from '../../src/model/goalFields.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import type { Intent } from '../../src/plan/intent.ts';
import type { KnownTenant } from '../../src/plan/knownTenant.ts';
import { rowsOf } from '../../src/plan/makePlan.ts';
import { stepsOf } from '../../src/plan/plan.ts';
import { undoOf } from '../../src/plan/undo.ts';
import { clientFor, connect } from '../unit/api/connectedClient.ts';
import { colleagueWrites, goalsOf, held, memory } from './planTenant.ts';

const knownFrom = (goals: ReadonlyMap<string, Goal>): KnownTenant => ({
  goal: (id) => goals.get(id),
  goalsOf: (companyId) => [...goals.values()].filter(({ CompanyId }) => CompanyId === companyId),
  companies: () => [],
  owners: () => [],
  templates: () => [],
});

const apply = async (client: Client, intents: readonly Intent[], goals: ReadonlyMap<string, Goal>) => {
  const rows = rowsOf({ intents, answers: {} }, knownFrom(goals));
  const steps = stepsOf(rows, []);
  return { rows, steps, ...(await applyPlan(steps, { client, journal: memory() })) };
};

const open = async () => {
  const connected = await connect({ tenant: { goals: 60 } });
  const colleague = clientFor(connected);
  const before = new Map((await goalsOf(colleague, 12)).map((goal) => [goal.Gsid, goal]));
  const intents = [...before.values()].map(({ Gsid, Name }): Intent => ({
    kind: 'update',
    goalId: Gsid,
    fields: { Name: `${Name} 2`, TargetDate: '', Description: '' },
  }));
  const ids = [...before.keys()];
  return { ...connected, colleague, before, ids, intents };
};

it('puts back exactly what was changed, and leaves alone what a colleague touched since', async () => {
  const { client, colleague, before, ids, intents } = await open();
  const done = await apply(client, intents, before);
  expect(done.settled).toBe(12);
  const [touched = ''] = ids;
  await colleagueWrites(colleague, touched, { Status: 'Missed' });
  const now = await held(colleague, ids);
  const undo = undoOf(done.steps, done.states, (id) => now.get(id));
  const undone = await apply(client, undo, now);
  const refused = undone.rows.flatMap(({ state }) => (state.kind === 'refused' ? state.refusals : []));
  expect(refused).toEqual([{ code: 'changedSince' }]);
  const after = await held(colleague, ids);
  for (const id of ids)
    expect(fieldsOf(after.get(id) ?? {})).toEqual(fieldsOf((id === touched ? now : before).get(id) ?? {}));
});

it('what a colleague touches after the undo was made survives it', async () => {
  const { client, colleague, before, ids, intents } = await open();
  const done = await apply(client, intents, before);
  const now = await held(colleague, ids);
  const undo = undoOf(done.steps, done.states, (id) => now.get(id));
  const [other = '', same = ''] = ids;
  await colleagueWrites(colleague, other, { Status: 'Missed' });
  await colleagueWrites(colleague, same, { Name: 'Theirs' });
  const undone = await apply(client, undo, now);
  expect([...undone.states.values()].filter(({ kind }) => kind === 'conflict')).toHaveLength(1);
  const after = await held(colleague, ids);
  expect(fieldsOf(after.get(other) ?? {})).toEqual({ ...fieldsOf(before.get(other) ?? {}), Status: 'Missed' });
  expect(after.get(same)?.Name).toBe('Theirs');
});
