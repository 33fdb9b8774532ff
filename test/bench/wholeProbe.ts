import { setTimeout as wait } from 'node:timers/promises';
import { keepGoals } from './keptProbe.ts';
import { ownStore } from './loaders.ts';
import { cpuMs, leastMs } from './timing.ts';

/** Runs the work and says how long the longest turn of the event loop was, in CPU time: waiting for a busy machine is not blocking. */
export const longestBlockMs = async (work: () => Promise<unknown>): Promise<number> => {
  let last = process.threadCpuUsage();
  let longest = 0;
  let isOver = false;
  const turn = (): void => {
    longest = Math.max(longest, cpuMs(process.threadCpuUsage(last)));
    last = process.threadCpuUsage();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return longest;
};

export const settledBytes = (): number => {
  for (let i = 0; i < 4; i += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const threadMs = (work: () => unknown): number => {
  const cpu = process.threadCpuUsage();
  work();
  return cpuMs(process.threadCpuUsage(cpu));
};

/** Everything of one load, in one go: for a tenant so large that one load is enough. */
export const whole = async (origin: string): Promise<unknown> => {
  let requests = 0;
  const before = settledBytes();
  const store = ownStore(origin, () => (requests += 1));
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const blockMs = await longestBlockMs(() => store.load());
  const wallMs = performance.now() - begin;
  const loadCpuMs = cpuMs(process.cpuUsage(cpu));
  if (store.state.kind === 'failed') throw store.state.error;
  await wait(50);
  const megabytes = (settledBytes() - before) / 1e6;
  const rootsMs = threadMs(() => store.companies());
  const countsMs = threadMs(() => store.companies().forEach(({ Gsid }) => store.stats(Gsid)));
  await store.prepareFind();
  const findMs = leastMs(() => store.find('step 42 plan', 100));
  const kept = await keepGoals(store);
  const companies = store.companies().length;
  return { requests, wallMs, loadCpuMs, blockMs, megabytes, companies, rootsMs, countsMs, findMs, ...kept };
};
