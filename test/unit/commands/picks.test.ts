import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { Picks } from '../../../src/commands/picks.ts';

const goalOf = (at: number): Goal => ({ Gsid: `g${at}`, Name: `Goal ${at}`, CompanyId: 'c' });
const ids = (goals: readonly Goal[]): readonly string[] => goals.map(({ Gsid }) => Gsid);

it('keeps what is picked, and lists it below what is found next', () => {
  const picks = new Picks();
  expect(picks.list([goalOf(1), goalOf(2)])).toEqual([]);
  picks.read([goalOf(2)]);
  expect(ids(picks.list([goalOf(3)]))).toEqual(['g2']);
  picks.read([goalOf(2), goalOf(3)]);
  expect(ids(picks.list([goalOf(2), goalOf(4)]))).toEqual(['g3']);
  expect([ids(picks.goals), picks.has(goalOf(3)), picks.has(goalOf(4))]).toEqual([['g2', 'g3'], true, false]);
});

it('loses one that is cleared where it is listed below', () => {
  const picks = new Picks();
  picks.list([goalOf(1)]);
  picks.read([goalOf(1)]);
  picks.list([goalOf(2)]);
  picks.read([]);
  expect(picks.goals).toEqual([]);
});

/** A person looks at a list, and sets or clears boxes in it. */
const look = fc.record({
  found: fc.uniqueArray(fc.nat(9), { maxLength: 6 }),
  touched: fc.array(fc.nat(9), { maxLength: 4 }),
});

it('has, of any lists, exactly the boxes that were set last', () => {
  fc.assert(
    fc.property(fc.array(look, { maxLength: 8 }), (looks) => {
      const picks = new Picks();
      const expected = new Set<string>();
      for (const { found, touched } of looks) {
        const others = picks.list(found.map(goalOf));
        const listed = [...found.map(goalOf), ...others];
        expect(new Set(ids(listed)).size).toBe(listed.length);
        for (const id of expected) expect(ids(listed)).toContain(id);
        for (const id of ids(touched.map(goalOf)).filter((each) => ids(listed).includes(each)))
          if (!expected.delete(id)) expected.add(id);
        picks.read(listed.filter(({ Gsid }) => expected.has(Gsid)));
        expect(new Set(ids(picks.goals))).toEqual(expected);
      }
    }),
  );
});
