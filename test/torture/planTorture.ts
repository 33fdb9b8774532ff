import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { compare, whereOf } from '../../src/api/query.ts';
import { stepsOf, type Step } from '../../src/plan/plan.ts';
import { PlanFiles } from '../../src/plan/planFiles.ts';
import { seeded, type Chance } from '../../src/sample/data/seeded.ts';
import { badLines, csvDate, csvFor, csvLines, rowsFrom } from './badLines.ts';
import { openClient } from './openClient.ts';

export type PlanTortureOptions = {
  readonly rounds: number;
  readonly seed: number;
  /** In each round of such a number, every third answer to a create is lost, too. */
  readonly cutEvery?: number;
  readonly onRound?: (round: number) => void;
};

/** How often what was ended. */
export type PlanTortureReport = { readonly rounds: number; readonly appliers: number; readonly tenants: number };

type Ended = { appliers: number; tenants: number };

const accessKey = 'torture';

/** So often something is ended in a round. */
const ends = 3;

/** Between one end and the next, in milliseconds. */
const longestWait = 900;

/** A plan that is gone on with so often and is not through never will be. */
const mostTries = 40;

/**
 * Applies a CSV file of 1,000 lines, of which 20 are bad, and ends the process that applies it or the tenant at a moment of chance.
 * @throws with the seed and the round where not exactly 980 goals are there at the end
 */
export const torturePlans = async (options: PlanTortureOptions): Promise<PlanTortureReport> => {
  const { rounds, seed, cutEvery = 3, onRound } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'torture-plan-'));
  const ended: Ended = { appliers: 0, tenants: 0 };
  const chance = seeded('user', seed);
  try {
    const programs = {
      applier: await bundled('planApplier', scratch),
      tenant: await bundled('tenantProcess', scratch),
    };
    for (let round = 1; round <= rounds; round += 1) {
      await oneRound(new Round(join(scratch, String(round)), programs, round % cutEvery === 0), chance, ended).catch(
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          throw new Error(`Seed ${seed}, round ${round}: ${message}`, { cause: error });
        },
      );
      onRound?.(round);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return { rounds, ...ended };
};

const bundled = async (name: 'planApplier' | 'tenantProcess', folder: string): Promise<string> => {
  const outfile = join(folder, `${name}.mjs`);
  const entry = join(import.meta.dirname, name === 'planApplier' ? '../contract' : '.', `${name}.ts`);
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', banner });
  return outfile;
};

/** A tenant, and a plan that is applied to it, each in a process of its own. */
class Round {
  readonly #folder: string;
  readonly #programs: { readonly applier: string; readonly tenant: string };
  readonly #isCut: boolean;
  #tenant: ChildProcess | undefined;
  #port = '0';
  origin = '';

  constructor(folder: string, programs: { readonly applier: string; readonly tenant: string }, isCut: boolean) {
    this.#folder = folder;
    this.#programs = programs;
    this.#isCut = isCut;
  }

  async startTenant(): Promise<void> {
    const cut = this.#isCut ? 'cut' : '';
    const child = fork(this.#programs.tenant, [join(this.#folder, 'tenant'), this.#port, accessKey, cut]);
    this.#tenant = child;
    const [origin]: unknown[] = await once(child, 'message');
    this.origin = String(origin);
    this.#port = new URL(this.origin).port;
  }

  async endTenant(): Promise<void> {
    if (this.#tenant !== undefined) await end(this.#tenant);
    this.#tenant = undefined;
  }

  async plan(): Promise<readonly Step[]> {
    const { records } = await openClient({ origin: this.origin, accessKey }).searchGoals({ limit: 1 });
    const rows = rowsFrom(csvFor(records[0]?.CompanyId ?? ''));
    const refused = rows.filter(({ state }) => state.kind === 'refused').map(({ source }) => source?.line);
    if (refused.join() !== badLines.join()) throw new Error(`lines ${refused.join()} are refused`);
    await new PlanFiles(this.#folder).save({ id: 'plan', tenant: 'sample', intents: [], answers: {}, leftOut: [] });
    return stepsOf(rows, []);
  }

  /** A process that applies the plan, once it has begun. */
  async apply(steps: readonly Step[]): Promise<ChildProcess> {
    const child = fork(this.#programs.applier, [this.#folder, this.origin, accessKey, 'plan']);
    await once(child, 'message');
    const begun = once(child, 'message');
    child.send(steps);
    await begun;
    return child;
  }

  async check(): Promise<void> {
    const where = whereOf(compare('TargetDate', 'EQ', csvDate));
    const { records } = await openClient({ origin: this.origin, accessKey }).searchGoals({ where, limit: 5000 });
    const names = records.map(({ Name }) => Name).filter((name) => name.startsWith('Row '));
    const expected = csvLines - badLines.length;
    const counts = [names.length, new Set(names).size];
    if (counts.some((count) => count !== expected))
      throw new Error(`${counts[0]} goals with ${counts[1]} names are there, and not ${expected}`);
  }
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const isThrough = async (child: ChildProcess): Promise<boolean> => {
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  await once(child, 'exit');
  return told.includes('through');
};

const oneRound = async (round: Round, chance: Chance, ended: Ended): Promise<void> => {
  await round.startTenant();
  try {
    const steps = await round.plan();
    for (let count = 0; count < ends; count += 1) {
      const child = await round.apply(steps);
      await Promise.race([wait(chance.between(0, longestWait)), once(child, 'exit')]);
      if (chance.next() < 0.4) {
        await round.endTenant();
        ended.tenants += 1;
        await round.startTenant();
        // What it was sending meanwhile failed or is in doubt.
        if (child.exitCode === null) await Promise.race([wait(chance.between(0, longestWait)), once(child, 'exit')]);
      }
      if (child.exitCode === null) ended.appliers += 1;
      await end(child);
    }
    let tries = 0;
    while (!(await isThrough(await round.apply(steps)))) {
      tries += 1;
      if (tries === mostTries) throw new Error('the plan does not come to its end');
    }
    await round.check();
  } finally {
    await round.endTenant();
  }
};
