import { readFileSync, statSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoalStore } from '../../src/model/goalStore.ts';
import { newStore } from '../unit/model/newStore.ts';
import { Snapshots } from '../../src/snapshot/snapshots.ts';
import { ownClient, ownStore } from './loaders.ts';
import { peersFolder } from './peers.ts';
import { cpuMs } from './timing.ts';

const tenant = 'https://bench.example';
const folder = join(peersFolder, 'kept');
const jsonFile = join(peersFolder, 'kept.json');
const fail = (message: string): never => {
  throw new Error(message);
};
const log = { debug: () => {}, info: () => {}, warn: fail, error: fail };

/** Writes what the two below read: a snapshot, and the same goals as one JSON file. */
export const keep = async (origin: string): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  await writeFile(jsonFile, JSON.stringify(store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid))));
  return keepGoals(store);
};

export const keepGoals = async (store: GoalStore): Promise<object> => {
  const kept = store.snapshot();
  if (kept === undefined) return fail('there is nothing to keep');
  const cpu = process.cpuUsage();
  await new Snapshots(folder, log).write({ tenant, ...kept }, kept.slices);
  const writeMs = cpuMs(process.cpuUsage(cpu));
  const [name = ''] = (await readdir(folder)).filter((one) => one.endsWith('.snapshot'));
  return { writeMs, fileMegabytes: statSync(join(folder, name)).size / 1e6 };
};

/** From the snapshot to every company with its counts. */
export const restore = async (): Promise<unknown> => {
  const store = newStore(() => new Date());
  store.use(ownClient('http://127.0.0.1'));
  const cpu = process.cpuUsage();
  await store.restore((take) => new Snapshots(folder, log).read(tenant, take));
  const goals = store.companies().reduce((sum, { Gsid }) => sum + store.stats(Gsid).goals, 0);
  return { goals, cpuMs: cpuMs(process.cpuUsage(cpu)) };
};

export const parseKept = async (): Promise<unknown> => {
  const cpu = process.cpuUsage();
  const goals: readonly unknown[] = JSON.parse(readFileSync(jsonFile, 'utf8'));
  return { goals: goals.length, cpuMs: cpuMs(process.cpuUsage(cpu)) };
};
