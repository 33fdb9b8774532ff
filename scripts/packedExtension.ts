import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { runQuietly, tool } from './command.ts';
import { projectFolder, scratchFolder } from './folders.ts';
import { ScriptError } from './scriptError.ts';

export const packedPath = join(scratchFolder, 'customer-goals.vsix');

/** Builds the extension and packs it as it would be published. Resolves to the path of the .vsix. */
export async function packExtension(): Promise<string> {
  // Chunks are named by their content: those of an older build would be packed along.
  await rm(join(projectFolder, 'dist'), { recursive: true, force: true });
  await mkdir(scratchFolder, { recursive: true });
  await runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs')] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );
  const unfinished = `${packedPath}.${process.pid}`;
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--skip-license',
    '--out',
    unfinished,
  ];
  await runQuietly(
    tool('@vscode/vsce/vsce', 'package', ...options),
    'The extension could not be packed.',
    'What vsce said is above.',
  );
  await putPicturesIntoReadme(unfinished);
  await rename(unfinished, packedPath);
  return packedPath;
}

/**
 * The extension's page in VS Code shows pictures from the web and from the page's own text, and none from the package. vsce takes no
 * such page, so it is put there after it.
 */
async function putPicturesIntoReadme(packed: string): Promise<void> {
  const files = unzipSync(await readFile(packed));
  const name = Object.keys(files).find((each) => /^extension\/readme\.md$/i.test(each)) ?? '';
  let readme = strFromU8(files[name] ?? new Uint8Array());
  const pictures = [...readme.matchAll(/\]\(media\/([\w-]+\.png)\)/g)];
  for (const [link, file = ''] of pictures) {
    const picture = await readFile(join(projectFolder, 'media', file));
    readme = readme.replace(link, `](data:image/png;base64,${picture.toString('base64')})`);
  }
  if (pictures.length === 0) throw new ScriptError('README.md shows no picture.', 'Show media/screenshot.png there.');
  await writeFile(packed, zipSync({ ...files, [name]: strToU8(readme) }));
}
