import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where every VS Code and every server of a person finds what they share on this computer. */
export const sharedFolder = (env: Readonly<Record<string, string | undefined>>): string => {
  const folder =
    process.platform === 'win32'
      ? (env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
      : (env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'));
  return join(folder, 'customer-goals');
};
