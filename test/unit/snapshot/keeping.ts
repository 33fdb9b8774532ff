import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import type { GoalSlice } from '../../../src/model/goalSlice.ts';
import { SnapshotKeeper, type SnapshotSource } from '../../../src/snapshot/snapshotKeeper.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { goalsOfVersion } from './versions.ts';

export const pauses = { afterChange: 100, betweenWrites: 1000, betweenChecks: 10_000 };

type Change = Parameters<Parameters<SnapshotSource['onDidChange']>[0]>[0];

const all: Change = { companies: 'all', goals: 'all' };

/** The goals of a window: of the version that a test says, or those that were restored. */
export class Goals implements SnapshotSource {
  readonly #changes = createEmitter<Change>();
  readonly onDidChange = this.#changes.event;
  index = new GoalIndex();
  at: number | undefined;

  /** A load or a refresh came to its end. */
  become(version: number, count = 3000): void {
    this.index.putAll(goalsOfVersion(version, count));
    this.at = version;
    this.#changes.fire(all);
  }

  /** A goal was saved, long after the last refresh. */
  save(goal: Goal): void {
    this.index.put(goal);
    this.#changes.fire({ companies: new Set([goal.CompanyId]), goals: new Map([[goal.Gsid, { after: goal }]]) });
  }

  /** A load that begins anew. */
  begin(): void {
    this.at = undefined;
    this.#changes.fire(all);
  }

  /** A refresh that found nothing new, or failed. */
  stay(at: number | undefined): void {
    this.at = at;
    this.#changes.fire({ companies: new Set(), goals: new Map() });
  }

  all(): readonly Goal[] {
    return [...this.index.goals()];
  }

  snapshot() {
    const { at } = this;
    return at === undefined
      ? undefined
      : { at, since: '2031-01-01T00:00:00.000Z', readAt: 0, slices: this.index.slices(250) };
  }

  async restore(
    read: (take: (slice: GoalSlice) => void) => Promise<{ readonly at: number } | undefined>,
  ): Promise<void> {
    const index = new GoalIndex();
    const kept = await read((slice) => index.append(slice));
    if (kept === undefined) return;
    this.index = index;
    this.at = kept.at;
    this.#changes.fire(all);
  }
}

/** A folder that windows share, in time that a test moves on. */
export const openFolder = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'keeper-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const names = (): Promise<readonly string[]> => readdir(folder);

  const openWindow = () => {
    const warnings: string[] = [];
    const quiet = (): void => {};
    const log = { debug: quiet, info: quiet, error: quiet, warn: (message: string) => void warnings.push(message) };
    const files = new Snapshots(folder, log);
    const goals = new Goals();
    const wishes = { isOn: true };
    const writeForReal = files.write.bind(files);
    const write = vi.spyOn(files, 'write');
    const read = vi.spyOn(files, 'read');
    const open = vi.fn<() => Promise<Snapshots>>(async () => files);
    const keeper = new SnapshotKeeper({ goals, open, isOn: () => wishes.isOn, log, pauses });
    onTestFinished(() => keeper.dispose());
    /** Lets so much time go by, and whatever came due with it come to its end. */
    const pass = async (ms: number): Promise<void> => {
      await vi.advanceTimersByTimeAsync(ms);
      await Promise.all(write.mock.results.map(({ value }) => value));
      await vi.advanceTimersByTimeAsync(0);
    };
    return { goals, keeper, wishes, warnings, write, writeForReal, read, open, pass };
  };
  return { folder, names, openWindow };
};
