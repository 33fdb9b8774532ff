// npm start: opens the extension on the sample tenant, in VS Code or in a browser.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { claimFolder } from './claimedFolder.ts';
import { hasDesktop, installInDesktop, openDesktop } from '../test/workbench/desktop.ts';
import { addUnpacked } from '../test/workbench/extensionFolder.ts';
import { ScriptError, runMain } from './scriptError.ts';
import { projectFolder, scratchFolder } from './folders.ts';
import { openBrowser } from './openBrowser.ts';
import { packExtension } from './packedExtension.ts';
import type { Profile } from '../test/workbench/profile.ts';
import { createProfile } from '../test/workbench/profile.ts';
import { say, withProgress } from './progress.ts';
import { releases } from '../test/workbench/releases.ts';
import { rememberedPort, rememberPort } from './rememberedPort.ts';
import { installExtensions, startServer } from '../test/workbench/server.ts';
import { aborted, stopRequests } from './stopRequests.ts';
import { ensureBuild } from '../test/workbench/vscodeBuild.ts';

type Wishes = { readonly browser: boolean; readonly port: number | undefined; readonly open: boolean };

const usage = 'Use: npm start [-- --browser] [--port N] [--no-open]';

function readWishes(args: string[]): Wishes {
  try {
    const options = { browser: { type: 'boolean' }, port: { type: 'string' }, open: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args, options, allowNegative: true });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new Error('not a port');
    return { browser: values.browser ?? false, port, open: values.open ?? true };
  } catch (error) {
    throw new ScriptError(
      `Those arguments are not understood (${error instanceof Error ? error.message : String(error)}).`,
      usage,
    );
  }
}

/**
 * What was done in the window stays from one start to the next; the extension itself is always the newest. A second
 * start beside the first has a window of its own.
 */
async function prepareProfile(kind: 'browser' | 'desktop'): Promise<Profile> {
  const folder = await claimFolder(join(scratchFolder, 'start', kind));
  await rm(join(folder, 'extensions'), { recursive: true, force: true });
  const profile = await createProfile(folder, { 'customerGoals.startWithSampleData': true });
  await addUnpacked(profile.extensions, join(projectFolder, 'test', 'workbench', 'opener'), 'opener');
  return profile;
}

async function prepareWorkspace(): Promise<string> {
  const workspace = join(scratchFolder, 'start', 'workspace');
  await mkdir(workspace, { recursive: true });
  return workspace;
}

async function startDesktop(packed: string): Promise<void> {
  const profile = await prepareProfile('desktop');
  await withProgress('Installing the extension in VS Code', () => installInDesktop(profile, packed));
  say('\nVS Code opens on the sample tenant. Close its window to end.');
  await openDesktop(profile, await prepareWorkspace(), stopRequests());
}

async function startInBrowser(packed: string, { port, open }: Wishes): Promise<void> {
  const build = await ensureBuild(releases.latest);
  const profile = await prepareProfile('browser');
  const stop = stopRequests();
  await withProgress('Installing the extension', () => installExtensions(build, profile, [packed]));
  const server = await startServer(build, profile, port ?? (await rememberedPort(profile)));
  await rememberPort(profile, server.url);
  const address = `${server.url}?folder=${encodeURIComponent(await prepareWorkspace())}`;
  say(
    `\nVS Code ${build.release.vscode} with Customer Goals on the sample tenant is at\n\n  ${address}\n\nCtrl+C ends it.`,
  );
  if (open) openBrowser(address);
  await aborted(stop);
  await server.stop();
}

async function main(): Promise<number> {
  const wishes = readWishes(process.argv.slice(2));
  const packed = await withProgress('Building and packing the extension', packExtension);
  if (!wishes.browser && (await hasDesktop())) await startDesktop(packed);
  else await startInBrowser(packed, wishes);
  return 0;
}

await runMain(main);
