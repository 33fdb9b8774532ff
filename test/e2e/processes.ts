import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const read = (id: string, file: string): string => {
  try {
    return readFileSync(join('/proc', id, file), 'utf8');
  } catch {
    // Gone since the folder was listed, or another user's.
    return '';
  }
};

/** Processes of this very workbench, whose folders are in their environment: others may run beside it. */
const processesOf = (folder: string, isMeant: (commandLine: string) => boolean): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => isMeant(read(name, 'cmdline')) && read(name, 'environ').includes(folder))
    .map(Number);

const kill = (what: string, ids: readonly number[]): void => {
  if (ids.length === 0) throw new Error(`no ${what} of this workbench was found`);
  for (const id of ids) process.kill(id, 'SIGKILL');
};

const extensionHosts = (folder: string): readonly number[] =>
  processesOf(folder, (line) => line.includes('type=extensionHost'));

export const killExtensionHost = (folder: string): void => kill('extension host', extensionHosts(folder));

const endNow = (id: number): void => {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    // It has ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

/** Those of pages that are gone: one whose page went while it started waits for it to come back, for hours. */
export async function endExtensionHosts(folder: string): Promise<void> {
  const ended = (): boolean => {
    const left = extensionHosts(folder);
    for (const id of left) endNow(id);
    return left.length === 0;
  };
  await expect.poll(ended, { message: 'extension hosts have ended' }).toBe(true);
}

export function extensionHostOf(folder: string): number {
  const [id, ...others] = extensionHosts(folder);
  if (id === undefined || others.length > 0) throw new Error(`${others.length} extension hosts too many, or none`);
  return id;
}

/** Its guard then ends all that the server had started. */
export const killServer = (folder: string): void =>
  kill(
    'server',
    processesOf(
      folder,
      (line) => line.includes('code-server') && line.includes('--bind-addr') && !line.includes('guard.mjs'),
    ),
  );
