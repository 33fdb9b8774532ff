import { expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { whereOf, compare } from '../../src/api/query.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import { stepsOf } from '../../src/plan/plan.ts';
import { badLines, csvFor, rowsFrom } from '../torture/badLines.ts';
import { connect } from '../unit/api/connectedClient.ts';
import { goalsOf, memory } from './planTenant.ts';

const made = async (client: Client): Promise<readonly string[]> => {
  const { records } = await client.searchGoals({
    where: whereOf(compare('TargetDate', 'EQ', '2031-01-01')),
    limit: 5000,
  });
  return records.map(({ Name }) => Name);
};

it('a file of 1,000 lines with 20 bad ones makes exactly 980 goals, also where answers are lost and it is gone on with', async () => {
  const { client, tenant } = await connect({ tenant: { goals: 60 } });
  const [goal] = await goalsOf(client, 1);
  const rows = rowsFrom(csvFor(goal?.CompanyId ?? ''));
  const refused = rows.filter(({ state }) => state.kind === 'refused');
  expect(refused.map(({ source }) => source?.line)).toEqual(badLines);
  const steps = stepsOf(rows, []);
  expect(steps).toHaveLength(980);
  // Every third answer is lost, and what it made stays.
  for (let lost = 0; lost < 320; lost += 1)
    tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal', skip: 2, times: 1 });
  const journal = memory();
  const cancel = new AbortController();
  const onProgress = ({ settled }: { readonly settled: number }): void => {
    if (settled > 400) cancel.abort();
  };
  await applyPlan(steps, { client, journal, onProgress }, cancel.signal);
  const applied = await applyPlan(steps, { client, journal: memory(), before: journal.entries });
  expect(applied.settled).toBe(980);
  const names = await made(client);
  expect([names.length, new Set(names).size]).toEqual([980, 980]);
});
