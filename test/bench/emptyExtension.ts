import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly, tool } from '../../scripts/command.ts';

export const emptyName = 'Nothing At All';

const view = 'nothing';

// Activated by the sight of its view in the side bar, as ours is.
const manifest = {
  name: 'nothing-at-all',
  displayName: emptyName,
  publisher: 'customer-goals',
  version: '0.0.1',
  engines: { vscode: '^1.103.0' },
  activationEvents: [],
  main: './extension.js',
  contributes: {
    viewsContainers: { activitybar: [{ id: view, title: emptyName, icon: 'icon.svg' }] },
    views: { [view]: [{ id: `${view}.view`, name: emptyName }] },
    viewsWelcome: [{ view: `${view}.view`, contents: 'Nothing to see.' }],
  },
};

/** Packs an extension that does nothing, in this folder: what activating any extension takes. Resolves to the path of the .vsix. */
export const packEmptyExtension = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'extension.js'), 'exports.activate = () => {};\n');
  const packed = join(folder, 'nothing.vsix');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', packed];
  await runQuietly(
    tool('@vscode/vsce/vsce', 'package', ...options),
    'The extension that does nothing could not be packed.',
    'What vsce said is above.',
    { cwd: folder },
  );
  return packed;
};
