import { expect, test } from 'vitest';
import { pseudo, withLatin, withoutLatin } from '../workbench/pseudoLanguage.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

test('no letter of ours is left, and all come back', () => {
  expect(withoutLatin(alphabet)).not.toMatch(/[a-z]/i);
  expect(new Set(withoutLatin(alphabet)).size).toBe(52);
  expect(withLatin(withoutLatin(alphabet))).toBe(alphabet);
});

test.each([
  ['Save', []],
  ['Saved in {0}.', ['{0}']],
  ['{0, plural, one {# goal} other {# goals of {1}}} of {1}', ['{0, plural, one {', '} other {', '{1}', '}}', '{1}']],
  ['$(sync~spin) Loading', ['$(sync~spin)']],
  ['[Connect](command:customerGoals.connect) &amp; `code`', ['](command:customerGoals.connect)', '&amp;', '`code`']],
])('%s', (text, kept) => {
  expect(withLatin(pseudo(text))).toBe(text);
  const rest = kept.reduce((left, part) => {
    expect(left).toContain(part);
    return left.replace(part, '');
  }, pseudo(text));
  expect(rest).not.toMatch(/[a-zA-Z]/);
});
