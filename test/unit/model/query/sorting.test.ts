import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byName } from '../../../../src/model/names/byName.ts';
import { NameOrder } from '../../../../src/model/query/nameOrder.ts';
import { sortRows } from '../../../../src/model/query/sortRows.ts';

const key = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, 0, -0, 1, -1, 62.5, 1e300, -1e300),
  fc.integer({ min: -5, max: 5 }),
);

/** What is wanted, the slow way: `toSorted` leaves what is alike as it is. */
const plainly = (keys: readonly number[], isDown: boolean): readonly number[] => {
  const known = [...keys.keys()].filter((row) => !Number.isNaN(keys[row]));
  const sign = isDown ? -1 : 1;
  const sorted = known.toSorted((a, b) => {
    const [one = 0, other = 0] = [keys[a], keys[b]];
    return one === other ? 0 : one < other ? -sign : sign;
  });
  return [...sorted, ...[...keys.keys()].filter((row) => Number.isNaN(keys[row]))];
};

const finite = (keys: readonly number[]): readonly number[] =>
  keys.map((each) => (Number.isFinite(each) ? each : Number.NaN));

describe('rows by a key', () => {
  it('are in its order, alike ones as they were, those without one last', () => {
    fc.assert(
      fc.property(fc.array(key).map(finite), fc.boolean(), (keys, isDown) => {
        const rows = Uint32Array.from(keys.keys());
        expect([...sortRows(rows, (row) => keys[row] ?? Number.NaN, isDown)]).toEqual(plainly(keys, isDown));
      }),
      { numRuns: 200 },
    );
  });
});

const step = fc.record({
  number: fc.nat(30),
  name: fc.option(fc.constantFrom('a', 'B', 'b', 'á', 'plan 10', 'plan 9', ''), { nil: undefined }),
  isRead: fc.boolean(),
});

describe('an order of names', () => {
  it('is that of all names, whatever came, went and changed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const names = new Map<number, string>();
        const order = new NameOrder((number) => names.get(number));
        for (const { number, name, isRead } of steps) {
          if (name === undefined) names.delete(number);
          else names.set(number, name);
          order.touch(number);
          if (isRead) order.numbers();
        }
        const sorted = [...names].toSorted(([a, one], [b, other]) => byName(one, other) || a - b);
        expect([...order.numbers()]).toEqual(sorted.map(([number]) => number));
      }),
      { numRuns: 500 },
    );
  });

  it('is made a few at a time', () => {
    const names = Array.from({ length: 5000 }, (_, number) => `plan ${(number * 7919) % 5000}`);
    const order = new NameOrder((number) => names[number]);
    for (const number of names.keys()) order.touch(number);
    let times = 1;
    while (order.prepare()) times += 1;
    expect(times).toBeGreaterThan(2);
    expect(Array.from(order.numbers(), (number) => names[number])).toEqual(names.map((_, at) => `plan ${at}`));
  });
});
