import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SnapshotKeeper } from '../../../src/snapshot/snapshotKeeper.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { ListedTenant, names, namesIn } from '../model/listedTenant.ts';
import { tenant as origin } from './versions.ts';

it('the next start shows what the last one loaded, and asks for no more than what changed since', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tenant = new ListedTenant(60);
  const quiet = (): void => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const openWindow = async () => {
    const { store } = tenant.open();
    const open = async (): Promise<Snapshots> => new Snapshots(folder, log);
    const pauses = { afterChange: 0, betweenWrites: 0, betweenChecks: 60_000 };
    const keeper = new SnapshotKeeper({ goals: store, open, isOn: () => true, log, pauses });
    onTestFinished(() => keeper.dispose());
    await keeper.use(origin);
    return store;
  };

  const first = await openWindow();
  await first.refresh({ isAsked: false });
  await expect.poll(() => readdir(folder)).toEqual([expect.stringMatching(/\.snapshot$/)]);

  tenant.put('goal-3', 'company-3', 'Renamed meanwhile');
  tenant.requests = [];
  const next = await openWindow();
  expect(names(next)).toEqual(names(first));
  expect(tenant.requests).toEqual([]);
  await next.refresh({ isAsked: false });
  expect(names(next)).toEqual(namesIn(tenant));
  expect(tenant.requests).not.toContain('all');
});
