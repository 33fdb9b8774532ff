import { assert, nat, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { fitText, textWidth } from '../../../src/pictures/fitText.ts';

it.each([
  ['fits', 'Northwind', 200, 'Northwind'],
  ['does not fit', 'Northwind Traders', 70, 'Northwind…'],
  ['is many lines', 'one\ntwo\tthree', 400, 'one two three'],
  ['has signs of several parts', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 60, '👩‍👩‍👧‍👦…'],
  ['has no room at all', 'Northwind', 0, ''],
])('a text that %s', (_, text, width, expected) => {
  expect(fitText(text, width)).toBe(expected);
});

it('is never wider than it may be, however long the text', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 300 }), nat(500), (text, width) => {
      expect(textWidth(fitText(text, width))).toBeLessThanOrEqual(width);
    }),
  );
  expect(fitText('x'.repeat(1_000_000), 100)).toMatch(/^x+…$/);
});
