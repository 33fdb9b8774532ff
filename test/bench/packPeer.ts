import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly, tool } from '../../scripts/command.ts';

type Peer = {
  readonly name: string;
  readonly displayName: string;
  readonly contributes: object;
  readonly script: string;
};

/** Packs an extension of one file in this folder, to be measured beside ours. Resolves to the path of the .vsix. */
export const packPeer = async (folder: string, { name, displayName, contributes, script }: Peer): Promise<string> => {
  const manifest = {
    name,
    displayName,
    contributes,
    publisher: 'customer-goals',
    version: '0.0.1',
    engines: { vscode: '^1.103.0' },
    activationEvents: [],
    main: './extension.js',
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'extension.js'), script);
  const packed = join(folder, `${name}.vsix`);
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packed];
  await runQuietly(
    tool('@vscode/vsce/vsce', 'package', ...options),
    `The extension ${displayName} could not be packed.`,
    'What vsce said is above.',
    { cwd: folder },
  );
  return packed;
};
