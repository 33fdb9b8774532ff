import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Histories } from '../../src/history/histories.ts';
import { HistoryRecorder } from '../../src/history/historyRecorder.ts';
import { today } from '../../src/model/dueDate.ts';
import { createEmitter } from '../../src/model/emitter.ts';
import type { GoalStore } from '../../src/model/goalStore.ts';
import { usualThresholds } from '../../src/model/risk/riskThresholds.ts';
import { LiveRows } from '../../src/model/views/liveRows.ts';
import { OverviewHost } from '../../src/overview/overviewHost.ts';
import type { ToPage } from '../../src/overview/protocol.ts';
import { ownStore } from './loaders.ts';
import { cpuMs, medianOf } from './timing.ts';

const tenant = 'bench.example';
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: (line: string) => console.error(line) };

type Follower = {
  /** Resolves when what a refresh brought is taken in. */
  readonly settled: () => Promise<void>;
  readonly dispose: () => void;
};

const history = (store: GoalStore): Follower => {
  const folder = mkdtempSync(join(tmpdir(), 'follow-probe-'));
  const open = async (): Promise<Histories> => new Histories(folder);
  const recorder = new HistoryRecorder({ store, open, isOn: () => true, log, now: () => Date.now() });
  recorder.use(tenant);
  return {
    settled: () => recorder.whenIdle(),
    dispose: () => {
      recorder.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** An overview of all goals whose page is somewhere else. */
export const openOverview = (store: GoalStore, rows: LiveRows, post: (message: ToPage) => void): OverviewHost =>
  new OverviewHost(
    {
      store,
      tenant: () => tenant,
      labelOf: String,
      rows,
      context: () => ({ today: today(new Date()) }),
      onDidChangeContext: createEmitter<'today'>().event,
      provide: async () => {},
      ruleText: String,
      past: async () => ({ points: () => [] }),
      risk: () => usualThresholds,
      rulesOff: () => new Set(),
      onDidChangeRules: createEmitter<undefined>().event,
      openGoal: async () => {},
      connect: async () => {},
      whoAmI: async () => {},
      log,
    },
    { post, named: () => {}, failed: (error) => log.error(String(error)) },
    { query: '' },
  );

/** Each count is told twice: its pictures, and then with its checks. */
export class Told {
  #left = 2;
  #all = Promise.withResolvers<void>();

  take({ type }: ToPage): void {
    if (type === 'overview') this.#left -= 1;
    if (this.#left === 0) this.#all.resolve();
  }

  async settled(): Promise<void> {
    await this.#all.promise;
    this.#left = 2;
    this.#all = Promise.withResolvers<void>();
  }
}

const overview = (store: GoalStore, rows: LiveRows): Follower => {
  const told = new Told();
  const host = openOverview(store, rows, (message) => told.take(message));
  host.receive({ type: 'ready' });
  return {
    settled: () => told.settled(),
    dispose: () => host.dispose(),
  };
};

/** CPU of the thread in which everything else of the extension host runs, from the refresh until all of them are still again. */
const refreshMs = async (origin: string, follow: (store: GoalStore, rows: LiveRows) => readonly Follower[]) => {
  const store = ownStore(origin);
  await store.load();
  const rows = new LiveRows(store);
  await rows.ready();
  const followers = follow(store, rows);
  // What they begin with.
  await store.refresh({ isAsked: false });
  for (const { settled } of followers) await settled();
  await wait(1500);
  const times: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    globalThis.gc?.();
    await wait(20);
    const cpu = process.threadCpuUsage();
    await store.refresh({ isAsked: false });
    for (const { settled } of followers) await settled();
    await wait(20);
    times.push(cpuMs(process.threadCpuUsage(cpu)));
  }
  for (const { dispose } of followers) dispose();
  rows.dispose();
  // The first rounds are of code that runs for the first time.
  return medianOf(times.slice(3));
};

/** What a refresh with 100 changes takes, and what the history and an open overview of all goals take beside it. */
export const follow = async (origin: string): Promise<unknown> => {
  const alone = await refreshMs(origin, () => []);
  const withHistory = await refreshMs(origin, (store) => [history(store)]);
  const withOverview = await refreshMs(origin, (store, rows) => [overview(store, rows)]);
  return { aloneMs: alone, historyMs: withHistory - alone, overviewMs: withOverview - alone };
};
