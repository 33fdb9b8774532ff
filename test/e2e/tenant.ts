import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Fault, LoggedRequest } from '../../src/sample/server.ts';
import { guardScript, projectFolder } from '../../scripts/folders.ts';

/** The sample tenant in a process of its own. */
export type Tenant = {
  readonly url: string;
  /** Random for each tenant, so that a search for it finds nothing by chance. */
  readonly accessKey: string;
  readonly output: () => string;
  readonly requests: () => Promise<readonly LoggedRequest[]>;
  readonly addFaults: (...faults: readonly Fault[]) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const main = join(projectFolder, 'src', 'sample', 'main.ts');

function firstLine(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The sample tenant did not start:\n${output()}`)), 20_000);
    child.stdout?.on('data', () => {
      const [line, rest] = output().split('\n', 2);
      if (line === undefined || rest === undefined) return;
      clearTimeout(timer);
      resolve(line);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`The sample tenant ended:\n${output()}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

export async function startTenant(
  args: readonly string[] = [],
  accessKey = `key-${randomBytes(18).toString('hex')}`,
): Promise<Tenant> {
  const own = ['--port', '0', '--key', accessKey, '--faults'];
  const child = spawn(process.execPath, [guardScript, process.execPath, main, ...own, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  const line = await firstLine(child, () => output);
  const { url }: { url: string } = JSON.parse(line);
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(new URL(`/__sample/${path}`, url), {
      method,
      headers: { accessKey, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    const answer = await response.json();
    return Object(answer).data;
  };
  return {
    url,
    accessKey,
    output: () => output,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tenant's own answer, from this repository
    requests: async () => (await ask('GET', 'requests')) as readonly LoggedRequest[],
    addFaults: async (...faults) => void (await ask('POST', 'faults', faults)),
    clearFaults: async () => void (await ask('DELETE', 'faults')),
    stop: () => end(child),
  };
}
