// npm run test:desktop: the same suites in the desktop VS Code, which is downloaded. Needs a screen (or xvfb-run).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SilentReporter,
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { runQuietly } from '../../scripts/command.ts';
import { ScriptError, runMain } from '../../scripts/scriptError.ts';
import { scratchFolder } from '../../scripts/folders.ts';
import { packExtension } from '../../scripts/packedExtension.ts';
import { testEnvironment } from '../workbench/environment.ts';
import { createProfile } from '../workbench/profile.ts';
import { withProgress } from '../../scripts/progress.ts';
import type { Release } from '../workbench/releases.ts';
import { releases } from '../workbench/releases.ts';
import { bundleTests } from './bundle.ts';
import { userDataVariable } from './userData.ts';

async function download({ vscode }: Release): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({
      version: vscode,
      cachePath: join(scratchFolder, 'desktop'),
      reporter: new SilentReporter(),
      timeout: 60_000,
    });
  } catch (error) {
    throw new ScriptError(
      `VS Code ${vscode} could not be downloaded (${error instanceof Error ? error.message : String(error)}).`,
      'Run the same suites in the build from npm instead: npm run test:integration.',
    );
  }
}

async function testIn(release: Release, packed: string): Promise<void> {
  const executable = await withProgress(`Downloading VS Code ${release.vscode}`, () => download(release));
  const profile = await createProfile(await mkdtemp(join(tmpdir(), 'customer-goals-')));
  const folders = ['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [cli = executable, ...cliArguments] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  await runQuietly(
    { command: cli, args: [...cliArguments, ...folders, ...asRoot, '--install-extension', packed, '--force'] },
    `VS Code ${release.vscode} did not accept the packed extension.`,
    'What it said is above.',
  );
  const { folder, tests } = await bundleTests();
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: folder,
    extensionTestsPath: tests,
    reuseMachineInstall: true,
    launchArgs: [...folders, ...asRoot],
    extensionTestsEnv: { ...testEnvironment, [userDataVariable]: profile.userData },
  });
}

await runMain(async () => {
  const packed = await withProgress('Building and packing the extension', packExtension);
  for (const release of [releases.latest, releases.oldest]) {
    console.log(`\nVS Code ${release.vscode}`);
    try {
      await testIn(release, packed);
    } catch (error) {
      if (error instanceof ScriptError) throw error;
      throw new ScriptError(
        `The suites failed in VS Code ${release.vscode}.`,
        'What they said is above.',
        String(error),
      );
    }
  }
  return 0;
});
