import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openFolder, pauses } from './keeping.ts';
import { goalsOfVersion, tenant } from './versions.ts';

const other = 'https://other.example';
const isSnapshot = (name: string): boolean => name.endsWith('.snapshot');

/** A window whose tenant's goals are on disk in version 1. */
const kept = async () => {
  const place = await openFolder();
  const window = place.openWindow();
  await window.keeper.use(tenant);
  window.goals.become(1);
  await window.pass(pauses.afterChange);
  return { ...place, ...window };
};

/** What a window that is connected to the tenant now shows. */
const shown = async ({ openWindow }: Pick<Awaited<ReturnType<typeof kept>>, 'openWindow'>, of = tenant) => {
  const { keeper, goals } = openWindow();
  await keeper.use(of);
  return goals.all();
};

describe('what is kept', () => {
  it('is shown when its tenant is connected the next time, and to no other tenant', async () => {
    const place = await kept();
    expect(await shown(place)).toEqual(goalsOfVersion(1));
    expect(await shown(place, other)).toEqual([]);
  });

  it('is not shown any more when another tenant was connected meanwhile', async () => {
    const { openWindow } = await kept();
    const { keeper, goals } = openWindow();
    await Promise.all([keeper.use(tenant), keeper.use(other)]);
    expect(goals.all()).toEqual([]);
  });

  it('is no obstacle where it is broken: put aside, and written anew', async () => {
    const place = await kept();
    const [name = ''] = await readdir(place.folder);
    await writeFile(path.join(place.folder, name), 'customer-goals snapshot 0\nof another version');
    const { keeper, goals, warnings, pass } = place.openWindow();
    await keeper.use(tenant);
    expect(goals.all()).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(await place.names()).toEqual([`${name}.broken`]);
    goals.become(2);
    await pass(pauses.afterChange);
    expect(await shown(place)).toEqual(goalsOfVersion(2));
  });

  it('is no obstacle where the files cannot be got at', async () => {
    const { openWindow } = await openFolder();
    const { keeper, goals, open, warnings, pass } = openWindow();
    open.mockRejectedValue(new Error('the chunk is missing'));
    await keeper.use(tenant);
    goals.become(1);
    await pass(pauses.afterChange);
    expect(warnings).toHaveLength(2);
  });
});

describe('what changes', () => {
  it('is written a moment later, once for what changed together', async () => {
    const { goals, write, pass, ...place } = await kept();
    await pass(pauses.betweenWrites);
    for (const version of [2, 3, 4]) goals.become(version);
    await pass(pauses.afterChange - 1);
    expect(write).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(write).toHaveBeenCalledTimes(2);
    expect(await shown(place)).toEqual(goalsOfVersion(4));
  });

  it('is written also where it was a goal that was saved', async () => {
    const { goals, pass, ...place } = await kept();
    goals.save({ Gsid: 'goal-0', Name: 'Saved', CompanyId: 'company-0' });
    await pass(pauses.betweenWrites);
    expect((await shown(place))[0]).toEqual({ Gsid: 'goal-0', Name: 'Saved', CompanyId: 'company-0' });
  });

  it('again soon is written after a rest', async () => {
    const { goals, write, pass } = await kept();
    goals.become(2);
    await pass(pauses.betweenWrites - 1);
    expect(write).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is written without a rest where a tenant was connected anew', async () => {
    const { keeper, goals, write, pass } = await kept();
    await Promise.all([keeper.use(undefined), keeper.forgetOthers([])]);
    await keeper.use(tenant);
    goals.become(2);
    await pass(pauses.afterChange);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('while it is written is written after a rest', async () => {
    const { goals, write, pass, ...place } = await kept();
    await pass(pauses.betweenWrites);
    goals.become(2);
    write.mockImplementationOnce(async () => {
      goals.become(3);
      return true;
    });
    await pass(pauses.afterChange);
    await pass(pauses.betweenWrites);
    expect(write).toHaveBeenCalledTimes(3);
    expect(await shown(place)).toEqual(goalsOfVersion(3));
  });

  it('is not written as long as not all is there', async () => {
    const { goals, write, pass } = await kept();
    goals.begin();
    await pass(pauses.betweenChecks);
    expect(write).toHaveBeenCalledTimes(1);
    goals.become(2);
    await pass(pauses.afterChange);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is written at the next look where the disk refused it', async () => {
    const { goals, write, pass } = await kept();
    write.mockResolvedValueOnce(false);
    goals.become(2);
    await pass(pauses.betweenWrites);
    await pass(pauses.betweenChecks);
    expect(write).toHaveBeenCalledTimes(3);
  });

  it('is nothing: then only its time is brought up to date, now and then', async () => {
    const { goals, write, pass } = await kept();
    await pass(pauses.betweenChecks);
    expect(write).toHaveBeenCalledTimes(1);
    goals.at = 5;
    await pass(pauses.betweenChecks);
    expect(write.mock.calls.at(-1)?.[0].at).toBe(5);
    await pass(2 * pauses.betweenChecks);
    expect(write).toHaveBeenCalledTimes(2);
  });

  it('is nothing as long as what was shown at the beginning is not brought up to date', async () => {
    const { openWindow } = await kept();
    const { keeper, goals, write, pass } = openWindow();
    await keeper.use(tenant);
    goals.stay(1);
    await pass(pauses.betweenChecks);
    expect(write).not.toHaveBeenCalled();
    goals.stay(2);
    await pass(pauses.afterChange);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('is nobody’s where no tenant is connected', async () => {
    const { keeper, goals, write, pass } = await kept();
    await keeper.use(undefined);
    goals.become(2);
    await pass(pauses.betweenChecks);
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('in two windows at once leaves what one of them has, whole', async () => {
    const place = await openFolder();
    const windows = [place.openWindow(), place.openWindow()];
    for (const [version, { keeper, goals }] of windows.entries()) {
      await keeper.use(tenant);
      goals.become(version);
    }
    await windows[0]?.pass(pauses.afterChange);
    await windows[1]?.pass(0);
    const [first] = await shown(place);
    expect(await shown(place)).toEqual(goalsOfVersion(first?.Name.endsWith('0') === true ? 0 : 1));
    expect((await place.names()).filter((name) => !isSnapshot(name))).toEqual([]);
  });
});

describe('forgetting', () => {
  it('removes what is kept of other tenants', async () => {
    const { keeper, ...place } = await kept();
    await keeper.forgetOthers([tenant]);
    expect(await shown(place)).toEqual(goalsOfVersion(1));
    await keeper.forgetOthers([other]);
    expect(await place.names()).toEqual([]);
  });

  it('is not undone by what was being written', async () => {
    const { keeper, goals, write, writeForReal, pass, names } = await kept();
    await pass(pauses.betweenWrites);
    goals.become(2);
    let isAborted: boolean | undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    write.mockImplementationOnce(async (...args) => {
      await promise;
      const [head, slices, signal] = args;
      isAborted = signal?.aborted;
      // As one does that looked at the signal just before.
      return writeForReal(head, slices);
    });
    const passing = pass(pauses.afterChange);
    await expect.poll(() => write.mock.calls.length).toBe(2);
    const forgetting = Promise.all([keeper.use(undefined), keeper.forgetOthers([])]);
    resolve();
    await Promise.all([passing, forgetting]);
    expect(isAborted).toBe(true);
    expect(await names()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('comes with the setting, and keeping again too', async () => {
    const { keeper, goals, wishes, write, read, pass, names } = await kept();
    wishes.isOn = false;
    await keeper.followSetting();
    expect(await names()).toEqual([]);
    goals.become(2);
    await pass(pauses.betweenChecks);
    await keeper.use(tenant);
    expect([write.mock.calls.length, read.mock.calls.length]).toEqual([1, 1]);
    wishes.isOn = true;
    await keeper.followSetting();
    await pass(pauses.betweenWrites);
    expect(await names()).toHaveLength(1);
  });

  it('goes on at start where the setting is off', async () => {
    const { openWindow, names } = await kept();
    const { keeper, wishes } = openWindow();
    wishes.isOn = false;
    await keeper.forgetOthers([tenant]);
    expect(await names()).toEqual([]);
  });
});

describe('a file', () => {
  it('has no name of its tenant', async () => {
    const { folder, names } = await kept();
    const [name = ''] = await names();
    expect(name).toMatch(/^[\da-f]{32}\.snapshot$/);
    expect((await readFile(path.join(folder, name), 'latin1')).includes(tenant)).toBe(true);
  });
});
