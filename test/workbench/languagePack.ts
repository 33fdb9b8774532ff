import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Profile } from './profile.ts';

const writeJson = (file: string, value: unknown): Promise<void> => writeFile(file, JSON.stringify(value));

/**
 * Makes a profile know a display language: an extension that translates nothing of VS Code's own, so that VS Code stays English and
 * every extension shows what it has for that language.
 */
export async function installLanguagePack({ extensions, userData }: Profile, tag: string): Promise<void> {
  const id = `customer-goals-test.language-pack-${tag}`;
  const folder = join(extensions, `${id}-1.0.0`);
  const translations = join(folder, 'translations', 'main.i18n.json');
  await mkdir(join(folder, 'translations'), { recursive: true });
  await writeJson(translations, { version: '1.0.0', contents: {} });
  await writeJson(join(folder, 'package.json'), {
    name: `language-pack-${tag}`,
    publisher: 'customer-goals-test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    contributes: {
      localizations: [
        {
          languageId: tag,
          languageName: tag,
          localizedLanguageName: tag,
          translations: [{ id: 'vscode', path: './translations/main.i18n.json' }],
        },
      ],
    },
  });
  const list = join(extensions, 'extensions.json');
  const installed: readonly unknown[] = JSON.parse(await readFile(list, 'utf8'));
  const location = { $mid: 1, path: pathToFileURL(folder).pathname, scheme: 'file' };
  const entry = { identifier: { id }, version: '1.0.0', location, relativeLocation: `${id}-1.0.0` };
  await writeJson(list, [...installed, entry]);
  await writeJson(join(userData, 'languagepacks.json'), {
    [tag]: {
      hash: createHash('md5').update(id).digest('hex'),
      extensions: [{ extensionIdentifier: { id }, version: '1.0.0' }],
      translations: { vscode: translations },
      label: tag,
    },
  });
}
