import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import type { SnapshotHead } from '../../../src/snapshot/snapshotFile.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { tenant } from './versions.ts';

type Kept = { readonly head: SnapshotHead | undefined; readonly goals: readonly Goal[] };

export const quietLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Fewer than a real slice holds, so that a few goals make several. */
export const goalsASlice = 7;

/** A folder with the snapshots in it, and how to read and write them as goals. */
export const openSnapshots = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'snapshots-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const warnings: string[] = [];
  const quiet = (): void => {};
  const log = { debug: quiet, info: quiet, error: quiet, warn: (message: string) => void warnings.push(message) };
  const snapshots = new Snapshots(folder, log);
  const read = async (of = tenant): Promise<Kept> => {
    const index = new GoalIndex();
    const head = await snapshots.read(of, (slice) => index.append(slice));
    return { head, goals: [...index.goals()] };
  };
  const write = (head: SnapshotHead, goals: readonly Goal[], size = goalsASlice): Promise<boolean> => {
    const index = new GoalIndex();
    index.putAll(goals);
    return snapshots.write(head, index.slices(size));
  };
  const file = async (): Promise<string> => {
    const [name] = (await readdir(folder)).filter((one) => one.endsWith('.snapshot'));
    return path.join(folder, name ?? 'none');
  };
  return { folder, snapshots, warnings, read, write, file };
};
