import * as l10n from '@vscode/l10n';

/**
 * The BCP 47 tag of the language that the words are in: `en`, `de`. It stands among the translations, so that numbers and dates are
 * always of the same language as the sentence around them.
 */
export const language = (): string =>
  l10n.t({
    message: 'en',
    comment: ['The BCP 47 tag of the language of this file, by which numbers and dates are written.'],
  });

/** One of each language, made on first use: what `Intl` makes is dear to make and cheap to use. */
export const ofLanguage = <T>(make: (tag: string) => T): (() => T) => {
  const made = new Map<string, T>();
  return () => {
    const tag = language();
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
};
