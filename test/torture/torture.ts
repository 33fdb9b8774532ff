// npm run test:torture [-- --rounds N] [--seed S] [--only store|plans|workbench|soak|busy]: edits, and ends of processes at a moment
// of chance, with a model beside them of what must still be there; and long use, after which nothing may be left behind. Only when it
// is named, `busy`: all end-to-end tests, as often as asked, beside two processes that burn a core each.
import { parseArgs } from 'node:util';
import { ScriptError, runMain } from '../../scripts/scriptError.ts';
import { say, withProgress } from '../../scripts/progress.ts';
import { testInWorkbench } from '../../scripts/steps.ts';
import { besideBurners } from './busy.ts';
import { torturePlans } from './planTorture.ts';
import { someSeed } from './seed.ts';
import { tortureStore } from './storeTorture.ts';

type Wishes = { readonly rounds: number; readonly seed: number; readonly only: (typeof kinds)[number] | undefined };

/** Rounds on the store for one on a plan or in the workbench, which take as much longer. */
const storeRounds = 20;

const kinds = ['store', 'plans', 'workbench', 'soak', 'busy'] as const;

/** So many stand for 200 forms, 50 switches of the tenant and 500 refreshes. */
const soakRounds = 500;

const usualRounds = (only: Wishes['only']): number => {
  if (only === 'busy') return 3;
  return only === 'plans' || only === 'workbench' ? 500 / storeRounds : 500;
};

const readWishes = (): Wishes => {
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
  });
  const only = kinds.find((kind) => kind === values.only);
  const rounds = Number(values.rounds ?? usualRounds(only));
  const seed = values.seed === undefined ? someSeed() : Number(values.seed);
  const isKnown = values.only === undefined || only !== undefined;
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed) || !isKnown)
    throw new ScriptError(
      'Those arguments are not understood.',
      `Use: npm run test:torture [-- --rounds N] [--seed S] [--only ${kinds.join('|')}]`,
    );
  return { rounds, seed, only };
};

await runMain(async () => {
  const { rounds, seed, only } = readWishes();
  /** Of what takes longer; alone, as many as were asked for. */
  const some = only === undefined ? Math.ceil(rounds / storeRounds) : rounds;
  say(`seed ${seed}`);
  if (only === undefined || only === 'store') {
    const onRound = (round: number): void => void (round % 50 === 0 && say(`  ${round} of ${rounds}`));
    const report = await withProgress(`${rounds} rounds on the drafts`, () => tortureStore({ rounds, seed, onRound }));
    say(`  ${JSON.stringify(report)}`);
  }
  if (only === undefined || only === 'plans') {
    const onRound = (round: number): void => say(`  ${round} of ${some}`);
    const report = await withProgress(`${some} rounds on a plan`, () => torturePlans({ rounds: some, seed, onRound }));
    say(`  ${JSON.stringify(report)}`);
  }
  if (only === undefined || only === 'workbench') {
    process.env['TORTURE_SEED'] = String(seed);
    process.env['TORTURE_ROUNDS'] = String(some);
    await testInWorkbench('latest', ['test/e2e/torture.spec.ts']);
  }
  if (only === undefined || only === 'soak') {
    process.env['SOAK_SHARE'] = String(rounds / soakRounds);
    await testInWorkbench('latest', ['test/e2e/soak.spec.ts']);
  }
  if (only === 'busy')
    for (let round = 1; round <= rounds; round += 1) {
      const work = async (): Promise<void> => {
        for (const release of ['latest', 'oldest'] as const) await testInWorkbench(release, []);
      };
      await withProgress(`end to end beside busy processes, ${round} of ${rounds}`, () => besideBurners(work));
    }
  return 0;
});
