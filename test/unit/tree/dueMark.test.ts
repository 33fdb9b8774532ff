import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allDecorations, companyMark, goalMark, markAt, markPath } from '../../../src/tree/dueMark.ts';

const now = new Date(2031, 5, 15, 12);
const dueIn = (days: number, Status = 'In Progress') =>
  goalMark({ Status, TargetDate: new Date(Date.UTC(2031, 5, 15 + days)).toISOString().slice(0, 10) }, now);

describe('the mark of a goal', () => {
  it.each([
    [0, 'ahead', '0d'],
    [9, 'ahead', '9d'],
    [10, 'ahead', '1w'],
    [69, 'ahead', '9w'],
    [70, 'ahead', '2M'],
    [304, 'ahead', '9M'],
    [305, 'ahead', '1y'],
    [800, 'ahead', '2y'],
    [36_500, 'ahead', '9y'],
    [-1, 'late', '1d'],
    [-12, 'late', '1w'],
    [-100, 'late', '3M'],
  ])('that is due in %i days is %s %s', (days, kind, text) => expect(dueIn(days)).toEqual({ kind, text }));

  it.each([
    ['achieved', dueIn(5, 'Achieved')],
    ['missed', dueIn(-5, 'Missed')],
    ['whose status cannot be read', goalMark({ TargetDate: '2031-06-01', unreadable: ['Status'] }, now)],
    ['without a date', goalMark({ Status: 'In Progress' }, now)],
    ['with a date that is none', goalMark({ TargetDate: 'soon' }, now)],
  ])('%s is none', (_, mark) => expect(mark).toBeUndefined());

  it('fits VS Code’s two characters, and comes back from its path, whatever the date', () => {
    assert(
      property(integer({ min: -100_000, max: 100_000 }), (days) => {
        const mark = dueIn(days);
        expect(mark?.text).toMatch(/^.{2}$/);
        expect(markAt(markPath(mark ?? { kind: 'late', text: '' }))).toEqual(mark);
      }),
    );
  });
});

describe('the mark of a company', () => {
  it.each([
    [0, undefined],
    [1, '1'],
    [99, '99'],
    [1200, '99'],
  ])('of %i overdue goals is %s', (overdue, text) => expect(companyMark({ overdue })?.text).toBe(text));

  it('comes back from its path', () =>
    expect(markAt(markPath({ kind: 'overdueGoals', text: '12' }))).toEqual({ kind: 'overdueGoals', text: '12' }));
});

it.each(['', '/', '/late', '/late/', '/late/123', '/late/5x', '/other/5d', '/late/5d/'])('%s is no mark', (path) =>
  expect(markAt(path)).toBeUndefined(),
);

describe('what a person turned off', () => {
  const on = allDecorations;
  it.each([
    ['2031-06-10', {}, on, 'late'],
    ['2031-06-10', {}, { ...on, overdue: false }, 'ahead'],
    ['2031-06-10', { isChanged: true }, on, 'late'],
    ['2031-06-18', {}, on, 'soon'],
    ['2031-06-22', {}, on, 'soon'],
    ['2031-06-23', {}, on, 'ahead'],
    ['2031-06-18', {}, { ...on, dueSoon: false }, 'ahead'],
    ['2031-06-18', { isChanged: true }, on, 'changed'],
    ['2031-06-18', { isChanged: true }, { ...on, changed: false }, 'soon'],
    [undefined, { isChanged: true }, on, 'changed'],
    [undefined, { isChanged: true }, { ...on, changed: false }, undefined],
    [undefined, {}, on, undefined],
  ])('a goal that is due %s, %j, with %j is %s', (TargetDate, notes, decorations, kind) => {
    const goal = { Status: 'In Progress', ...(TargetDate === undefined ? {} : { TargetDate }) };
    const mark = goalMark(goal, new Date(2031, 5, 15, 12), { ...notes, decorations });
    expect(mark?.kind).toBe(kind);
    expect(mark && markAt(markPath(mark))).toEqual(mark);
  });

  it('marks no company', () => expect(companyMark({ overdue: 3 }, { ...on, overdue: false })).toBeUndefined());
});
