import { setTimeout as wait } from 'node:timers/promises';
import { ownStore } from './loaders.ts';
import { cpuMs, medianOf } from './timing.ts';

/** Refreshes of a tenant in which 100 goals changed since the last one. */
export const refresh = async (origin: string): Promise<unknown> => {
  let requests = 0;
  const store = ownStore(origin, () => (requests += 1));
  await store.load();
  const times: number[] = [];
  const companies: number[] = [];
  store.onDidChange((change) => {
    companies.push(change.companies === 'all' ? Number.POSITIVE_INFINITY : change.companies.size);
  });
  const requestsOfEach: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    globalThis.gc?.();
    await wait(20);
    requests = 0;
    const cpu = process.cpuUsage();
    await store.refresh({ isAsked: false });
    times.push(cpuMs(process.cpuUsage(cpu)));
    requestsOfEach.push(requests);
  }
  if (store.state.kind === 'failed') throw store.state.error;
  return {
    firstMs: times[0],
    refreshMs: medianOf(times),
    requests: Math.max(...requestsOfEach),
    companies: Math.max(...companies),
  };
};
