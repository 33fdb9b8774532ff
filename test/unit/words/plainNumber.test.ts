import * as l10n from '@vscode/l10n';
import { afterEach, expect, it } from 'vitest';
import { plainNumber } from '../../../src/words/plainNumber.ts';

const tagKey = 'en/The BCP 47 tag of the language of this file, by which numbers and dates are written.';
const speak = (tag: string): void => l10n.config({ contents: { [tagKey]: tag } });

afterEach(() => l10n.config({ contents: {} }));

it.each([
  ['en', '1,500', '1500'],
  ['en', ' 1,500 ', '1500'],
  ['en', '-1,234,567.25', '-1234567.25'],
  ['en', '1 500', '1500'],
  ['en', '1\u00a0500\u00a0000', '1500000'],
  ['de', '1 500', '1500'],
  ['de', '1’500.5', '1500.5'],
  ['fr', '1\u202f500', '1500'],
])('%s: %j is %s', (tag, typed, plain) => {
  speak(tag);
  expect(plainNumber(typed)).toBe(plain);
});

it.each([
  ['de', '1,500'],
  ['de', '1.500'],
  ['fr', '1,500'],
  ['en', '1,50'],
  ['en', '1,5000'],
  ['en', '1500,000'],
  ['en', '0,500'],
  ['en', '1,500 000'],
  ['en', '1,500.'],
  ['en', '1,500,'],
  ['en', '1.500,5'],
  ['en', 'x1,500'],
  ['en', '600'],
  ['en', ''],
])('%s: %j stays', (tag, typed) => {
  speak(tag);
  expect(plainNumber(typed)).toBe(typed);
});
