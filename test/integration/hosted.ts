import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumArguments } from '../workbench/chromiumArguments.ts';
import { testEnvironment } from '../workbench/environment.ts';
import { scratchFolder } from '../../scripts/folders.ts';
import type { Profile } from '../workbench/profile.ts';
import { createProfile } from '../workbench/profile.ts';
import type { Server } from '../workbench/server.ts';
import { installExtensions, startServer } from '../workbench/server.ts';
import type { VscodeBuild } from '../workbench/vscodeBuild.ts';
import type { TestExtension } from './bundle.ts';
import { mark } from './mark.ts';
import { userDataVariable } from './userData.ts';

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

/** An exit code, and what was said: by the tests, or by VS Code where they did not get to say anything. */
type Outcome = { readonly code: number; readonly explanation: string };

type Heard = {
  /** What the tests wrote, which is also in the terminal. */
  readonly lines: string[];
  /** What VS Code wrote itself. It only helps where the tests did not get to say anything. */
  readonly chatter: string[];
};

/** The two functions that a workbench calls when it runs tests: with a line of the console, and with the result. */
async function listen(page: Page, finish: (code: number) => void): Promise<Heard> {
  const heard: Heard = { lines: [], chatter: [] };
  await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
    const line = args.map((each) => (typeof each === 'string' ? each : inspect(each))).join(' ');
    if (!line.startsWith(mark)) return void heard.chatter.push(line);
    heard.lines.push(line.slice(mark.length));
    console.log(line.slice(mark.length));
  });
  await page.exposeFunction('codeAutomationExit', finish);
  page.on('crash', () => finish(1));
  return heard;
}

async function runInPage(page: Page, url: string): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const { lines, chatter } = await listen(page, resolve);
  await page.goto(url);
  const code = await Promise.race([promise, sleep(limit, undefined, { ref: false })]);
  const explanation = (lines.length === 0 ? chatter.slice(-20) : lines).join('\n');
  if (code === undefined)
    return { code: 1, explanation: `${explanation}\nThe tests did not finish within ${limit / 60_000} minutes.` };
  // A test that ends the extension host makes VS Code report success.
  if (code === 0 && !lines.at(-1)?.endsWith(' 0 failed'))
    return { code: 1, explanation: `${explanation}\nThe extension host ended before its tests did.` };
  return { code, explanation };
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

/** Runs the suites in the extension host of a VS Code from npm, on the packed extension. Resolves to how they ended. */
export async function runHosted(
  build: VscodeBuild,
  packed: string,
  extension: TestExtension,
  browserPath: string,
): Promise<Outcome> {
  const profile = await freshProfile(build);
  const workspace = join(profile.folder, 'workspace');
  await mkdir(workspace);
  await installExtensions(build, profile, [packed]);
  const server = await startServer(build, profile, 0, { ...testEnvironment, [userDataVariable]: profile.userData });
  try {
    return await runInBrowser(server, extension, workspace, browserPath);
  } finally {
    await server.stop();
    await rm(profile.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
