// npm run bench [-- --json] [-- --rounds N]: how a tenant of 100,000 goals feels, beside what others need for as much.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { runQuietly, type Command } from '../workbench/command.ts';
import { Failure, runMain } from '../workbench/failure.ts';
import { mainBundleBytes } from './bundleSize.ts';
import { judge, markdownOf, noise, probes, type Probe, type Sample, type UrlName } from './lines.ts';
import { ensurePeers } from './peers.ts';

const goals = 100_000;

const script = (file: string, ...args: readonly string[]): Command => ({
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', '--expose-gc', join(import.meta.dirname, file), ...args],
});

type Server = { readonly urls: Readonly<Record<UrlName, string>>; readonly stop: () => void };

const startServer = async (): Promise<Server> => {
  const { command, args } = script('goalServer.ts', String(goals), '5000');
  const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = (): void => void child.kill();
  process.once('exit', stop);
  const [line] = await once(createInterface(child.stdout), 'line');
  const urls: Server['urls'] = JSON.parse(line);
  return { urls, stop };
};

const measure = async ({ name, args: [kind, loader, url] }: Probe, { urls }: Server): Promise<Sample> => {
  const output = await runQuietly(
    script('run.ts', kind, loader, urls[url]),
    `${name} failed.`,
    'What it said is above.',
  );
  const sample: Sample = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  if (kind === 'load' && sample['goals'] !== goals)
    throw new Failure(`${name} loaded ${sample['goals']} goals.`, `There are ${goals}.`);
  return sample;
};

/** Every probe once a round, so that whatever else this computer does falls on all of them. */
const measureAll = async (rounds: number, server: Server): Promise<Map<string, Sample[]>> => {
  const samples = new Map<string, Sample[]>(probes.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    process.stderr.write(`round ${round} of ${rounds} …\n`);
    for (const probe of probes) samples.get(probe.name)?.push(await measure(probe, server));
  }
  return samples;
};

await runMain(async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Failure('--rounds takes a whole number.', 'Such as 5.');
  await ensurePeers();
  const server = await startServer();
  const samples = await measureAll(rounds, server).finally(server.stop);
  samples.set('bundle', [{ kilobytes: (await mainBundleBytes()) / 1000 }]);
  const verdicts = judge(samples);
  const about = `Node ${process.version}, ${rounds} alternating rounds, a process for each run; noise ${noise * 100} %.`;
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ node: process.version, rounds, noise, lines: verdicts, samples: Object.fromEntries(samples) }, null, 2)}\n`
      : `${about}\n\n${markdownOf(verdicts)}\n`,
  );
  return verdicts.some(({ isMissed }) => isMissed) ? 1 : 0;
});
