// npm run bench [-- --json] [-- --rounds N] [-- --only tenant|workbench] [-- --goals N]: how a tenant of 100,000 goals feels, beside what others need for as much.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { runQuietly, type Command } from '../../scripts/command.ts';
import { ScriptError, runMain } from '../../scripts/scriptError.ts';
import { formScriptBytes, mainBundleBytes } from './bundleSize.ts';
import {
  boundsTable,
  goalsTable,
  judge,
  noise,
  probes,
  tenantLines,
  workbenchLines,
  type Line,
  type Probe,
  type Sample,
  type UrlName,
} from './lines.ts';
import { ensurePeers } from './peers.ts';
import { measureWorkbench } from './workbenchProbe.ts';

const usualGoals = 100_000;

const script = (file: string, ...args: readonly string[]): Command => ({
  command: process.execPath,
  args: ['--disable-warning=ExperimentalWarning', '--expose-gc', join(import.meta.dirname, file), ...args],
});

type Server = { readonly urls: Readonly<Record<UrlName, string>>; readonly stop: () => void };

const startServer = async (goals: number): Promise<Server> => {
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
  if (kind === 'load' && sample['goals'] !== usualGoals)
    throw new ScriptError(`${name} loaded ${sample['goals']} goals.`, `There are ${usualGoals}.`);
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

/** One load of a tenant of another size and a start from its snapshot, once and with nothing beside them. */
const measureOther = async (goals: number): Promise<Sample> => {
  const server = await startServer(goals);
  try {
    const loaded = await measure({ name: 'the load', args: ['whole', 'ours', 'plain'] }, server);
    const { cpuMs: startCpuMs = Number.NaN } = await measure(
      { name: 'the start', args: ['restore', 'ours', 'plain'] },
      server,
    );
    return { goals, ...loaded, startCpuMs };
  } finally {
    server.stop();
  }
};

type Group = {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly take: (rounds: number) => Promise<ReadonlyMap<string, readonly Sample[]>>;
};

const groups: readonly Group[] = [
  {
    name: 'tenant',
    lines: tenantLines,
    take: async (rounds) => {
      const server = await startServer(usualGoals);
      return measureAll(rounds, server).finally(server.stop);
    },
  },
  {
    name: 'workbench',
    lines: workbenchLines,
    take: async (rounds) =>
      new Map([
        ...(await measureWorkbench(rounds)),
        ['bundle', [{ kilobytes: (await mainBundleBytes()) / 1000 }]],
        ['form page', [{ kilobytes: (await formScriptBytes()) / 1000 }]],
      ]),
  },
];

const options = {
  json: { type: 'boolean' },
  rounds: { type: 'string', default: '5' },
  only: { type: 'string' },
  goals: { type: 'string', default: String(usualGoals) },
} as const;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new ScriptError(`--${name} takes a whole number.`, 'Such as 5.');
  return value;
};

await runMain(async () => {
  const { values } = parseArgs({ options });
  const rounds = wholeNumber('rounds', values.rounds);
  const goals = wholeNumber('goals', values.goals);
  await ensurePeers();
  if (goals !== usualGoals) {
    process.stdout.write(`${JSON.stringify(await measureOther(goals), null, 2)}\n`);
    return 0;
  }
  if ((loadavg()[0] ?? 0) > availableParallelism())
    process.stderr.write('This computer is busy with something else: what follows says little of wall times.\n');
  const chosen = groups.filter(({ name }) => values.only === undefined || values.only === name);
  if (chosen.length === 0)
    throw new ScriptError(`There is no ${values.only}.`, 'It is --only tenant, or --only workbench.');
  const samples = new Map<string, readonly Sample[]>();
  for (const { take } of chosen) for (const [name, taken] of await take(rounds)) samples.set(name, taken);
  const lines = chosen.flatMap((group) => group.lines);
  const verdicts = judge(lines, samples);
  const about = `Node ${process.version}, ${rounds} alternating rounds, a process for each run; noise ${noise * 100} %.`;
  const marks = '✓ holds; ≈ broken by no more than the noise; ✗ broken.';
  const heading = 'Goals that are still open; test/bench/RESULTS.md says what stands in the way:';
  const goalsPart = verdicts.some(({ goal }) => goal !== undefined) ? `\n${heading}\n\n${goalsTable(verdicts)}\n` : '';
  process.stdout.write(
    values.json === true
      ? `${JSON.stringify({ node: process.version, rounds, noise, lines: verdicts, samples: Object.fromEntries(samples) }, null, 2)}\n`
      : `${about}\n\n${boundsTable(verdicts)}\n\n${marks}\n${goalsPart}`,
  );
  return verdicts.some(({ isBroken }) => isBroken) ? 1 : 0;
});
