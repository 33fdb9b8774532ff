import { spawn } from 'node:child_process';
import type { Command } from '../../scripts/command.ts';
import { runQuietly } from '../../scripts/command.ts';
import type { Profile } from './profile.ts';

const isWindows = process.platform === 'win32';

const code = (...args: string[]): Command => ({ command: 'code', args, shell: isWindows });

/** Inside a container or over SSH `code` only talks to a window that is elsewhere, and takes no folders. */
function isRemoteTerminal(): boolean {
  return ['VSCODE_IPC_HOOK_CLI', 'WSL_DISTRO_NAME', 'SSH_CONNECTION'].some((name) => process.env[name]);
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** Whether a VS Code 1.103 or newer is on the PATH and can show a window here. */
export async function hasDesktop(): Promise<boolean> {
  if (isRemoteTerminal() || !hasScreen()) return false;
  try {
    const said = await runQuietly(code('--version'), '', '', { timeout: 20_000 });
    const [, major, minor] = said.match(/^(\d+)\.(\d+)\.\d+/m) ?? [];
    return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 103);
  } catch {
    return false;
  }
}

const folderArguments = ({ userData, extensions }: Profile): string[] => [
  '--user-data-dir',
  userData,
  '--extensions-dir',
  extensions,
  // VS Code refuses to run as root with its sandbox on.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export async function installInDesktop(profile: Profile, packed: string): Promise<void> {
  await runQuietly(
    code(...folderArguments(profile), '--install-extension', packed, '--force'),
    'VS Code did not accept the packed extension.',
    'What it said is above.',
    { timeout: 120_000 },
  );
}

/** Opens a window on a folder; resolves when that window is closed or `signal` ends it. */
export function openDesktop(profile: Profile, workspace: string, signal: AbortSignal): Promise<void> {
  const { command, args, shell } = code(...folderArguments(profile), '--new-window', '--wait', workspace);
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { shell: shell ?? false, stdio: 'ignore' });
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.on('error', reject);
    child.on('exit', () => resolve());
  });
}
