import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, test } from 'vitest';
import { formsOf, phrase } from '../../src/words/phrase.ts';
import { language } from '../../src/words/language.ts';
import { projectFolder } from '../../scripts/folders.ts';
import { extractTexts, readTexts, translatedFiles, translationsFolder } from '../../scripts/translations.ts';

const english = await readTexts(join(translationsFolder, 'bundle.l10n.json'));
const textOf = (entry: (typeof english)[string]): string => (typeof entry === 'string' ? entry : entry.message);

const languages = await Promise.all(
  translatedFiles().map(async (name) => ({ name, texts: await readTexts(join(translationsFolder, name)) })),
);

const placesOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\d+)(?=[},])/g)].map(([, index = '']) => index))].toSorted();

type Choice = { readonly index: string; readonly forms: ReadonlyMap<string, string> };

const choicesOf = (text: string): readonly Choice[] =>
  [...text.matchAll(/\{(\d+), plural,((?:\s*=?\w+ \{(?:[^{}]|\{\d+\})*\})+)\s*\}/g)].map(
    ([, index = '', forms = '']) => ({
      index,
      forms: formsOf(forms),
    }),
  );

const valuesIn = (form: string): ReadonlySet<string> => new Set(form.match(/\{\d+\}|#/g));

const someNumbers = [...Array.from({ length: 200 }, (_, number) => number), 0.5, 1.5];

/** Whether a form is for one number alone, so that it may do without values: `a second`. In Russian `one` is for 21, too. */
const isForOneNumber = (rules: Intl.PluralRules, category: string): boolean =>
  category.startsWith('=') || someNumbers.filter((number) => rules.select(number) === category).length === 1;

/** What a translator leaves as it is. */
const keptOf = (text: string): string =>
  [...(text.match(/\]\([^)]*\)|\$\([\w~-]+\)|`[^`]*`|https?:\/\/|\*\*?|\n/g) ?? []), text.endsWith('…') ? '…' : '']
    .toSorted()
    .join(' ');

afterEach(() => l10n.config({ contents: {} }));

// To read every file takes ten seconds of work.
test('the English texts are those of the source: npm run translations', async () => {
  expect(english).toEqual(await extractTexts());
});

describe.each([{ name: 'bundle.l10n.json', texts: english }, ...languages])('$name', ({ name, texts }) => {
  const tag = /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? 'en';
  const rules = new Intl.PluralRules(tag);
  const categories = rules.resolvedOptions().pluralCategories;

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

  test('has a form for each plural of the language, and for no other', () => {
    const odd = Object.values(texts).filter((entry) =>
      choicesOf(textOf(entry)).some(({ forms }) => {
        const named = [...forms.keys()].filter((category) => !category.startsWith('='));
        return named.toSorted().join() !== categories.toSorted().join();
      }),
    );
    expect(odd).toEqual([]);
  });

  test('has a choice where English has one, and in each of its forms the values of the English', () => {
    const odd = Object.entries(texts).flatMap(([key, entry]) => {
      const ours = choicesOf(textOf(english[key] ?? ''));
      const theirs = choicesOf(textOf(entry));
      if (
        theirs
          .map(({ index }) => index)
          .toSorted()
          .join() !==
        ours
          .map(({ index }) => index)
          .toSorted()
          .join()
      )
        return [key];
      return theirs.flatMap(({ index, forms }) => {
        const meant = valuesIn(ours.find((choice) => choice.index === index)?.forms.get('other') ?? '');
        return [...forms].flatMap(([category, form]) => {
          const has = valuesIn(form);
          const lacking = isForOneNumber(rules, category) ? [] : [...meant].filter((value) => !has.has(value));
          const differing = [...lacking, ...[...has].filter((value) => !meant.has(value))];
          return differing.length === 0 ? [] : [form];
        });
      });
    });
    expect(odd).toEqual([]);
  });

  test('keeps links, addresses, icons and code, and the dots of what asks for more', () => {
    const odd = Object.entries(texts).filter(
      ([key, entry]) => keptOf(textOf(entry)) !== keptOf(textOf(english[key] ?? '')),
    );
    expect(odd).toEqual([]);
  });

  test('marks how soon a goal is due in two characters', () => {
    const units = Object.entries(texts).filter(([key]) => key.includes('in at most two characters'));
    expect(units.length).toBe(4);
    for (const [, entry] of units) expect(Array.from(phrase(textOf(entry), 9))).toHaveLength(2);
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

describe('the manifest', () => {
  const manifest = readFileSync(join(projectFolder, 'package.json'), 'utf8');
  const named = new Set([...manifest.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key));
  const textsOf = (file: string): Readonly<Record<string, string>> =>
    JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));

  test('names each of its texts, and has no other', () => {
    expect(Object.keys(textsOf('package.nls.json')).toSorted()).toEqual([...named].toSorted());
  });

  test.each(globSync('package.nls.*.json', { cwd: projectFolder }))('%s has the same texts, links and code', (file) => {
    const [ours, theirs] = [textsOf('package.nls.json'), textsOf(file)];
    expect(Object.keys(theirs).toSorted()).toEqual(Object.keys(ours).toSorted());
    expect(Object.entries(theirs).filter(([key, text]) => keptOf(text) !== keptOf(ours[key] ?? ''))).toEqual([]);
  });

  test.each(languages)('and $name have one translation for one text', ({ name, texts }) => {
    const theirs = textsOf(name.replace('bundle.l10n', 'package.nls'));
    const both = Object.entries(textsOf('package.nls.json')).filter(([, text]) => text in texts);
    expect(both.length).toBeGreaterThan(20);
    expect(both.filter(([key, text]) => textOf(texts[text] ?? '') !== theirs[key])).toEqual([]);
  });

  test('is translated into the same languages as the source', () => {
    const tags = (files: readonly string[]): readonly string[] =>
      files.map((file) => file.replace(/^(?:package\.nls|bundle\.l10n)\.(.+)\.json$/, '$1')).toSorted();
    expect(tags(globSync('package.nls.*.json', { cwd: projectFolder }))).toEqual(tags(translatedFiles()));
  });

  test('has no text of its own where people read', () => {
    const { contributes, displayName, description } = JSON.parse(manifest);
    // What a model reads of a tool is in English; what a person does is not.
    const tools = contributes.languageModelTools.map((tool: Readonly<Record<string, unknown>>) => ({
      displayName: tool['displayName'],
      description: tool['userDescription'],
    }));
    const read = { ...contributes, languageModelTools: tools };
    expect(textsIn({ contributes: read, displayName, description })).toEqual([]);
  });
});

const readByPeople =
  /^(?:displayName|description|markdownDescription|title|category|name|contextualTitle|contents|label|enumDescriptions)$/;

/** What stands under a key that VS Code shows, and is no `%key%`. */
const textsIn = (value: unknown, key = ''): readonly string[] => {
  if (typeof value === 'string') return readByPeople.test(key) && !/^%[^%]+%$/.test(value) ? [`${key}: ${value}`] : [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, name));
};
