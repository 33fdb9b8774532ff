import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Tally } from '../../../src/overview/tally.ts';

const sets = fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 60 });

it('knows how many rows have a number, which they are, and which have the highest', () => {
  fc.assert(
    fc.property(sets, fc.integer({ min: 1, max: 8 }), (changes, most) => {
      const tally = new Tally();
      const plain = Array.from({ length: 21 }, () => 0);
      tally.makeRoom(plain.length);
      for (const [row, value] of changes) {
        tally.set(row, value);
        plain[row] = value;
      }
      const rowsOf = (value: number): readonly number[] => [...plain.keys()].filter((row) => plain[row] === value);
      const used = [5, 4, 3, 2, 1].filter((value) => plain.includes(value));
      expect(tally.used()).toEqual(used);
      for (const value of used)
        expect([tally.count(value), tally.rows(value, most)]).toEqual([
          rowsOf(value).length,
          rowsOf(value).slice(0, most),
        ]);
      expect(tally.countWhere((value) => value > 2)).toBe(plain.filter((value) => value > 2).length);
      expect(tally.highest(most)).toEqual(used.flatMap(rowsOf).slice(0, most));
    }),
  );
});
