import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

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

export const extensionHosts = (folder: string): readonly number[] =>
  processesOf(folder, (line) => line.includes('type=extensionHost'));

export const killExtensionHost = (folder: string): void => kill('extension host', extensionHosts(folder));

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
