// npm run translations: writes every text that goes through l10n.t into l10n/bundle.l10n.json, and says what each language lacks.
import { globSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { getL10nJson, type l10nJsonFormat } from '@vscode/l10n-dev';
import { projectFolder } from './folders.ts';
import { say } from './progress.ts';
import { runMain } from './scriptError.ts';

export const translationsFolder = join(projectFolder, 'l10n');
const englishFile = join(translationsFolder, 'bundle.l10n.json');

/** Every text of the source, by its key: the text itself, and behind a slash its comment. */
export async function extractTexts(): Promise<l10nJsonFormat> {
  const paths = globSync('src/**/*.ts', { cwd: projectFolder }).toSorted();
  const files = await Promise.all(
    paths.map(async (path) => ({
      extension: extname(path),
      contents: await readFile(join(projectFolder, path), 'utf8'),
    })),
  );
  const withTexts = files.filter(({ contents }) => contents.includes('@vscode/l10n'));
  const texts = await getL10nJson(withTexts);
  return Object.fromEntries(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export const readTexts = async (file: string): Promise<l10nJsonFormat> => JSON.parse(await readFile(file, 'utf8'));

export const asFile = (texts: l10nJsonFormat): string => `${JSON.stringify(texts, undefined, 2)}\n`;

/** `bundle.l10n.de.json` for `de`. */
export const translatedFiles = (): readonly string[] =>
  readdirSync(translationsFolder).filter((name) => /^bundle\.l10n\..+\.json$/.test(name));

if (import.meta.main)
  await runMain(async () => {
    const texts = await extractTexts();
    await writeFile(englishFile, asFile(texts));
    say(`${Object.keys(texts).length} texts`);
    for (const name of translatedFiles()) {
      const translated = await readTexts(join(translationsFolder, name));
      const lacking = Object.keys(texts).filter((key) => !(key in translated));
      const unused = Object.keys(translated).filter((key) => !(key in texts));
      for (const key of lacking) say(`${name} lacks: ${key}`);
      for (const key of unused) say(`${name} has for nothing: ${key}`);
    }
    return 0;
  });
