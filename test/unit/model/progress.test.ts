import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoalMetric } from '../../../src/api/schema.ts';
import { daysUntil, dueBrief, dueText, isOverdue, today } from '../../../src/model/dueDate.ts';
import { metricPercent, metricText, percentText } from '../../../src/model/progress.ts';

const now = new Date(2031, 5, 15, 23, 30);
const open = { Status: 'In Progress' };
/** The calendar of the time zone that this run is for; fails the test where the process did not go there. */
const calendar = new Intl.DateTimeFormat('en-CA', {
  dateStyle: 'short',
  ...(process.env['TZ'] === undefined ? {} : { timeZone: process.env['TZ'] }),
});
const metric = (fields: Partial<GoalMetric>): GoalMetric => ({ Gsid: 'M', Name: 'x', GoalId: 'G', ...fields });

describe('the day', () => {
  it('is a person’s own, at every moment of it', () => {
    const moments = fc.date({ min: new Date(2000, 0, 1), max: new Date(2099, 11, 31), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(today(moment)).toBe(calendar.format(moment));
      }),
    );
  });
});

describe('when a goal is due', () => {
  it.each([
    ['2031-06-15', 'due today'],
    ['2031-06-16', 'due in 1 day'],
    ['2031-06-20', 'due in 5 days'],
    ['2031-06-14', '1 day overdue'],
    ['2031-06-03', '12 days overdue'],
    ['never', undefined],
  ])('%s: %s', (TargetDate, text) => expect(dueText({ ...open, TargetDate }, now)).toBe(text));

  it.each([
    ['2031-06-15', 'today'],
    ['2031-08-15', '61d'],
    ['2031-05-18', '28d late'],
    ['never', undefined],
  ])('%s, briefly: %s', (TargetDate, text) => expect(dueBrief({ ...open, TargetDate }, now)).toBe(text));

  it('says nothing of a closed goal or of one without a date', () => {
    expect(dueText({ Status: 'Achieved', TargetDate: '2031-06-03' }, now)).toBeUndefined();
    expect(dueText(open, now)).toBeUndefined();
    expect(dueBrief({ Status: 'Missed', TargetDate: '2031-06-03' }, now)).toBeUndefined();
  });

  it('counts a goal of an unknown status as open', () => {
    expect(isOverdue({ Status: 'On Hold', TargetDate: '2031-06-14' }, now)).toBe(true);
    expect(isOverdue({ Status: 'Missed', TargetDate: '2031-06-14' }, now)).toBe(false);
    expect(isOverdue({ ...open, TargetDate: '2031-06-15' }, now)).toBe(false);
  });

  it('counts days, not hours, over a change of the clocks', () => {
    expect(daysUntil('2031-03-31', new Date(2031, 2, 29, 12))).toBe(2);
  });
});

describe('a metric in words', () => {
  it.each<readonly [Partial<GoalMetric>, string]>([
    [{ CurrentValue: 450, TargetValue: 600, Unit: 'users' }, '450 of 600 users'],
    [{ CurrentValue: 1234567.891, TargetValue: 2e6, Unit: 'USD' }, '1,234,567.89 of 2,000,000 USD'],
    [{ CurrentValue: 0, TargetValue: 10 }, '0 of 10'],
    [{ TargetValue: 10, Unit: '%' }, 'target 10 %'],
    [{ CurrentValue: 3, Unit: 'hours' }, '3 hours'],
    [{}, 'no value yet'],
    [{ CurrentValue: 450, unreadable: ['TargetValue'] }, '450 of ?'],
    [{ TargetValue: 600, Unit: 'users', unreadable: ['CurrentValue'] }, '? of 600 users'],
    [{ CurrentValue: 1, TargetValue: 2, unreadable: ['Unit', 'LastUpdatedDate'] }, '1 of 2 ?'],
  ])('%j: %s', (fields, text) => expect(metricText(metric(fields))).toBe(text));

  it.each([
    [{ CurrentValue: 450, TargetValue: 600 }, 75],
    [{ CurrentValue: 900, TargetValue: 600 }, 100],
    [{ CurrentValue: -5, TargetValue: 600 }, 0],
    [{ CurrentValue: 5, TargetValue: 0 }, undefined],
    [{ TargetValue: 600 }, undefined],
  ])('%j is %s per cent of its target', (fields, percent) => expect(metricPercent(metric(fields))).toBe(percent));

  it('rounds per cent', () => expect([62, 62.04, 62.06, 0].map(percentText)).toEqual(['62%', '62%', '62.1%', '0%']));
});
