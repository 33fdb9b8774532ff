// Goes on with a plan until it is through or killed: planApplier.ts <folder> <origin> <access key> <id>, the steps by message
import { createClient } from '../../src/api/createClient.ts';
import { Pacer } from '../../src/api/pace.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import type { Step } from '../../src/plan/plan.ts';
import { PlanFiles } from '../../src/plan/planFiles.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';

const [folder = '', origin = '', accessKey = '', id = ''] = process.argv.slice(2);
const pacer = new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 });
const sleep = (): Promise<void> => Promise.resolve();
const client = createClient({ origin, accessKey, fetch: keepAliveFetch(), pacer, random: Math.random, sleep });

const run = async (planned: readonly Step[]): Promise<void> => {
  const open = await new PlanFiles(folder).open('sample', id);
  const steps = await open.begin(planned, client.tenantTime());
  process.send?.('begun');
  const { settled, total } = await applyPlan(steps, { client, journal: open, before: open.stored.entries });
  await open.close();
  process.send?.(settled === total ? 'through' : 'stopped');
  process.disconnect();
};

process.once('message', (steps: readonly Step[]) => void run(steps));
process.send?.('ready');
