// npm test: everything that can be checked, one step after another; `--only` names the kinds of steps to take,
// `--project=latest` the VS Code to take them in.
import { ScriptError, describeError, runMain } from './scriptError.ts';
import { say, seconds } from './progress.ts';
import type { ReleaseName } from '../test/workbench/releases.ts';
import type { Step, StepKind } from './steps.ts';
import { stepKinds, steps } from './steps.ts';

type Wishes = {
  readonly kinds: readonly StepKind[];
  readonly releases: readonly ReleaseName[];
  readonly args: readonly string[];
};

const usage = `Use: npm test [-- --only ${stepKinds.join('|')} …] [--project=latest|oldest]`;

const projectOption = /^--project=(latest|oldest)$/;

const asKind = (word: string): StepKind | undefined => stepKinds.find((kind) => kind === word);

/** `unit`, or several with commas; undefined when any of it is no kind. */
function asKinds(word: string): readonly StepKind[] | undefined {
  const kinds = word.split(',').map(asKind);
  return kinds.includes(undefined) ? undefined : kinds.filter((kind) => kind !== undefined);
}

/** What follows the kinds goes to the tool of the one kind that is named: `--only unit retry`. */
function readWishes(all: readonly string[]): Wishes {
  const words = all.filter((word) => !projectOption.test(word));
  const named = all.map((word) => projectOption.exec(word)?.[1]);
  const releases = (['latest', 'oldest'] as const).filter((name) => named.includes(name));
  const [first, ...rest] = words;
  if (first === undefined) return { kinds: stepKinds, releases, args: [] };
  const end = rest.findIndex((word) => !asKinds(word));
  const kinds = (end < 0 ? rest : rest.slice(0, end)).flatMap((word) => asKinds(word) ?? []);
  const args = end < 0 ? [] : rest.slice(end);
  if (first !== '--only' || kinds.length === 0 || (args.length > 0 && kinds.length > 1))
    throw new ScriptError(`"${all.join(' ')}" is not understood.`, usage);
  return { kinds, releases, args };
}

type Taken = { readonly title: string; readonly failure?: unknown; readonly milliseconds: number };

const markOf = ({ failure }: Taken): string => (failure === undefined ? '✓' : '✗');

async function take({ title, run }: Step, args: readonly string[]): Promise<Taken> {
  const begin = Date.now();
  say(`\n━━ ${title}`);
  const end = await run(args).then(
    () => ({}),
    (failure: unknown) => ({ failure }),
  );
  const taken: Taken = { title, ...end, milliseconds: Date.now() - begin };
  if (taken.failure !== undefined) say(describeError(taken.failure, 0));
  say(`${markOf(taken)} ${title}: ${seconds(taken.milliseconds)}`);
  return taken;
}

const row = (milliseconds: number, text: string): string => `${seconds(milliseconds).padStart(8)}  ${text}`;

/** Where the time went, a line a step. */
function sayTimes(all: readonly Taken[]): void {
  const total = all.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  say('');
  for (const taken of all) say(row(taken.milliseconds, `${markOf(taken)} ${taken.title}`));
  say(row(total, 'altogether'));
}

/** Every step is taken, also after one that failed: one run tells all there is to mend, and its last lines say why. */
async function main(): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  const { kinds, releases, args } = readWishes(process.argv.slice(2));
  const isWanted = ({ kind, release }: Step): boolean =>
    kinds.includes(kind) && (release === undefined || releases.length === 0 || releases.includes(release));
  const all: Taken[] = [];
  for (const step of steps.filter(isWanted)) all.push(await take(step, args));
  sayTimes(all);
  const failed = all.filter(({ failure }) => failure !== undefined);
  say('');
  for (const { title, failure } of failed) say(`✗ ${title}\n${describeError(failure)}\n`);
  say(`${all.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

await runMain(main);
