import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, test } from 'vitest';
import { agoText, dayText, recentText } from '../../../src/words/dates.ts';
import { choiceText, listText } from '../../../src/words/lists.ts';
import { daysBrief, hoursBrief, minutesBrief, numberText, percentText } from '../../../src/words/numbers.ts';
import { phrase } from '../../../src/words/phrase.ts';

const tagKey = 'en/The BCP 47 tag of the language of this file, by which numbers and dates are written.';
const speak = (tag: string): void => l10n.config({ contents: { [tagKey]: tag } });

afterEach(() => l10n.config({ contents: {} }));

describe('a phrase', () => {
  const goals = '{0, plural, one {# goal} other {# goals}} of {1}';
  const some = 'In {1}: {0, plural, =0 {nothing} one {one of {2}} few {# few of {2}} other {# of {2}}}.';

  test.each<[language: string, text: string, values: readonly (string | number)[], expected: string]>([
    ['en', 'Plain', [], 'Plain'],
    ['en', goals, [1, 'Contoso'], '1 goal of Contoso'],
    ['en', goals, [1234, 'Contoso'], '1,234 goals of Contoso'],
    ['de', goals, [1234, 'Contoso'], '1.234 goals of Contoso'],
    ['en', some, [0, 'A', 9], 'In A: nothing.'],
    ['en', some, [1, 'A', 9], 'In A: one of 9.'],
    ['en', some, [3, 'A', 9], 'In A: 3 of 9.'],
    ['pl', some, [3, 'A', 9], 'In A: 3 few of 9.'],
    [
      'en',
      goals,
      [2, '{0} $(icon) {0, plural, other {x}}\n$& #'],
      '2 goals of {0} $(icon) {0, plural, other {x}}\n$& #',
    ],
    ['en', '{0} and {1}', ['{1}', '{0}'], '{1} and {0}'],
    ['en', '{0} of {7}', ['a'], 'a of {7}'],
    ['en', some, [2, '$1', '{0}'], 'In $1: 2 of {0}.'],
  ])('%s: %s with %j is %s', (tag, text, values, expected) => {
    speak(tag);
    expect(phrase(text, ...values)).toBe(expected);
  });
});

describe('what Intl writes is of the language of the words', () => {
  const now = new Date(2026, 10, 28, 16, 5);

  test.each<[text: () => string, english: string, german: string]>([
    [() => numberText(1234.567), '1,234.57', '1.234,57'],
    [() => numberText(0.001), '0.001', '0,001'],
    [() => numberText(-0.004), '-0.004', '-0,004'],
    [() => numberText(0.00012345), '0.000123', '0,000123'],
    [() => numberText(12.001), '12', '12'],
    [() => numberText(-0), '0', '0'],
    [() => numberText(0.1 + 0.2), '0.3', '0,3'],
    [() => percentText(-0.01), '0%', '0 %'],
    [() => percentText(62.14), '62.1%', '62,1 %'],
    [() => percentText(0), '0%', '0 %'],
    [() => daysBrief(61), '61d', '61 T'],
    [() => minutesBrief(5), '5m', '5 Min.'],
    [() => hoursBrief(3), '3h', '3h'],
    [() => agoText(1, 'day'), '1 day ago', 'vor 1 Tag'],
    [() => agoText(59, 'minute'), '59 minutes ago', 'vor 59 Minuten'],
    [() => listText(['Name', 'Owner', 'Status']), 'Name, Owner, and Status', 'Name, Owner und Status'],
    [() => choiceText(['Name', 'Owner']), 'Name or Owner', 'Name oder Owner'],
    [() => dayText('2026-12-31'), 'Dec 31, 2026', '31.12.2026'],
    [() => dayText('some day'), 'some day', 'some day'],
    [() => recentText(now, now), '4:05 PM', '16:05'],
    [() => recentText(new Date(2026, 10, 27, 9, 0), now), 'Nov 27, 9:00 AM', '27. Nov., 9:00'],
  ])('%s', (text, english, german) => {
    const spoken = ['en', 'de'].map((tag) => {
      speak(tag);
      return text();
    });
    expect(spoken.map((each) => each.replaceAll(/[\u00A0\u202F]/g, ' '))).toEqual([english, german]);
  });
});
