import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/folders.ts';
import { pseudo, pseudoTag } from '../workbench/pseudoLanguage.ts';

/** What the extension shows in a display language. */
export type DisplayedTexts = {
  /** A text of the source, by its English: `Saved in {0}.`, 'acme'. */
  readonly text: (english: string, ...values: readonly string[]) => string;
  /** What stands before the first place for a value: of a text whose values are not known, it is enough to find it. */
  readonly beginning: (english: string) => string;
  /** A text of the manifest, by its key. */
  readonly title: (key: string) => string;
  /** A command as the palette lists it, by its name: `connect`. */
  readonly command: (name: string) => string;
  /** What a person types or a tenant has: in the pseudo language without a letter of ours. */
  readonly foreign: (text: string) => string;
};

type Texts = Readonly<Record<string, string | { readonly message: string }>>;

const textsIn = (file: string): Texts => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));

const inFiles = (tag: string): readonly [Texts, Texts] =>
  tag === pseudoTag
    ? [pseudoOf(textsIn('l10n/bundle.l10n.json')), pseudoOf(textsIn('package.nls.json'))]
    : [textsIn(`l10n/bundle.l10n.${tag}.json`), textsIn(`package.nls.${tag}.json`)];

const messageOf = (text: Texts[string] | undefined): string => (typeof text === 'object' ? text.message : (text ?? ''));

const pseudoOf = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(messageOf(text))]));

export const displayedTexts = (displayLanguage: string): DisplayedTexts => {
  const [texts, titles] = inFiles(displayLanguage);
  const find = (all: Texts, key: string): string => {
    if (!(key in all)) throw new Error(`${displayLanguage} has no text ${key}`);
    return messageOf(all[key]);
  };
  const title = (key: string): string => find(titles, key);
  return {
    text: (english, ...values) =>
      find(texts, english).replaceAll(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place),
    beginning: (english) => find(texts, english).split('{')[0] ?? '',
    title,
    command: (name) => `${title('command.category')}: ${title(`command.${name}.title`)}`,
    foreign: displayLanguage === pseudoTag ? pseudo : (text) => text,
  };
};

/** The English texts that are others in this language. */
export const untranslated = (displayLanguage: string): ReadonlySet<string> => {
  const [texts, titles] = inFiles(displayLanguage);
  const english = { ...textsIn('l10n/bundle.l10n.json'), ...textsIn('package.nls.json') };
  const theirs = { ...texts, ...titles };
  return new Set(
    Object.keys(english)
      .filter((key) => messageOf(english[key]) !== messageOf(theirs[key]))
      .map((key) => messageOf(english[key])),
  );
};
