import { describe, expect, it } from 'vitest';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';
import {
  checkGoal,
  checkMetric,
  isCalendarDate,
  metricInputOf,
  noMetricFields,
  parseNumber,
} from '../../../src/model/goalRules.ts';

const goal: GoalFields = { ...noFields, Name: 'Roll out', CompanyId: 'C1' };
const unseen = [
  '\u200b',
  '\u2060',
  '\u200e',
  '\u00ad',
  '\u3164',
  '\u2800',
  '\ufe0f',
  '\0',
  ' \u00a0\u{e0041}\u200d ',
  '\uffa0',
];
const metric = { ...noMetricFields, Name: 'Logins', TargetValue: '600' };

describe('a goal', () => {
  it('may be sent with a name and a company', () => {
    expect(checkGoal(goal, goal)).toEqual({});
  });

  it.each([
    [{ Name: '' }, ['Name']],
    [{ Name: '  \n' }, ['Name']],
    [{ Name: 'x'.repeat(255) }, []],
    [{ Name: 'x'.repeat(256) }, ['Name']],
    [{ CompanyId: '' }, ['CompanyId']],
    [{ TargetDate: '2027-02-29' }, ['TargetDate']],
    [{ TargetDate: '2028-02-29' }, []],
    [{ TargetDate: '0026-12-21' }, ['TargetDate']],
    [{ TargetDate: '0202-12-21' }, ['TargetDate']],
    [{ TargetDate: '1000-01-01' }, []],
    [{ Name: '', CompanyId: '', TargetDate: 'soon' }, ['Name', 'CompanyId', 'TargetDate']],
  ])('%j has problems in %j', (fields, problems) => {
    expect(Object.keys(checkGoal({ ...goal, ...fields }, goal))).toEqual(problems);
  });

  it.each(unseen)('has no name where nobody sees one: %j', (Name) => {
    expect(checkGoal({ ...goal, Name }, goal).Name).toEqual({ code: 'noName' });
    expect(checkGoal({ ...goal, Name }).Name).toEqual({ code: 'noName' });
    expect(checkGoal({ ...goal, Name: `a${Name}` }, goal)).toEqual({});
    expect(checkMetric({ ...metric, Name })).toEqual({ Name: 'noName' });
  });

  it('may have the name that the tenant has, though nobody sees it', () => {
    expect(checkGoal({ ...goal, Name: '\u200b' }, { ...goal, Name: '\u200b' })).toEqual({});
  });

  it.each(['0026-12-21', '0001-01-01'])('may have the odd date that the tenant has: %s', (TargetDate) => {
    expect(checkGoal({ ...goal, TargetDate }, { ...goal, TargetDate })).toEqual({});
    expect(Object.keys(checkGoal({ ...goal, TargetDate }, goal))).toEqual(['TargetDate']);
  });

  it('may have a description as long as a tenant stores, and one that the tenant has whatever its length', () => {
    const longest = { ...goal, Description: 'x'.repeat(65_536) };
    const tooLong = { ...goal, Description: 'x'.repeat(65_537) };
    expect(checkGoal(longest, goal)).toEqual({});
    expect(checkGoal(tooLong, tooLong)).toEqual({});
    expect(checkGoal(tooLong, goal).Description).toEqual({ code: 'longDescription', length: 65_537, most: 65_536 });
  });
});

describe('a date', () => {
  it.each(['2027-01-31', '2028-02-29', '0001-01-01', '9999-12-31'])('is %s', (text) =>
    expect(isCalendarDate(text)).toBe(true),
  );
  it.each(['', '2027-1-31', '2027-02-30', '2027-13-01', '2027-00-10', '31.01.2027', '2027-01-31T00:00', ' 2027-01-31'])(
    'is not %j',
    (text) => expect(isCalendarDate(text)).toBe(false),
  );
});

describe('a number', () => {
  it.each([
    ['600', 600],
    [' 99.5 ', 99.5],
    ['-3', -3],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1,000', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['', undefined],
    ['.', undefined],
    ['Infinity', undefined],
    ['9'.repeat(400), undefined],
  ])('%j is %j', (text, number) => expect(parseNumber(text)).toBe(number));
});

describe('a metric', () => {
  it.each([
    [{}, []],
    [{ Name: ' ' }, ['Name']],
    [{ TargetValue: '' }, ['TargetValue']],
    [{ TargetValue: 'many' }, ['TargetValue']],
    [{ CurrentValue: 'few' }, ['CurrentValue']],
    [{ CurrentValue: '0' }, []],
    [{ CurrentValue: ' ' }, []],
    [{ TargetValue: ' ' }, ['TargetValue']],
  ])('%j has problems in %j', (fields, problems) => {
    expect(Object.keys(checkMetric({ ...metric, ...fields }))).toEqual(problems);
  });

  it('is sent as numbers and without what is empty', () => {
    expect(metricInputOf({ ...metric, Name: ' Logins ' })).toEqual({ Name: 'Logins', TargetValue: 600 });
    expect(metricInputOf({ ...metric, CurrentValue: '0', Unit: ' users ' })).toEqual({
      Name: 'Logins',
      TargetValue: 600,
      CurrentValue: 0,
      Unit: 'users',
    });
  });
});
