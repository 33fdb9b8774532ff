import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runQuietly } from '../../scripts/command.ts';
import { guardScript } from '../../scripts/folders.ts';
import { serverEnvironment } from './environment.ts';
import { ScriptError } from '../../scripts/scriptError.ts';
import type { Profile } from './profile.ts';
import type { VscodeBuild } from './vscodeBuild.ts';

export type Server = {
  readonly url: string;
  /** What the server wrote so far: `server.log` in the profile's folder. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
};

function folderArguments({ folder, userData, extensions, builtIns }: Profile): string[] {
  const own = ['--user-data-dir', userData, '--extensions-dir', extensions, '--config', join(folder, 'config.yaml')];
  return builtIns === undefined ? own : [...own, '--builtin-extensions-dir', builtIns];
}

/** Installs packed extensions into the profile, by VS Code's own command line. */
export async function installExtensions(
  build: VscodeBuild,
  profile: Profile,
  packed: readonly string[],
): Promise<void> {
  const args = packed.flatMap((path) => ['--install-extension', path]);
  await runQuietly(
    { command: build.node, args: [build.entry, ...folderArguments(profile), ...args, '--force'] },
    `VS Code ${build.release.vscode} did not accept the packed extension.`,
    'What it said is above.',
    { env: serverEnvironment(profile.folder), timeout: 120_000 },
  );
}

const quietly = [
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
];

const logOf = (profile: Profile): string => join(profile.folder, 'server.log');

type Start = {
  readonly port: number;
  readonly runtime: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly locale: string | undefined;
};

async function spawnServer(build: VscodeBuild, profile: Profile, { port, runtime, environment, locale }: Start) {
  const sockets = ['--session-socket', join(runtime, 'session.sock')];
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  const language = locale === undefined ? [] : ['--locale', locale];
  // It writes to a file: a pipe would break with this process, and the server would choke on that instead of ending.
  const log = await open(logOf(profile), 'w');
  const child = spawn(
    process.execPath,
    [
      guardScript,
      build.node,
      build.entry,
      ...folderArguments(profile),
      ...quietly,
      ...sockets,
      ...address,
      ...language,
    ],
    // A group of its own: Ctrl+C reaches these scripts alone, and they end the server in order.
    {
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
      env: { ...serverEnvironment(profile.folder, runtime), ...environment },
      cwd: profile.folder,
    },
  );
  await log.close();
  return child;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('healthz', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function waitUntilHealthy(child: ChildProcess, url: () => string | undefined): Promise<string | undefined> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !hasEnded(child)) {
    const address = url();
    if (address && (await isHealthy(address))) return address;
    await sleep(50);
  }
  return undefined;
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(10_000, undefined, { ref: false })]);
  if (!hasEnded(child)) child.kill('SIGKILL');
}

/**
 * Starts a server on 127.0.0.1, on a free port if none is given. It ends with this process, however that ends.
 * @param environment what its extensions are to find in the environment beside what any server has
 * @param locale the display language, of which a language pack must be there; absent: English
 */
export async function startServer(
  build: VscodeBuild,
  profile: Profile,
  port = 0,
  environment: NodeJS.ProcessEnv = {},
  locale?: string,
): Promise<Server> {
  // A socket's path may have no more than 107 characters, and a checkout may lie deep.
  const runtime = await mkdtemp(join(tmpdir(), 'customer-goals-'));
  const child = await spawnServer(build, profile, { port, runtime, environment, locale });
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(runtime, { recursive: true, force: true });
  };
  const output = (): string => readFileSync(logOf(profile), 'utf8');
  // The server picks its port itself, so no other process can take it in between.
  const address = () => output().match(/HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/)?.[1];
  const url = await waitUntilHealthy(child, address);
  if (!url) {
    await stop();
    const taken = output().includes('EADDRINUSE');
    throw new ScriptError(
      taken ? `Port ${port} is taken.` : `VS Code ${build.release.vscode} did not start.`,
      taken ? 'Name another one with --port, or none.' : 'What it said is above.',
      taken ? '' : output(),
    );
  }
  return { url: `${url}/`, output, stop };
}
