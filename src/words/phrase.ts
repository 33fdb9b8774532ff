import { ofLanguage } from './language.ts';
import { numberText } from './numbers.ts';

/**
 * Fills a translated text: `{0}` is a value, `{0, plural, one {# goal} other {# goals}}` a choice by a number, which `#` stands for, as in
 * ICU's message format. A form may hold `{1}`, and no further choice; `=0 {no goals}` is for that very number.
 * @param text what `l10n.t` returned for a text without values
 * @param values numbers are written as the language has them; what stands in a string is never read as a place for a value
 */
export const phrase = (text: string, ...values: readonly (string | number)[]): string =>
  text.replaceAll(place, (whole, index: string, forms: string | undefined) => {
    const value = values[Number(index)];
    if (value === undefined) return whole;
    if (forms === undefined) return valueText(value);
    const form = formFor(Number(value), forms).replaceAll('#', () => valueText(value));
    return form.replaceAll(simplePlace, (inner, at: string) => valueText(values[Number(at)] ?? inner));
  });

const place = /\{(\d+)(?:, plural,((?:\s*=?\w+ \{(?:[^{}]|\{\d+\})*\})+))?\s*\}/g;
const simplePlace = /\{(\d+)\}/g;
const oneForm = /(?<![=\w])(=?\w+) \{((?:[^{}]|\{\d+\})*)\}/g;

const valueText = (value: string | number): string => (typeof value === 'number' ? numberText(value) : value);

/** By category: `one`, `few`, `other`, `=0`. */
export const formsOf = (forms: string): ReadonlyMap<string, string> =>
  new Map([...forms.matchAll(oneForm)].map(([, category = '', form = '']) => [category, form]));

const formFor = (count: number, text: string): string => {
  const forms = formsOf(text);
  return forms.get(`=${count}`) ?? forms.get(plurals().select(count)) ?? forms.get('other') ?? '';
};

const plurals = ofLanguage((tag) => new Intl.PluralRules(tag));
