import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { guardScript } from '../../scripts/folders.ts';

/** A judge between a client and a server: what does not fit the contract is refused, in either direction, and written down. */
export type PrismProxy = {
  readonly url: string;
  /** A line for each request or answer that was refused so far. */
  readonly violations: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
};

const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli/dist/index.js');
const startMs = 30_000;

/** Prism takes no base path from the contract's server, so the paths carry it. */
const writeContract = async (folder: string): Promise<string> => {
  const contract: { paths: Record<string, unknown>; servers?: unknown } = parse(
    await readFile(join(import.meta.dirname, 'openapi.yaml'), 'utf8'),
  );
  const paths = Object.fromEntries(Object.entries(contract.paths).map(([path, item]) => [`/v1${path}`, item]));
  const { servers: _, ...rest } = contract;
  const file = join(folder, 'openapi.yaml');
  await writeFile(file, stringify({ ...rest, paths }));
  return file;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** @param upstream the origin of the server that is judged */
export const startPrismProxy = async (upstream: string): Promise<PrismProxy> => {
  const folder = await mkdtemp(join(tmpdir(), 'prism-'));
  const [contract, port] = await Promise.all([writeContract(folder), freePort()]);
  const words = ['proxy', contract, upstream, '--errors', '--host', '127.0.0.1', '--port', String(port)];
  const child = spawn(process.execPath, [guardScript, process.execPath, prism, ...words], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  }
  const deadline = Date.now() + startMs;
  while (!output.includes('Prism is listening')) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`Prism did not start:\n${output}`);
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    violations: async () => {
      // Prism writes its log a moment after it has answered.
      await new Promise((resolve) => void setTimeout(resolve, 300));
      return output.split('\n').filter((line) => line.includes('Request terminated with error'));
    },
    close: async () => {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
