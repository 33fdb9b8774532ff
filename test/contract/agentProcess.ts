import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { projectFolder } from '../../scripts/folders.ts';
import { startSampleTenant, type SampleTenant } from '../../src/sample/server.ts';

/** By the day of the made-up data, which ids are made of. */
const now = (): Date => new Date('2026-11-28T12:00:00Z');

export const accessKey = 'agent-test-key-7f3a9c51';

/** Each process runs as in Node 20, whatever Node the tests run in. */
const asNode20 = ['--import', pathToFileURL(join(import.meta.dirname, 'asNode20.mjs')).href];

/** What processes share: here those of one test file. */
export const sharedState = mkdtempSync(join(tmpdir(), 'agent-shared-'));
afterAll(() => rmSync(sharedState, { recursive: true, force: true }));

/** Builds the server once for the tests of a file. */
export const builtServer = (): { readonly file: () => string } => {
  const folder = mkdtempSync(join(tmpdir(), 'agent-server-'));
  beforeAll(async () => {
    const options: { readonly agent: BuildOptions } = await import(
      pathToFileURL(join(projectFolder, 'scripts', 'esbuild.options.mjs')).href
    );
    await build({ ...options.agent, absWorkingDir: projectFolder, outdir: folder });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { file: () => join(folder, 'mcp.js') };
};

export const startTenant = async (goals = 60): Promise<SampleTenant> => {
  const tenant = await startSampleTenant({ goals, now, accessKey, requestsPerMinute: Number.POSITIVE_INFINITY });
  onTestFinished(() => tenant.close());
  return tenant;
};

/** The environment that gives the server the tenant. */
export const environmentOf = ({ url }: SampleTenant): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  XDG_STATE_HOME: sharedState,
  CUSTOMER_GOALS_ORIGIN: url,
  CUSTOMER_GOALS_ACCESS_KEY: accessKey,
});

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line to its end. */
export const run = (
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...asNode20, file, ...args], {
      env: { PATH: process.env['PATH'] ?? '', XDG_STATE_HOME: sharedState, ...env },
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...out }));
    child.stdin.end(input);
  });

export const protocols = ['2025-11-25', '2026-07-28'] as const;
export type ProtocolName = (typeof protocols)[number];

export type Agent = {
  readonly client: Client;
  readonly pid: () => number | null;
  /** All that the server wrote to standard error. */
  readonly errors: () => string;
  /** The text of a tool's answer, `error: ` before it where it did not do it. */
  readonly ask: (name: string, input?: Record<string, unknown>, signal?: AbortSignal) => Promise<string>;
};

export type AgentOptions = {
  readonly protocol?: ProtocolName;
  readonly args?: readonly string[];
  readonly env: Record<string, string>;
  /** What the person says to a question; a client without it cannot ask. */
  readonly onAsk?: (message: string) => { action: 'accept' | 'decline' | 'cancel'; content?: { apply: boolean } };
};

/** The SDK's own client, connected over stdio to a server of its own. */
export const connectAgent = async (
  file: string,
  { protocol = '2025-11-25', args = [], env, onAsk }: AgentOptions,
): Promise<Agent> => {
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: onAsk === undefined ? {} : { elicitation: {} },
      versionNegotiation: { mode: protocol === '2026-07-28' ? { pin: protocol } : 'legacy' },
    },
  );
  if (onAsk !== undefined) client.setRequestHandler('elicitation/create', ({ params }) => onAsk(params.message));
  const command = { command: process.execPath, args: [...asNode20, file, ...args] };
  const transport = new StdioClientTransport({ ...command, env, stderr: 'pipe' });
  let errors = '';
  transport.stderr?.on('data', (text: Buffer) => (errors += text.toString('utf8')));
  onTestFinished(() => client.close());
  await client.connect(transport);
  const ask: Agent['ask'] = async (name, input = {}, signal) => {
    const { content, isError } = await client.callTool({ name, arguments: input }, signal && { signal });
    const texts = content.map((part) => (part.type === 'text' ? part.text : part.type));
    return `${isError === true ? 'error: ' : ''}${texts.join('\n')}`;
  };
  return { client, pid: () => transport.pid, errors: () => errors, ask };
};

/** Without what is another on each day. */
export const timeless = (text: string): string =>
  text
    .replaceAll(/\((today|in \d+ days?|\d+ days? (ago|overdue))\)/g, '(…)')
    .replaceAll(/^(changed|created): .*$/gm, '$1: …')
    .replaceAll(/^Gainsight request id: .*$/gm, 'Gainsight request id: …')
    .replaceAll(/(^1P0\w+ \| .*) \| \d+$/gm, '$1 | …')
    .replaceAll(/^\d+ goals? changed since/gm, '… changed since')
    .replaceAll(/\d+ overdue/g, '… overdue')
    .replaceAll(/127\.0\.0\.1:\d+/g, '(host)')
    .replaceAll(/plan-[\da-z-]+/g, 'plan-…')
    .replaceAll(/\b[\da-f]{64}\b/g, '(digest)');
