import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, test } from 'vitest';
import { formsOf, phrase } from '../../src/words/phrase.ts';
import { language } from '../../src/words/language.ts';
import { extractTexts, readTexts, translatedFiles, translationsFolder } from '../../scripts/translations.ts';

const english = await readTexts(join(translationsFolder, 'bundle.l10n.json'));
const textOf = (entry: (typeof english)[string]): string => (typeof entry === 'string' ? entry : entry.message);

const languages = await Promise.all(
  translatedFiles().map(async (name) => ({ name, texts: await readTexts(join(translationsFolder, name)) })),
);

const placesOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\d+)(?=[},])/g)].map(([, index = '']) => index))].toSorted();

const choicesOf = (text: string): readonly ReadonlyMap<string, string>[] =>
  [...text.matchAll(/\{\d+, plural,((?:\s*=?\w+ \{(?:[^{}]|\{\d+\})*\})+)\s*\}/g)].map(([, forms = '']) =>
    formsOf(forms),
  );

afterEach(() => l10n.config({ contents: {} }));

test('the English texts are those of the source: npm run translations', async () => {
  expect(english).toEqual(await extractTexts());
});

describe.each([{ name: 'bundle.l10n.json', texts: english }, ...languages])('$name', ({ name, texts }) => {
  const tag = /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? 'en';
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

  test('has every text, and none for nothing', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test('says which language it is', () => {
    l10n.config({ contents: texts });
    expect(language()).toBe(tag);
  });

  test('has a place for each value', () => {
    const odd = Object.entries(texts).filter(
      ([key, entry]) => placesOf(textOf(entry)).join() !== placesOf(textOf(english[key] ?? '')).join(),
    );
    expect(odd).toEqual([]);
  });

  test('has a form for each plural of the language', () => {
    const odd = Object.values(texts).filter((entry) =>
      choicesOf(textOf(entry)).some((forms) => categories.some((category) => !forms.has(category))),
    );
    expect(odd).toEqual([]);
  });

  test('keeps hostile values as they are, whatever the number', () => {
    const hostile = ['{0}', '$(trash)', 'a\nb', '$&', '{1, plural, other {#}}', '#'];
    const numbers = [0, 1, 2, 3, 5, 11, 21, 100, 1.5];
    const odd = Object.values(texts).flatMap((entry) => {
      const text = textOf(entry);
      const counted = new Set([...text.matchAll(/\{(\d+), plural/g)].map(([, index]) => Number(index)));
      return hostile.flatMap((value) =>
        numbers.map((number) => {
          const values = placesOf(text).map((index) => (counted.has(Number(index)) ? number : value));
          const filled = phrase(text, ...values);
          // The longest first: a number may stand in a hostile value.
          const known = values.map(String).toSorted((a, b) => b.length - a.length);
          const left = known.reduce((rest, each) => rest.replaceAll(each, ''), filled);
          return /[{}]/.test(left) ? `${text}: ${filled}` : '';
        }),
      );
    });
    expect(odd.filter((line) => line !== '')).toEqual([]);
  });
});
