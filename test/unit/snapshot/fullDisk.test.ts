import { open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSnapshots } from './openSnapshots.ts';
import { goalsOfVersion, headOfVersion } from './versions.ts';

const aHandle = async (folder: string) => {
  const file = await open(path.join(folder, 'probe'), 'w');
  await file.close();
  await rm(path.join(folder, 'probe'));
  return Object.getPrototypeOf(file);
};

const noSpace = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

describe('a disk that is nearly full', () => {
  it('may take less at a time, and all is written', async () => {
    const { folder, read, write } = await openSnapshots();
    const handle = await aHandle(folder);
    const { write: writeForReal } = handle;
    vi.spyOn(handle, 'write').mockImplementation(function (this: unknown, bytes, at, length) {
      return Reflect.apply(writeForReal, this, [bytes, at, Math.min(Number(length), 11)]);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await write(headOfVersion(1), goalsOfVersion(1, 20))).toBe(true);
    expect(await read()).toEqual({ head: headOfVersion(1), goals: goalsOfVersion(1, 20) });
  });

  it.each<readonly [string, 'write' | 'sync' | 'close', number, () => Promise<unknown>]>([
    ['takes nothing any more', 'write', 2, () => Promise.resolve({ bytesWritten: 0 })],
    ['refuses a part in the middle', 'write', 2, () => Promise.reject(noSpace)],
    ['refuses the last part', 'write', 4, () => Promise.reject(noSpace)],
    ['refuses to keep what it took', 'sync', 0, () => Promise.reject(noSpace)],
  ])('and %s keeps the old snapshot', async (_, what, passed, fail) => {
    const { folder, warnings, read, write } = await openSnapshots();
    await write(headOfVersion(1), goalsOfVersion(1, 20));
    const handle = await aHandle(folder);
    const doneForReal = handle[what];
    let calls = 0;
    vi.spyOn(handle, what).mockImplementation(function (this: unknown, ...args) {
      return (calls += 1) > passed ? fail() : Reflect.apply(doneForReal, this, args);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await write(headOfVersion(2), goalsOfVersion(2, 20))).toBe(false);
    vi.restoreAllMocks();
    expect(await read()).toEqual({ head: headOfVersion(1), goals: goalsOfVersion(1, 20) });
    expect(await readdir(folder)).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });
});
