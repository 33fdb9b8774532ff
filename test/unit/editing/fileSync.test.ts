import { beforeEach, expect, it, vi } from 'vitest';
import { FileSync, syncAfterMs } from '../../../src/editing/fileSync.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

const syncing = () => {
  const done: string[] = [];
  const sync = new FileSync((path) => {
    done.push(path);
    return path.includes('broken') ? Promise.reject(new Error('EIO')) : Promise.resolve();
  });
  return { sync, done };
};

it('puts what was written on the disk within a second, each file once and its folder behind it', async () => {
  const { sync, done } = syncing();
  for (let count = 0; count < 20; count += 1) sync.soon('/d/a');
  sync.soon('/d/b');
  expect(done).toEqual([]);
  expect(syncAfterMs).toBeLessThan(1000);
  await vi.advanceTimersByTimeAsync(syncAfterMs);
  expect(done).toEqual(['/d/a', '/d/b', '/d']);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toHaveLength(3);
  sync.soon('/d/a');
  await vi.advanceTimersByTimeAsync(syncAfterMs);
  expect(done).toHaveLength(5);
});

it('goes on behind a file that refuses, or is gone', async () => {
  const { sync, done } = syncing();
  for (const file of ['/d/broken', '/d/b']) sync.soon(file);
  await sync.flush();
  expect(done).toEqual(['/d/broken', '/d/b', '/d']);
  const real = new FileSync();
  real.soon('/nowhere/at/all');
  await expect(real.flush()).resolves.toBeUndefined();
});
