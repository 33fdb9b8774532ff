import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { compare, whereOf } from '../../src/api/query.ts';
import type { Goal } from '../../src/api/schema.ts';
import { fieldsOf } from '../../src/model/goalFields.ts';
import type { Step } from '../../src/plan/plan.ts';
import { PlanFiles } from '../../src/plan/planFiles.ts';
import type { SampleTenant } from '../../src/sample/server.ts';
import { connect } from '../unit/api/connectedClient.ts';
import { goalsOf, held, stepOf } from './planTenant.ts';

const rounds = 30;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plan-kills-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const bundledApplier = async (): Promise<string> => {
  const outfile = path.join(await freshFolder(), 'planApplier.cjs');
  const entry = path.join(import.meta.dirname, 'planApplier.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs' });
  return outfile;
};

type Planned = {
  readonly applier: string;
  readonly folder: string;
  readonly tenant: SampleTenant;
  readonly id: string;
};

const started = async ({ applier, folder, tenant, id }: Planned, steps: readonly Step[]): Promise<ChildProcess> => {
  const child = fork(applier, [folder, tenant.url, tenant.accessKey, id]);
  await once(child, 'message');
  child.send(steps);
  return child;
};

/** Kills the process so long after it began; whether it was through by then. */
const killed = async (planned: Planned, steps: readonly Step[], ms: number): Promise<boolean> => {
  const child = await started(planned, steps);
  const ended = once(child, 'exit');
  await once(child, 'message');
  await Promise.race([wait(ms), ended]);
  child.kill('SIGKILL');
  const [code] = await ended;
  return code === 0;
};

const finished = async (planned: Planned, steps: readonly Step[]): Promise<unknown> => {
  const child = await started(planned, steps);
  let last: unknown;
  child.on('message', (message) => (last = message));
  await once(child, 'exit');
  return last;
};

const metric = { Name: 'Seats', TargetValue: '10', CurrentValue: '', Unit: '' };

const stepsFor = (round: number, goals: readonly Goal[]): readonly Step[] => {
  const updates = goals.map((goal) => stepOf(goal, 'Name', `Round ${round} of ${goal.Gsid}`));
  const creates = [0, 1, 2, 3, 4, 5].flatMap((at): readonly Step[] => {
    const fields = fieldsOf({ Name: `New ${at} of ${round}`, CompanyId: goals[0]?.CompanyId ?? '', Status: 'Missed' });
    const key = `new${at}`;
    return [
      { kind: 'create', key, fields },
      { kind: 'addMetric', key: `${key}.0`, goal: { createdBy: key }, metric },
    ];
  });
  return [...updates, ...creates];
};

const expectExactly = async (client: Client, round: number, goals: readonly Goal[]): Promise<void> => {
  const after = await held(
    client,
    goals.map(({ Gsid }) => Gsid),
  );
  for (const goal of goals)
    expect(fieldsOf(after.get(goal.Gsid) ?? {})).toEqual({ ...fieldsOf(goal), Name: `Round ${round} of ${goal.Gsid}` });
  for (const at of [0, 1, 2, 3, 4, 5]) {
    const where = whereOf(compare('Name', 'EQ', `New ${at} of ${round}`));
    const { records } = await client.searchGoals({ where });
    expect(records).toHaveLength(1);
    expect(await client.listGoalMetrics(records[0]?.Gsid ?? '')).toHaveLength(1);
  }
};

it(`a plan whose process is killed comes to exactly what was planned, ${rounds} times (SEED=${seed})`, async () => {
  const { client, tenant } = await connect({ tenant: { goals: 60 } });
  const applier = await bundledApplier();
  const folder = await freshFolder();
  const files = new PlanFiles(folder);
  const pauses = fc.sample(fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 120 })), { seed, numRuns: rounds });
  let inTheMiddle = 0;
  for (const [round, [first, second]] of pauses.entries()) {
    const goals = (await goalsOf(client, 60)).slice(0, 12);
    const steps = stepsFor(round, goals);
    const planned = { applier, folder, tenant, id: `plan ${round}` };
    await files.save({ id: planned.id, tenant: 'sample', intents: [], answers: {}, leftOut: [] });
    if (round % 3 === 0)
      for (const operation of ['createGoal', 'addGoalMetric', 'updateGoal'] as const)
        tenant.faults.add({ kind: 'cutAfter', operation, skip: round % 5, times: 1 });
    if (!(await killed(planned, steps, first))) inTheMiddle += 1;
    await killed(planned, steps, second);
    expect(await finished(planned, steps), `round ${round}`).toBe('through');
    tenant.faults.clear();
    await expectExactly(client, round, goals);
  }
  expect(inTheMiddle).toBeGreaterThan(rounds / 10);
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.plan')))
    expect(await readFile(path.join(folder, name), 'utf8')).not.toContain(tenant.accessKey);
}, 600_000);
