// One measurement in a process of its own: `node run.ts <kind> <loader> <origin>`. Writes one line of JSON.
import process from 'node:process';
import { describe } from './descriptionProbe.ts';
import { find } from './findProbe.ts';
import { follow } from './followProbe.ts';
import { historyOfAYear } from './historyProbe.ts';
import { keep, parseKept, restore } from './keptProbe.ts';
import { openAsk, openLoader, ownClient, ownStore, loaderNames } from './loaders.ts';
import { overview } from './overviewProbe.ts';
import { plan } from './planProbe.ts';
import { query } from './queryProbe.ts';
import { refresh } from './refreshProbe.ts';
import { cpuMs, leastMs, medianOf } from './timing.ts';
import { longestBlockMs, settledBytes, whole } from './wholeProbe.ts';

const [kind, loader = '', origin = ''] = process.argv.slice(2);

const named = loaderNames.find((known) => known === loader);
if (named === undefined) throw new Error(`there is no loader ${loader}`);

const load = async (): Promise<unknown> => {
  const run = await openLoader(named, origin);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  let firstMs = 0;
  const goals = await run(() => (firstMs ||= performance.now() - begin));
  return { goals, firstMs, wallMs: performance.now() - begin, cpuMs: cpuMs(process.cpuUsage(cpu)) };
};

const watch = async (): Promise<unknown> => {
  // Without the counts that the loader asks for at its end.
  if (named === 'ours') return { blockMs: await longestBlockMs(() => ownStore(origin).load()) };
  const run = await openLoader(named, origin);
  return { blockMs: await longestBlockMs(() => run(() => {})) };
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
  const goals = store.companies().reduce((sum, { Gsid }) => sum + store.stats(Gsid).goals, 0);
  return { bytesAGoal: bytes / goals };
};

const look = async (): Promise<unknown> => {
  const store = ownStore(origin);
  await store.load();
  const cpu = process.threadCpuUsage();
  const companies = store.companies();
  const rootsMs = cpuMs(process.threadCpuUsage(cpu));
  const expandMs = medianOf(companies.slice(0, 201).map(({ Gsid }) => leastMs(() => store.goalsOf(Gsid))));
  return { rootsMs, expandMs };
};

const calls = 400;

/** Small calls, one after another, once everything is warm. */
const request = async (): Promise<unknown> => {
  const where = { conditions: [{ name: 'Name', alias: 'A', operator: 'EQ', value: 'x' }], expression: 'A' };
  const body = { where, limit: 1, offset: 0 };
  const client = ownClient(origin);
  const ask = named === 'ours' ? () => client.searchGoals(body) : await openAsk(named, origin);
  for (let i = 0; i < calls; i += 1) await ask(body);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  for (let i = 0; i < calls; i += 1) await ask(body);
  return { wallMs: (performance.now() - begin) / calls, cpuMs: cpuMs(process.cpuUsage(cpu)) / calls };
};

const kinds: Readonly<Record<string, () => Promise<unknown>>> = {
  load,
  watch,
  memory,
  look,
  request,
  describe,
  find: () => find(origin),
  query: () => query(origin),
  overview: () => overview(origin),
  plan: () => plan(origin),
  refresh: () => refresh(origin),
  follow: () => follow(origin),
  // With Playwright, which the others do not load.
  page: async () => (await import('./pageProbe.ts')).page(origin),
  keep: () => keep(origin),
  restore,
  parseKept,
  whole: () => whole(origin),
  history: async () => historyOfAYear(),
};
const measure = kinds[kind ?? ''];
if (measure === undefined) throw new Error(`there is no measurement ${kind}`);
process.stdout.write(`${JSON.stringify(await measure())}\n`);
process.exit(0);
