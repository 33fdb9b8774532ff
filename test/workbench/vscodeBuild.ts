import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, runQuietly } from '../../scripts/command.ts';
import { ScriptError } from '../../scripts/scriptError.ts';
import { scratchFolder } from '../../scripts/folders.ts';
import { withProgress } from '../../scripts/progress.ts';
import { isRunning } from '../../src/editing/fileLock.ts';
import type { Release } from './releases.ts';
import { putStandIns, standInsDigest } from './standIns.ts';

/** An installed VS Code: a server for browsers, and the Node that runs it. */
export type VscodeBuild = {
  readonly release: Release;
  readonly node: string;
  readonly entry: string;
  /** The folder of the extensions that come with it. */
  readonly builtIns: string;
};

function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

function buildIn(folder: string, release: Release): VscodeBuild {
  const modules = join(folder, 'node_modules');
  const server = join(modules, 'code-server');
  return {
    release,
    entry: join(server, 'out', 'node', 'entry.js'),
    builtIns: join(server, 'lib', 'vscode', 'extensions'),
    node: release.node ? join(modules, nodePackage(), 'bin', 'node') : process.execPath,
  };
}

async function fill(folder: string, release: Release): Promise<void> {
  const sentence = `VS Code ${release.vscode} could not be installed from npm.`;
  const advice = 'Check the connection to the npm registry and try again.';
  const common = ['install', '--ignore-scripts', '--omit=dev', '--loglevel=error'];
  const packages = [`code-server@${release.codeServer}`, ...(release.node ? [`${nodePackage()}@${release.node}`] : [])];
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await runQuietly(npm(...common, ...packages), sentence, advice, { cwd: folder });
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await runQuietly(npm(...common), sentence, advice, { cwd: vscode });
  await putStandIns(join(folder, 'node_modules'));
}

/** Removes what installations left behind that were killed half-way. */
async function sweep(): Promise<void> {
  for (const name of await readdir(scratchFolder)) {
    const [, owner] = name.match(/^unfinished-(\d+)-/) ?? [];
    if (owner && !isRunning(Number(owner))) await rm(join(scratchFolder, name), { recursive: true, force: true });
  }
}

/** Moves a finished installation to its place, unless another process was faster. */
async function settle(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
    await rm(from, { recursive: true, force: true });
  }
}

async function install(release: Release, place: string): Promise<void> {
  const temporary = join(scratchFolder, `unfinished-${process.pid}-${release.codeServer}`);
  await mkdir(temporary, { recursive: true });
  await sweep();
  await fill(temporary, release);
  await settle(temporary, place);
}

/** The build of a release, installed from npm if it is not there. A place that exists is complete. */
export async function ensureBuild(release: Release): Promise<VscodeBuild> {
  if (process.platform === 'win32')
    throw new ScriptError('The VS Code build from npm does not run on Windows.', 'Use WSL, or the desktop VS Code.');
  const place = join(scratchFolder, `code-server-${release.codeServer}-${standInsDigest()}`);
  if (!existsSync(place))
    await withProgress(`Installing VS Code ${release.vscode} from npm (once, about a minute)`, () =>
      install(release, place),
    );
  return buildIn(place, release);
}
