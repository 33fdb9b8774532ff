import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import { mark } from '../mark.ts';

/** Marks what tests and extensions write, so that it can be told from VS Code's own chatter in the same stream. */
function markConsole(): void {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    const write = console[method].bind(console);
    const value = (...args: unknown[]): void =>
      write(`${mark}${args.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' ')}`);
    // An extension host's console takes no assignments.
    Object.defineProperty(console, method, { value });
  }
}

function report(runner: Mocha.Runner): void {
  runner.on('suite', (suite) => suite.title && console.log(suite.title));
  runner.on('pass', (test) => console.log(`  ✓ ${test.title} (${test.duration ?? 0} ms)`));
  runner.on('pending', (test) => console.log(`  - ${test.title}`));
  runner.on('fail', (test, error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
    console.log(`  ✗ ${test.fullTitle()}\n${text}`);
  });
}

async function suitesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  // The first one begins in a window in which nothing was used yet.
  const suites = names.filter((name) => name.endsWith('.test.mjs')).toSorted();
  return suites.map((name) => join(folder, name));
}

/** What VS Code calls in its extension host: runs every suite beside this file, and rejects unless all passed. */
export async function run(): Promise<void> {
  markConsole();
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidOnly: true, reporter: Mocha.reporters.Base });
  for (const path of await suitesIn(import.meta.dirname)) mocha.addFile(path);
  await mocha.loadFilesAsync();
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const started = mocha.run(() => resolve(started));
    report(started);
  });
  const { passes = 0, failures = 0 } = runner.stats ?? {};
  console.log(`${passes} passed, ${failures} failed`);
  if (failures > 0) throw new Error(`${failures} of ${passes + failures} tests failed`);
  if (passes === 0) throw new Error('No test ran');
}
