import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumArguments } from '../workbench/chromiumArguments.ts';
import { scratchFolder } from '../workbench/folders.ts';
import type { Profile } from '../workbench/profile.ts';
import { createProfile } from '../workbench/profile.ts';
import type { Server } from '../workbench/server.ts';
import { installExtensions, startServer } from '../workbench/server.ts';
import type { VscodeBuild } from '../workbench/vscodeBuild.ts';
import type { TestExtension } from './bundle.ts';
import { mark } from './mark.ts';

const limit = 5 * 60_000;

/**
 * A script for the page. The server has no way to pass these options on; the workbench reads them from an attribute,
 * and sees them there.
 */
function developmentOptions({ url }: Server, extension: TestExtension): string {
  const uri = (path: string) => ({ scheme: 'vscode-remote', authority: new URL(url).host, path });
  const options = { extensions: [uri(extension.folder)], extensionTestsPath: uri(extension.tests) };
  return `{
    const { getAttribute } = Element.prototype;
    Element.prototype.getAttribute = function (name) {
      const value = getAttribute.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      return JSON.stringify({ ...JSON.parse(value), developmentOptions: ${JSON.stringify(options)} });
    };
  }`;
}

type Outcome = { readonly code: number; readonly explanation: string };

/** The two functions that a workbench calls when it runs tests: with a line of the console, and with the result. */
async function listen(page: Page, finish: (code: number) => void): Promise<() => string> {
  const chatter: string[] = [];
  let wasHeard = false;
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const line = args.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' ');
    if (line.startsWith(mark)) {
      wasHeard = true;
      console.log(line.slice(mark.length));
    } else chatter.push(line);
  });
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('crash', () => finish(1));
  // What VS Code says itself only helps where the tests did not get to say anything.
  return () => (wasHeard ? '' : chatter.slice(-20).join('\n'));
}

async function runInPage(page: Page, url: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const chatter = await listen(page, resolve);
  await page.goto(url);
  const code = await Promise.race([promise, sleep(limit, undefined, { ref: false })]);
  if (code !== undefined) return { code, explanation: chatter() };
  return { code: 1, explanation: `${chatter()}\nThe tests did not finish within ${limit / 60_000} minutes.` };
}

async function runInBrowser(server: Server, extension: TestExtension, workspace: string, browserPath: string) {
  const browser = await chromium.launch({ executablePath: browserPath, args: [...chromiumArguments] });
  try {
    const page = await browser.newPage();
    await page.addInitScript({ content: developmentOptions(server, extension) });
    return await runInPage(page, `${server.url}?folder=${encodeURIComponent(workspace)}`);
  } finally {
    await browser.close();
  }
}

async function freshProfile(build: VscodeBuild): Promise<Profile> {
  const parent = join(scratchFolder, 'integration');
  await mkdir(parent, { recursive: true });
  return createProfile(await mkdtemp(join(parent, `${build.release.name}-`)));
}

/** Runs the suites in the extension host of a VS Code from npm, on the packed extension. Resolves to an exit code. */
export async function runHosted(
  build: VscodeBuild,
  packed: string,
  extension: TestExtension,
  browserPath: string,
): Promise<number> {
  const profile = await freshProfile(build);
  const workspace = join(profile.folder, 'workspace');
  await mkdir(workspace);
  await installExtensions(build, profile, [packed]);
  const server = await startServer(build, profile);
  try {
    const { code, explanation } = await runInBrowser(server, extension, workspace, browserPath);
    if (code !== 0) console.error(explanation);
    return code;
  } finally {
    await server.stop();
  }
}
