import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextTable } from '../../../src/api/textTable.ts';

const text = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'ä', '1P01', '1P02'),
  fc.string({ unit: 'binary' }),
  fc.nat({ max: 300 }).map((number) => `1P${String(number).padStart(16, '0')}`),
);

describe('a table of texts', () => {
  it('numbers them in the order in which they came, as a Map would', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 400 }), fc.array(text), (added, asked) => {
        const table = new TextTable();
        const map = new Map<string, number>();
        for (const one of added) {
          if (!map.has(one)) map.set(one, map.size);
          expect(table.add(one)).toBe(map.get(one));
        }
        expect(table.size).toBe(map.size);
        expect(table.texts).toEqual([...map.keys()]);
        for (const one of [...added, ...asked]) expect(table.find(one)).toBe(map.get(one) ?? -1);
      }),
    );
  });

  it('keeps its numbers while it grows', () => {
    const table = new TextTable();
    const texts = Array.from({ length: 20_000 }, (_, number) => `goal ${number}`);
    expect(texts.map((one) => table.add(one))).toEqual([...texts.keys()]);
    expect(texts.map((one) => table.find(one))).toEqual([...texts.keys()]);
    expect(table.find('goal 20000')).toBe(-1);
  });
});
