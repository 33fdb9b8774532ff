import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { plansOnDisk } from '../../../src/agent/disk/plansOnDisk.ts';

it('keeps a plan beside something that is none and cannot be read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plans-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const logged: string[] = [];
  const plans = plansOnDisk(folder, () => new Date(), { error: (line) => logged.push(line) });
  const plan = { tenant: 'acme.example', intents: [], answers: {}, leftOut: [] };
  await plans.save({ ...plan, id: 'one' });
  const [tenantFolder = ''] = await readdir(folder);
  await mkdir(path.join(folder, tenantFolder, 'old.plan'));
  await plans.save({ ...plan, id: 'two' });
  expect(plans.read(plan.tenant, 'two')?.plan).toEqual({ ...plan, id: 'two' });
  expect(logged).toEqual(['plans: one cannot be read: EISDIR']);
});
