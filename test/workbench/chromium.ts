import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { runQuietly, tool } from '../../scripts/command.ts';
import { ScriptError } from '../../scripts/scriptError.ts';
import { withProgress } from '../../scripts/progress.ts';

const variable = 'CUSTOMER_GOALS_CHROMIUM';

/** Chromium without a window of its own to draw, which is an eighth of a test's time. */
const headless = 'chromium-headless-shell';

const names = [headless, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file of that name may be a placeholder that only says how to install the real thing. */
async function answers(path: string): Promise<boolean> {
  try {
    const said = await runQuietly({ command: path, args: ['--version'] }, '', '', { timeout: 30_000 });
    return /\d+\.\d+\.\d+/.test(said);
  } catch {
    return false;
  }
}

async function findChromium(): Promise<string | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...onPath, ...elsewhere, chromium.executablePath()])
    if (isExecutable(path) && (await answers(path))) return path;
  return undefined;
}

function isDebianAsRoot(): boolean {
  const release = '/etc/os-release';
  return process.getuid?.() === 0 && existsSync(release) && /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'));
}

const apt = (...args: string[]): Promise<string> =>
  runQuietly({ command: 'apt-get', args }, 'Debian could not install Chromium.', '', {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });

const installFromDebian = (name: string) => async (): Promise<void> => {
  await apt('update');
  // Without a font every letter is drawn as a box, and a screenshot shows nothing.
  await apt('install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core');
};

async function installFromPlaywright(): Promise<void> {
  const dependencies = process.getuid?.() === 0 ? ['--with-deps'] : [];
  const command = tool('@playwright/test/cli.js', 'install', 'chromium', ...dependencies);
  await runQuietly(command, 'Playwright could not download Chromium.', '', { timeout: 5 * 60_000 });
}

async function installChromium(): Promise<string | undefined> {
  const debians = isDebianAsRoot() ? [headless, 'chromium'].map(installFromDebian) : [];
  const ways = [...debians, installFromPlaywright];
  for (const way of ways) {
    await way().catch(() => undefined);
    const path = await findChromium();
    if (path) return path;
  }
  return undefined;
}

/** The path of a Chromium: the one that CUSTOMER_GOALS_CHROMIUM names, one that is installed, or one installed now. */
export async function ensureChromium(): Promise<string> {
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new ScriptError(`${variable} names ${named}, which cannot be run.`, 'Correct it, or leave it out.');
  }
  const path = (await findChromium()) ?? (await withProgress('Installing Chromium (once)', installChromium));
  if (path) return path;
  throw new ScriptError(
    'There is no Chromium, and none could be installed.',
    `Install Chromium or Google Chrome, or set ${variable} to the path of one.`,
  );
}
