import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoalMetric } from '../../../src/api/schema.ts';
import { daysUntil, daysUntilDue, isOverdue, today } from '../../../src/model/dueDate.ts';
import { metricPercent, metricValues } from '../../../src/model/progress.ts';

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
    ['2031-06-15', 0],
    ['2031-06-16', 1],
    ['2031-08-15', 61],
    ['2031-06-03', -12],
    ['never', undefined],
  ])('%s: in %s days', (TargetDate, days) => expect(daysUntilDue({ ...open, TargetDate }, now)).toBe(days));

  it('says nothing of a closed goal or of one without a date', () => {
    expect(daysUntilDue({ Status: 'Achieved', TargetDate: '2031-06-03' }, now)).toBeUndefined();
    expect(daysUntilDue({ Status: 'Missed', TargetDate: '2031-06-03' }, now)).toBeUndefined();
    expect(daysUntilDue(open, now)).toBeUndefined();
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

describe('a metric', () => {
  it.each<readonly [Partial<GoalMetric>, ReturnType<typeof metricValues>]>([
    [
      { CurrentValue: 450, TargetValue: 600, Unit: 'users' },
      { current: 450, target: 600, unit: 'users' },
    ],
    [{}, { current: undefined, target: undefined, unit: undefined }],
    [
      { CurrentValue: 0, unreadable: ['TargetValue', 'Unit', 'LastUpdatedDate'] },
      { current: 0, target: null, unit: null },
    ],
    [
      { TargetValue: 2, Unit: '', unreadable: ['CurrentValue'] },
      { current: null, target: 2, unit: '' },
    ],
  ])('%j has these values', (fields, values) => expect(metricValues(metric(fields))).toEqual(values));

  it.each([
    [{ CurrentValue: 450, TargetValue: 600 }, 75],
    [{ CurrentValue: 900, TargetValue: 600 }, 100],
    [{ CurrentValue: -5, TargetValue: 600 }, 0],
    [{ CurrentValue: 5, TargetValue: 0 }, undefined],
    [{ TargetValue: 600 }, undefined],
  ])('%j is %s per cent of its target', (fields, percent) => expect(metricPercent(metric(fields))).toBe(percent));
});
