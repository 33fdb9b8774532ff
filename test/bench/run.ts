// One measurement in a process of its own: `node run.ts load|watch|memory|look <loader> <origin>`. Writes one line of JSON.
import process from 'node:process';
import { openLoader, ownStore, loaderNames } from './loaders.ts';

const [kind, loader = '', origin = ''] = process.argv.slice(2);

const ms = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const load = async (): Promise<unknown> => {
  const name = loaderNames.find((known) => known === loader);
  if (name === undefined) throw new Error(`there is no loader ${loader}`);
  const run = await openLoader(name);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let firstMs = 0;
  const goals = await run(origin, () => (firstMs ||= performance.now() - begin));
  return { goals, firstMs, wallMs: performance.now() - begin, cpuMs: ms(process.cpuUsage(cpu)) };
};

/** The longest turn of the event loop, in CPU time: waiting for a busy machine is not blocking. */
const watch = async (): Promise<unknown> => {
  const store = ownStore(origin);
  let last = process.threadCpuUsage();
  let blockMs = 0;
  let isOver = false;
  const turn = (): void => {
    blockMs = Math.max(blockMs, ms(process.threadCpuUsage(last)));
    last = process.threadCpuUsage();
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await store.load();
  isOver = true;
  return { blockMs };
};

const settledBytes = (): number => {
  for (let i = 0; i < 4; i += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const memory = async (): Promise<unknown> => {
  // A first load brings the code and its caches in.
  const first = ownStore(origin);
  await first.load();
  first.use(undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = settledBytes();
  const store = ownStore(origin);
  await store.load();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const bytes = settledBytes() - before;
  return { bytesAGoal: bytes / [...store.goals()].length };
};

const timed = (work: () => unknown): number => {
  const begin = performance.now();
  work();
  return performance.now() - begin;
};

const look = async (): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  const rootsMs = timed(() => store.companies());
  const some = store.companies().slice(0, 201);
  const expandMs = some.map(({ Gsid }) => timed(() => store.goalsOf(Gsid))).toSorted((a, b) => a - b)[100];
  const statsMs = timed(() => store.companies().forEach(({ Gsid }) => store.stats(Gsid)));
  return { rootsMs, expandMs, statsMs };
};

const kinds: Readonly<Record<string, () => Promise<unknown>>> = { load, watch, memory, look };
const measure = kinds[kind ?? ''];
if (measure === undefined) throw new Error(`there is no measurement ${kind}`);
process.stdout.write(`${JSON.stringify(await measure())}\n`);
process.exit(0);
