// npm test: everything that can be checked, one step after another; `--only` names the kinds of steps to take.
import { ScriptError, describeError, runMain } from './scriptError.ts';
import { say, seconds } from './progress.ts';
import type { Step, StepKind } from './steps.ts';
import { stepKinds, steps } from './steps.ts';

type Wishes = { readonly kinds: readonly StepKind[]; readonly args: readonly string[] };

const usage = `Use: npm test [-- --only ${stepKinds.join('|')} …]`;

const asKind = (word: string): StepKind | undefined => stepKinds.find((kind) => kind === word);

/** `unit`, or several with commas; undefined when any of it is no kind. */
function asKinds(word: string): readonly StepKind[] | undefined {
  const kinds = word.split(',').map(asKind);
  return kinds.includes(undefined) ? undefined : kinds.filter((kind) => kind !== undefined);
}

/** What follows the kinds goes to the tool of the one kind that is named: `--only unit retry`. */
function readWishes(words: readonly string[]): Wishes {
  const [first, ...rest] = words;
  if (first === undefined) return { kinds: stepKinds, args: [] };
  const end = rest.findIndex((word) => !asKinds(word));
  const kinds = (end < 0 ? rest : rest.slice(0, end)).flatMap((word) => asKinds(word) ?? []);
  const args = end < 0 ? [] : rest.slice(end);
  if (first !== '--only' || kinds.length === 0 || (args.length > 0 && kinds.length > 1))
    throw new ScriptError(`"${words.join(' ')}" is not understood.`, usage);
  return { kinds, args };
}

async function succeeds({ title, run }: Step, args: readonly string[]): Promise<boolean> {
  const begin = Date.now();
  say(`\n━━ ${title}`);
  const failure = await run(args).then(
    () => undefined,
    (error: unknown) => describeError(error),
  );
  if (failure !== undefined) say(failure);
  say(`${failure === undefined ? '✓' : '✗'} ${title}: ${seconds(Date.now() - begin)}`);
  return failure === undefined;
}

/** Every step is taken, also after one that failed: one run tells all there is to mend. */
async function main(): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  const { kinds, args } = readWishes(process.argv.slice(2));
  const failed: string[] = [];
  const chosen = steps.filter(({ kind }) => kinds.includes(kind));
  for (const step of chosen) if (!(await succeeds(step, args))) failed.push(step.title);
  say('');
  for (const title of failed) say(`✗ ${title}`);
  say(`${chosen.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

await runMain(main);
