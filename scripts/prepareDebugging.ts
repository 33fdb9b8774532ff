// Prepares what .vscode/launch.json starts: a build that can be stepped through, the bundled suites, and a profile for each.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleTests } from '../test/integration/bundle.ts';
import { createProfile, type Settings } from '../test/workbench/profile.ts';
import { runQuietly } from './command.ts';
import { projectFolder, scratchFolder } from './folders.ts';
import { withProgress } from './progress.ts';
import { runMain } from './scriptError.ts';

const debugFolder = join(scratchFolder, 'debug');

const build = (): Promise<string> =>
  runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs'), '--development'] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );

async function prepareProfile(name: string, settings: Settings): Promise<void> {
  const { folder } = await createProfile(join(debugFolder, name), settings);
  await mkdir(join(folder, 'workspace'), { recursive: true });
}

await runMain(async () => {
  await withProgress('Building the extension for debugging', build);
  // What was done in the window stays from one start to the next.
  await prepareProfile('sample', { 'customerGoals.startWithSampleData': true });
  await rm(join(debugFolder, 'suites'), { recursive: true, force: true });
  await prepareProfile('suites', {});
  await bundleTests();
  return 0;
});
