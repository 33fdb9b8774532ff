import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleTests } from '../test/integration/bundle.ts';
import { runHosted } from '../test/integration/hosted.ts';
import { ensureChromium } from '../test/workbench/chromium.ts';
import type { Command } from './command.ts';
import { runVisibly, tool } from './command.ts';
import { someSeed } from '../test/torture/seed.ts';
import { tortureStore } from '../test/torture/storeTorture.ts';
import { ScriptError } from './scriptError.ts';
import { projectFolder, scratchFolder } from './folders.ts';
import { packExtension } from './packedExtension.ts';
import { say } from './progress.ts';
import type { ReleaseName } from '../test/workbench/releases.ts';
import { releases } from '../test/workbench/releases.ts';
import { ensureBuild } from '../test/workbench/vscodeBuild.ts';

/** One step of `npm test`; steps of one kind are what `--only` names. Rejects when it fails. */
export type Step = {
  readonly kind: StepKind;
  readonly title: string;
  /** The VS Code that it runs in; absent: none. */
  readonly release?: ReleaseName;
  readonly run: (args: readonly string[]) => Promise<void>;
};

export const stepKinds = ['types', 'lint', 'unit', 'contract', 'torture', 'package', 'integration', 'e2e'] as const;
export type StepKind = (typeof stepKinds)[number];

/** What takes longer hangs: the longest step, end to end in the latest VS Code, took 20 to 50 minutes beside two processes that burn a core each. */
const mostMinutes = 75;

async function check(command: Command, what: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const began = performance.now();
  const { code, output } = await runVisibly(command, {
    env: { ...process.env, ...env },
    timeout: mostMinutes * 60_000,
  });
  if (code === 0) return;
  const isLate = performance.now() - began >= mostMinutes * 60_000;
  throw new ScriptError(
    isLate ? `${what} took longer than ${mostMinutes} minutes and was stopped.` : `${what} failed.`,
    'What it said is above.',
    output,
  );
}

async function checkTypes(args: readonly string[]): Promise<void> {
  const pages = globSync('src/*/page/tsconfig.json', { cwd: projectFolder });
  if (pages.length === 0) throw new ScriptError('No page was found to check.', 'Look for src/*/page/tsconfig.json.');
  for (const project of ['tsconfig.json', 'tsconfig.pure.json', ...pages])
    await check(tool('typescript/bin/tsc', '-p', project, ...args), `tsc -p ${project}`);
}

async function lint(args: readonly string[]): Promise<void> {
  await check(tool('oxlint/bin/oxlint', ...args), 'oxlint');
  await check(tool('oxfmt/bin/oxfmt', '--check', ...args), 'oxfmt --check');
}

/** How many tests passed, by a runner's JSON report, which must be from this run. */
type Report = { readonly file: string; readonly passed: (report: unknown) => unknown };

async function checkTests(command: Command, what: string, report: Report, env: NodeJS.ProcessEnv = {}): Promise<void> {
  await mkdir(join(scratchFolder, 'reports'), { recursive: true });
  await rm(report.file, { force: true });
  await check(command, what, env);
  const passed = existsSync(report.file) ? report.passed(JSON.parse(await readFile(report.file, 'utf8'))) : 0;
  if (typeof passed !== 'number' || passed < 1)
    throw new ScriptError(`${what} ran no test.`, 'Look at its configuration.');
}

/** A project and those named after it: the unit tests of days run once more in each of several time zones. */
async function testWithVitest(project: 'unit' | 'contract', args: readonly string[]): Promise<void> {
  const file = join(scratchFolder, 'reports', `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = tool(
    'vitest/vitest.mjs',
    'run',
    '--project',
    `${project}*`,
    '--allowOnly=false',
    ...reporters,
    ...args,
  );
  await checkTests(command, `vitest, ${project}`, { file, passed: (report) => Object(report).numPassedTests });
}

/** Alone: it keeps the disk and the processors busy. */
async function tortureDrafts(): Promise<void> {
  const seed = someSeed();
  say(`seed ${seed}`);
  say(JSON.stringify(await tortureStore({ rounds: 100, seed })));
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

const packedExtension = once(packExtension);

/** @param suites parts of the names of those that are wanted; none: all */
async function testInExtensionHost(name: ReleaseName, suites: readonly string[]): Promise<void> {
  const tests = await bundleTests(suites);
  const build = await ensureBuild(releases[name]);
  const browser = await ensureChromium();
  const { code, explanation } = await runHosted(build, await packedExtension(), tests, browser);
  if (code !== 0)
    throw new ScriptError(
      `The suites failed in VS Code ${releases[name].vscode}.`,
      'What they said is above.',
      explanation,
    );
}

export async function testInWorkbench(name: ReleaseName, args: readonly string[]): Promise<void> {
  await ensureBuild(releases[name]);
  await ensureChromium();
  await packedExtension();
  const file = join(scratchFolder, 'reports', 'e2e.json');
  const command = tool('@playwright/test/cli.js', 'test', '--project', name, '--forbid-only', ...args);
  await checkTests(command, 'Playwright', { file, passed: passedInBrowser }, { CUSTOMER_GOALS_PACKED: 'yes' });
}

const passedInBrowser = (report: unknown): unknown => Object(Object(report).stats).expected;

const inVscode = (name: ReleaseName): string => `in VS Code ${releases[name].vscode}, the ${name} supported`;

export const steps: readonly Step[] = [
  { kind: 'types', title: 'types', run: checkTypes },
  { kind: 'lint', title: 'lint and format', run: lint },
  { kind: 'unit', title: 'unit tests', run: (args) => testWithVitest('unit', args) },
  { kind: 'contract', title: 'contract tests', run: (args) => testWithVitest('contract', args) },
  { kind: 'torture', title: 'drafts of a process that is ended again and again', run: tortureDrafts },
  { kind: 'package', title: 'build and pack', run: async () => void (await packedExtension()) },
  ...(['latest', 'oldest'] as const).map((name): Step => ({
    kind: 'integration',
    title: `integration tests ${inVscode(name)}`,
    release: name,
    run: (args) => testInExtensionHost(name, args),
  })),
  ...(['latest', 'oldest'] as const).map((name): Step => ({
    kind: 'e2e',
    title: `end-to-end tests ${inVscode(name)}`,
    release: name,
    run: (args) => testInWorkbench(name, args),
  })),
];
