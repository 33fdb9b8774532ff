import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { join } from 'node:path';
import { ScriptError } from './scriptError.ts';
import { projectFolder } from './folders.ts';

export type Command = { readonly command: string; readonly args: readonly string[]; readonly shell?: boolean };

type Settings = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
};

/** A tool of node_modules by the path of its launcher, run by this Node: so it needs no shell and no PATH. */
export function tool(launcher: string, ...args: string[]): Command {
  return { command: process.execPath, args: [join(projectFolder, 'node_modules', launcher), ...args] };
}

/** npm as it runs this script, or the one on the PATH. */
export function npm(...args: string[]): Command {
  const script = process.env['npm_execpath'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
  return script?.endsWith('.js')
    ? { command: process.execPath, args: [script, ...args, ...quiet] }
    : { command: 'npm', args: [...args, ...quiet], shell: process.platform === 'win32' };
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill();
});

function start({ command, args, shell }: Command, options: SpawnOptions & Settings): ChildProcess {
  const child = spawn(command, [...args], {
    cwd: projectFolder,
    shell: shell ?? false,
    timeout: 15 * 60_000,
    killSignal: 'SIGKILL',
    ...options,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** Runs a command whose output only matters when it fails. Resolves to what it wrote. */
export function runQuietly(
  command: Command,
  sentence: string,
  advice: string,
  settings: Settings = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = start(command, { ...settings, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => reject(new ScriptError(sentence, advice, error.message)));
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new ScriptError(sentence, advice, output));
    });
  });
}

/** How a command ended; its output where nobody watches a terminal, else none. A command ended by a signal or by time has failed. */
export type Ended = { readonly code: number; readonly output: string };

/** Runs a command whose output is seen as it comes. */
export function runVisibly(command: Command, settings: Settings = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const isWatched = process.stdout.isTTY && process.stderr.isTTY;
    const out = isWatched ? 'inherit' : 'pipe';
    // Interrupted, a runner of tests still says what it knows, and ends what it began.
    const child = start(command, { ...settings, killSignal: 'SIGINT', stdio: ['ignore', out, out] });
    let output = '';
    const pass = (data: Buffer, to: NodeJS.WriteStream): void => {
      to.write(data);
      output += data.toString();
    };
    child.stdout?.on('data', (data: Buffer) => pass(data, process.stdout));
    child.stderr?.on('data', (data: Buffer) => pass(data, process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
