import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { Picks } from '../../../src/commands/picks.ts';

const goalOf = (at: number): Goal => ({ Gsid: `g${at}`, Name: `Goal ${at}`, CompanyId: 'c' });
const ids = (goals: readonly Goal[]): readonly string[] => goals.map(({ Gsid }) => Gsid);

type Drawing = { readonly goals: readonly Goal[]; readonly places: Set<number>; readonly isShown: () => void };

const isSame = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((place) => other.includes(place));

/** VS Code's list: it draws what was given, has selected what is picked, and tells of that by places. */
class ShownList {
  readonly picks = new Picks();
  #shown: Drawing = { goals: [], places: new Set(), isShown: () => undefined };
  #coming: readonly Drawing[] = [];

  get selected(): readonly string[] {
    return ids(this.#shown.goals.filter((_, place) => this.#shown.places.has(place)));
  }

  give(found: readonly Goal[]): readonly string[] {
    const goals = [...found, ...this.picks.others(found)];
    const places = new Set(goals.flatMap((goal, place) => (this.picks.has(goal) ? [place] : [])));
    this.#coming = [...this.#coming, { goals, places, isShown: this.picks.give(goals) }];
    return ids(goals);
  }

  draw(): void {
    for (const drawing of this.#coming) {
      this.#shown = drawing;
      this.picks.read([]);
      this.picks.read(this.#told([...drawing.places]));
      drawing.isShown();
    }
    this.#coming = [];
  }

  /** Whether there is such a row, and VS Code can tell of it: not of one below the list that comes, nor of what is as in that. */
  canPress(id: string): boolean {
    const place = ids(this.#shown.goals).indexOf(id);
    if (place === -1) return false;
    const { places } = this.#shown;
    const told = this.#told(places.has(place) ? [...places].filter((each) => each !== place) : [...places, place]);
    const isDrawing = ({ places: drawn }: Drawing): boolean =>
      told.length === 0 || isSame(told, this.#told([...drawn]));
    return place < this.#last.goals.length && !this.#coming.some(isDrawing);
  }

  /** @returns whether the list is to be given anew */
  press(id: string): boolean {
    const place = ids(this.#shown.goals).indexOf(id);
    if (!this.#shown.places.delete(place)) this.#shown.places.add(place);
    return this.picks.read(this.#told([...this.#shown.places]));
  }

  #told(places: readonly number[]): readonly number[] {
    return places.filter((place) => place < this.#last.goals.length);
  }

  get #last(): Drawing {
    return this.#coming.at(-1) ?? this.#shown;
  }
}

it('keeps what is picked, and lists it below what is found next', () => {
  const list = new ShownList();
  list.give([goalOf(1), goalOf(2)]);
  list.draw();
  expect(list.press('g2')).toBe(false);
  expect(list.give([goalOf(3)])).toEqual(['g3', 'g2']);
  list.draw();
  list.press('g3');
  expect(list.give([goalOf(2), goalOf(4)])).toEqual(['g2', 'g4', 'g3']);
  list.draw();
  const { picks } = list;
  expect([ids(picks.goals), picks.has(goalOf(3)), picks.has(goalOf(4))]).toEqual([['g2', 'g3'], true, false]);
});

it('loses one that is cleared where it is listed below', () => {
  const list = new ShownList();
  list.give([goalOf(1)]);
  list.draw();
  list.press('g1');
  list.give([goalOf(2)]);
  list.draw();
  list.press('g1');
  expect(list.picks.goals).toEqual([]);
});

it('has what is selected while the same list is on its way with others above it', () => {
  const list = new ShownList();
  list.give([goalOf(1), goalOf(2)]);
  list.draw();
  list.press('g1');
  list.give([goalOf(3), goalOf(1), goalOf(2)]);
  expect(list.press('g2')).toBe(true);
  expect(ids(list.picks.goals)).toEqual(['g1', 'g2']);
  list.draw();
  expect(list.selected).toEqual(['g1']);
  list.give([goalOf(3), goalOf(1), goalOf(2)]);
  list.draw();
  expect(list.selected).toEqual(['g1', 'g2']);
});

/** A person looks at a list, and sets or clears boxes in it, some of them while the next lists are on their way. */
const look = fc.record({
  before: fc.uniqueArray(fc.nat(9), { maxLength: 6 }),
  found: fc.uniqueArray(fc.nat(9), { maxLength: 6 }),
  pressed: fc.array(fc.nat(9), { maxLength: 4 }),
  late: fc.array(fc.nat(9), { maxLength: 3 }),
});

it('has, of any lists, exactly the boxes that were set last', () => {
  fc.assert(
    fc.property(fc.array(look, { maxLength: 8 }), (looks) => {
      const list = new ShownList();
      const expected = new Set<string>();
      const press = (numbers: readonly number[]): boolean[] =>
        ids(numbers.map(goalOf)).flatMap((id) => {
          if (!list.canPress(id)) return [];
          if (!expected.delete(id)) expected.add(id);
          return [list.press(id)];
        });
      for (const { before, found, late, pressed } of looks) {
        list.give(before.map(goalOf));
        const listed = list.give(found.map(goalOf));
        expect(new Set(listed).size).toBe(listed.length);
        for (const id of expected) expect(listed).toContain(id);
        const isLate = press(late).includes(true);
        list.draw();
        expect(isLate || ids(list.picks.goals).every((id) => list.selected.includes(id))).toBe(true);
        if (isLate) list.give(found.map(goalOf));
        list.draw();
        press(pressed);
        expect(new Set(ids(list.picks.goals))).toEqual(expected);
        expect(new Set(list.selected)).toEqual(expected);
      }
    }),
  );
});
