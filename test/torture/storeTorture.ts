import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { Drafts } from '../../src/editing/drafts.ts';
import { seeded, type Chance } from '../../src/sample/data/seeded.ts';
import { startSampleTenant, type SampleTenant } from '../../src/sample/server.ts';
import { openClient } from './openClient.ts';
import { StoreModel } from './storeModel.ts';
import type { Said, Task } from './typing.ts';

export type StoreTortureOptions = {
  readonly rounds: number;
  readonly seed: number;
  /** Told after each round. */
  readonly onRound?: (round: number) => void;
};

/** How much was done in all rounds. */
export type StoreTortureReport = {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Keystrokes that were begun and not acknowledged when the process ended. */
  readonly cutShort: number;
  readonly discards: number;
  readonly sends: number;
  readonly created: number;
};

/** Typists at once: each waits for its disk and for the tenant most of the time. */
const lanes = 2;

/** Acknowledgements after which a typist is ended at the latest. */
const mostDone = 60;

/** Between an acknowledgement and the end, in milliseconds: some keystrokes. */
const longestWait = 3;

/**
 * Ends processes that type, discard and send goals at a moment of chance, and looks each time whether what they had
 * acknowledged is on disk or in the tenant, to the letter.
 * @throws with the seed and the round where it is not
 */
export const tortureStore = async ({ rounds, seed, onRound }: StoreTortureOptions): Promise<StoreTortureReport> => {
  let round = 0;
  const models: StoreModel[] = [];
  const scratch = await mkdtemp(join(tmpdir(), 'torture-'));
  const typist = await bundleTypist(scratch);
  const lane = async (index: number): Promise<void> => {
    const folder = join(scratch, `drafts-${index}`);
    const tenant = await startSampleTenant({ requestsPerMinute: Number.POSITIVE_INFINITY });
    const chance = seeded('user', seed * lanes + index);
    const drafts = new Drafts(folder, (message) => {
      throw new Error(message);
    });
    const model = new StoreModel(drafts, openClient({ origin: tenant.url, accessKey: tenant.accessKey }));
    models.push(model);
    try {
      await model.begin();
      while (round < rounds) {
        round += 1;
        const own = round;
        await oneRound(model, { typist, folder, tenant, chance, prefix: `n${own}-` }).catch((error: unknown) => {
          throw new Error(`Seed ${seed}, round ${own}: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
          });
        });
        onRound?.(own);
      }
      await model.checkCreatedOnce();
    } finally {
      await tenant.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, (_, index) => lane(index)));
  await rm(scratch, { recursive: true, force: true });
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const sum = (name: 'acknowledged' | 'cutShort' | 'discards' | 'sends' | 'created'): number =>
    models.reduce((total, { counts }) => total + counts[name], 0);
  return {
    rounds,
    acknowledged: sum('acknowledged'),
    cutShort: sum('cutShort'),
    discards: sum('discards'),
    sends: sum('sends'),
    created: sum('created'),
  };
};

/** As one file: to read all of its sources takes a process three times as long. */
const bundleTypist = async (folder: string): Promise<string> => {
  const outfile = join(folder, 'typist.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'typist.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
  });
  return outfile;
};

type Lane = {
  readonly typist: string;
  readonly folder: string;
  readonly tenant: SampleTenant;
  readonly chance: Chance;
  readonly prefix: string;
};

const oneRound = async (model: StoreModel, { typist, folder, tenant, chance, prefix }: Lane): Promise<void> => {
  const task: Task = {
    folder,
    tenant: { origin: tenant.url, accessKey: tenant.accessKey },
    seed: chance.between(0, 2 ** 31),
    companyId: model.companyId,
    ...model.some(chance),
    prefix,
  };
  const child = spawn(process.execPath, [typist, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  const { promise: isDue, resolve: due } = Promise.withResolvers<void>();
  const enough = chance.between(0, mostDone);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  let heard = '';
  child.stdout.on('data', (data: Buffer) => {
    heard += data.toString();
    if (heard.includes('"ready"') && heard.split('"done"').length > enough) due();
  });
  await Promise.race([isDue, ended]);
  await wait(chance.next() * longestWait);
  child.kill('SIGKILL');
  if ((await ended) !== 'SIGKILL') throw new Error(`the typist ended by itself: ${complaints}`);
  if (complaints !== '') throw new Error(complaints);
  // What follows the last line end was cut off.
  for (const line of heard.split('\n').slice(0, -1)) model.hear(parseSaid(line));
  await model.check();
};

const parseSaid = (line: string): Said => JSON.parse(line);
