import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where every VS Code and every server of a person finds what they share on this computer. */
export const sharedFolder = (env: Readonly<Record<string, string | undefined>>): string => {
  const isWindows = process.platform === 'win32';
  const given = env[isWindows ? 'LOCALAPPDATA' : 'XDG_STATE_HOME'] ?? '';
  const usual = isWindows ? join(homedir(), 'AppData', 'Local') : join(homedir(), '.local', 'state');
  // One that is empty or depends on where a process was started is none.
  return join(isAbsolute(given) ? given : usual, 'customer-goals');
};
