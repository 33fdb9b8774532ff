import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchOf } from './batches.ts';
import { freshFolder, recorded } from './tenantHistory.ts';

const kills = 200;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** As one file, so that two hundred processes are soon under way. */
const bundledWriter = async (): Promise<string> => {
  const outfile = path.join(await freshFolder(), 'endlessHistory.mjs');
  const entry = path.join(import.meta.dirname, 'endlessHistory.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
};

/** After so many batches and so many milliseconds: work and not time, so that a slow machine is killed at as many places. */
type Moment = readonly [batches: number, ms: number];

/** Starts a writer, kills it in the midst of its work, and resolves to the last batch that it said was written. */
const killedAfter = async (writer: string, folder: string, first: number, [batches, ms]: Moment): Promise<number> => {
  const child = fork(writer, [folder, String(first)]);
  let said = first - 1;
  const isFarEnough = Promise.withResolvers<void>();
  child.on('message', (number) => {
    said = Number(number);
    if (said >= first + batches) isFarEnough.resolve();
  });
  child.once('exit', () => isFarEnough.reject(new Error('The writer ended by itself.')));
  await isFarEnough.promise;
  await wait(ms);
  child.kill('SIGKILL');
  await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  return said;
};

it(`of a process that is killed while it records, all that it acknowledged is there once, in order (SEED=${seed})`, async () => {
  const writer = await bundledWriter();
  const moments = fc.sample(fc.tuple(fc.nat({ max: 24 }), fc.nat({ max: 3 })), { seed, numRuns: kills });
  let segments = 0;
  const killInTurn = async (own: readonly Moment[]): Promise<void> => {
    const folder = await freshFolder();
    let last = 0;
    for (const moment of own) {
      const said = await killedAfter(writer, folder, last + 1, moment);
      const numbers = (await recorded(folder)).changes.map(batchOf);
      const there = [...new Set(numbers)];
      expect(there).toEqual(Array.from({ length: there.length }, (_, at) => at + 1));
      expect(numbers).toHaveLength(there.length * 5);
      expect(there.length).toBeGreaterThanOrEqual(said);
      last = there.length;
    }
    // A segment has about so many.
    segments += last / 10;
  };
  await Promise.all([killInTurn(moments.slice(0, kills / 2)), killInTurn(moments.slice(kills / 2))]);
  // Otherwise no kill came while a segment was closed and packed.
  expect(segments).toBeGreaterThan(kills / 20);
});
