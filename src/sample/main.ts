import { parseArgs } from 'node:util';
import { startSampleTenant, type SampleTenantOptions } from './server.ts';

const usage = 'npm run sample -- [--port N] [--key K] [--goals N] [--folder DIR] [--faults] [--no-rate-limit]';

const options = {
  port: { type: 'string' },
  key: { type: 'string' },
  goals: { type: 'string' },
  folder: { type: 'string' },
  faults: { type: 'boolean' },
  'no-rate-limit': { type: 'boolean' },
} as const;

/** Throws an Error with a sentence for a person. */
function readArguments(args: readonly string[]): SampleTenantOptions {
  const { values } = parseArgs({ args: [...args], options });
  return {
    port: wholeNumber('--port', values.port, 0, 65_535, 0),
    goals: wholeNumber('--goals', values.goals, 0, 1_000_000, 240),
    ...(values.key === undefined ? {} : { accessKey: keyOf(values.key) }),
    ...(values.folder === undefined ? {} : { folder: values.folder }),
    control: values.faults ?? false,
    ...(values['no-rate-limit'] ? { requestsPerMinute: Infinity } : {}),
  };
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number, fallback: number): number {
  if (text === undefined) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Error(`${name} takes a whole number from ${least} to ${most}, not '${text}'.`);
}

/** What does not fit into a header could never be sent. */
function keyOf(text: string): string {
  if (/^[!-~]+$/.test(text)) return text;
  throw new Error('--key takes printable characters without spaces, at least one.');
}

async function main(): Promise<void> {
  const tenant = await startSampleTenant(readArguments(process.argv.slice(2)));
  console.log(JSON.stringify({ url: tenant.url, accessKey: tenant.accessKey }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void tenant.close());
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`Usage: ${usage}`);
  process.exitCode = 1;
}
