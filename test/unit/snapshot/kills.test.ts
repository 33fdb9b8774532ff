import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { headOfVersion, indexOfVersion, tenant } from './versions.ts';

const kills = 100;
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kills-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** As one file, so that a hundred processes are soon under way. */
const bundledWriter = async (): Promise<string> => {
  const outfile = path.join(await freshFolder(), 'endlessWriter.mjs');
  const entry = path.join(import.meta.dirname, 'endlessWriter.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
  return outfile;
};

/** Starts a writer, kills it in the midst of its work, and resolves to the last version that it said was written. */
const killedAfter = async (writer: string, folder: string, first: number, ms: number): Promise<number> => {
  const child = fork(writer, [folder, String(first)]);
  let said = first - 1;
  const isUnderWay = Promise.withResolvers<void>();
  child.on('message', (version) => {
    said = Number(version);
    isUnderWay.resolve();
  });
  child.once('exit', () => isUnderWay.reject(new Error('The writer ended by itself.')));
  await isUnderWay.promise;
  await wait(ms);
  child.kill('SIGKILL');
  // What it said before its end is still on the way.
  await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  return said;
};

it(`a process that is killed while it writes leaves a good snapshot, a hundred times (SEED=${seed})`, async () => {
  const writer = await bundledWriter();
  const pauses = fc.sample(fc.nat({ max: 40 }), { seed, numRuns: kills });
  let parts = 0;
  const killInTurn = async (own: readonly number[]): Promise<void> => {
    const folder = await freshFolder();
    const warnings: string[] = [];
    const log = {
      debug: () => {},
      info: () => {},
      error: () => {},
      warn: (message: string) => void warnings.push(message),
    };
    const snapshots = new Snapshots(folder, log);
    await snapshots.write(headOfVersion(0), indexOfVersion(0).slices(250));
    let last = 0;
    for (const ms of own) {
      const said = await killedAfter(writer, folder, last + 1, ms);
      const index = new GoalIndex();
      const head = await snapshots.read(tenant, (slice) => index.append(slice));
      const at = head?.at ?? -1;
      expect(head).toEqual(headOfVersion(at));
      expect([...index.goals()]).toEqual([...indexOfVersion(at).goals()]);
      expect(at).toBeGreaterThanOrEqual(said);
      last = at;
    }
    expect(warnings).toEqual([]);
    parts += (await readdir(folder)).filter((name) => name.endsWith('.part')).length;
  };
  const half = kills / 2;
  await Promise.all([killInTurn(pauses.slice(0, half)), killInTurn(pauses.slice(half))]);
  // Otherwise no kill came in the middle of anything.
  expect(parts).toBeGreaterThan(kills / 10);
});
