import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { mentionsIn, nameBeingTyped } from '../../../src/mentions/mention.ts';

const id = '1S0G'.padEnd(36, 'X');
const other = '1S0G'.padEnd(36, 'Y');

const idsIn = (text: string, kind: 'text' | 'message' = 'text'): readonly string[] =>
  mentionsIn(text, kind).map(({ goalId }) => goalId);

describe('a goal is mentioned', () => {
  it.each([
    [`goal:${id}`, [id]],
    [`See goal:${id}, and (goal:${other}).`, [id, other]],
    [`- [ ] goal:${id}\n- [ ] goal:${id}`, [id, id]],
    [`url?x=goal:${id}`, [id]],
    [`mygoal:${id}`, []],
    [`goal: ${id}`, []],
    [`Goal:${id}`, []],
    [`goal:${id}Z`, []],
    [`goal:${id}z`, []],
    [`goal:${id.slice(1)}`, []],
    [`goal:${id.toLowerCase()}`, []],
    [`goal:goal:${id}`, [id]],
    ['goal:', []],
    ['', []],
  ])('in %j', (text, expected) => {
    expect(idsIn(text)).toEqual(expected);
  });

  it.each([
    [`Fix it\n\nGoal: ${id}`, [id]],
    [`Goal: ${id}\nGoal:${other}`, [id, other]],
    [`goal:${id}\nGoal: ${other}`, [id, other]],
    [`The Goal: ${id}`, []],
    [` Goal: ${id}`, []],
    [`Goal: \n${id}`, []],
  ])('in the commit message %j', (text, expected) => {
    expect(idsIn(text, 'message')).toEqual(expected);
  });

  it('at its place, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('text', 'message'), (before, after, kind) => {
        const text = `${before} goal:${id} ${after}`;
        const place = { goalId: id, start: before.length + 1, end: before.length + 42 };
        expect(mentionsIn(text, kind)).toContainEqual(place);
      }),
    );
  });
});

describe('a long text', () => {
  const looksIn = (text: string): number => {
    const looks = vi.spyOn(String.prototype, 'indexOf');
    const tests = vi.spyOn(RegExp.prototype, 'exec');
    onTestFinished(() => {
      looks.mockRestore();
      tests.mockRestore();
    });
    mentionsIn(text, 'text');
    return looks.mock.calls.length + tests.mock.calls.length;
  };

  it('of 5 MB without a mention is looked through once, and tried nowhere', () => {
    expect(looksIn('Goals are not mentioned here: goa l.\n'.repeat(140_000))).toBe(1);
  });

  it('is tried where the word stands, and nowhere else', () => {
    expect(looksIn(`${'x'.repeat(1_000_000)} goal:${id} ${'y'.repeat(4_000_000)} goal:no`)).toBe(7);
  });

  it('of nothing but mentions has no more than anybody looks at', () => {
    expect(idsIn(`goal:${id}\n`.repeat(5000))).toHaveLength(1000);
  });
});

describe('a name is typed', () => {
  it.each([
    ['goal:', ''],
    ['see goal:roll out', 'roll out'],
    ['goal:Größe', 'Größe'],
    ['(goal:x', 'x'],
    ['goal: what we want', undefined],
    ['subgoal:x', undefined],
    ['goal:x: y', undefined],
    [`goal:${'x'.repeat(90)}`, undefined],
    ['', undefined],
  ])('in %j', (before, expected) => {
    expect(nameBeingTyped(before, 'text')).toBe(expected);
  });

  it.each([
    ['Goal: roll', 'roll'],
    ['Goal: ', ''],
    ['The Goal: roll', undefined],
  ])('in the commit message %j', (before, expected) => {
    expect([nameBeingTyped(before, 'message'), nameBeingTyped(before, 'text')]).toEqual([expected, undefined]);
  });
});
