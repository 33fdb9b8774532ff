import { describe, expect, test } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { checkGoalInput, checkMetricInput, type Directory } from '../../../src/sample/check.ts';

const id = (letter: string): string => letter.repeat(36);

const directory: Directory = {
  companies: new Map([[id('C'), 'Acme']]),
  owners: new Map([[id('O'), 'Ada']]),
  templates: new Map([
    [id('T'), true],
    [id('X'), false],
  ]),
};

const least = { Name: 'Go live', CompanyId: id('C') };
const before: Goal = { Gsid: id('G'), ...least, TemplateId: id('X') };

function problem(check: () => unknown): string {
  try {
    check();
    return 'accepted';
  } catch (error) {
    return error instanceof Error && 'errorCode' in error
      ? `${String(error.errorCode)} ${error.message}`
      : String(error);
  }
}

describe('a goal', () => {
  const goal = (body: unknown): string => problem(() => checkGoalInput(body, directory));

  test.each([
    ['the least', least],
    [
      'everything',
      {
        ...least,
        Description: '<p>…</p>',
        TemplateId: id('T'),
        Status: 'Missed',
        OwnerId: id('O'),
        TargetDate: '2024-02-29',
      },
    ],
    ['a name of 255', { ...least, Name: 'x'.repeat(255) }],
    ['an empty description', { ...least, Description: '' }],
  ])('may have %s', (_, body) => {
    expect(goal(body)).toBe('accepted');
  });

  test.each([
    [null, "GSOBJ_1008 Body: 'null' is not an object."],
    [[least], `GSOBJ_1008 Body: '[{"Name":"Go live","CompanyId":"${id('C').slice(0, 28)}…' is not an object.`],
    ['text', "GSOBJ_1008 Body: 'text' is not an object."],
    [{}, 'GSOBJ_1007 Name: is required.'],
    [{ Name: 'x' }, 'GSOBJ_1007 CompanyId: is required.'],
    [{ ...least, Name: null }, 'GSOBJ_1007 Name: must not be null.'],
    [{ ...least, Name: '  ' }, 'GSOBJ_1007 Name: must not be empty.'],
    [{ ...least, Name: 7 }, "GSOBJ_1008 Name: '7' is not a string."],
    [{ ...least, Name: ['x'] }, `GSOBJ_1008 Name: '["x"]' is not a string.`],
    [{ ...least, Name: 'x'.repeat(256) }, 'GSOBJ_1001 Name: is 256 characters long, 255 are allowed.'],
    [{ ...least, Description: null }, 'GSOBJ_1007 Description: must not be null.'],
    [
      { ...least, Description: 'x'.repeat(65_537) },
      'GSOBJ_1001 Description: is 65537 characters long, 65536 are allowed.',
    ],
    [{ ...least, Region: 'EMEA' }, 'GSOBJ_1002 Region: is not a field that can be written.'],
    [{ ...least, CompanyName: 'Acme' }, 'GSOBJ_1002 CompanyName: is not a field that can be written.'],
    [
      JSON.parse(`{"Name":"x","CompanyId":"${id('C')}","__proto__":1}`),
      'GSOBJ_1002 __proto__: is not a field that can be written.',
    ],
    [{ ...least, constructor: 'x' }, 'GSOBJ_1002 constructor: is not a field that can be written.'],
    [{ ...least, CompanyId: 'acme' }, "GSOBJ_1004 CompanyId: 'acme' is not a Gsid."],
    [{ ...least, CompanyId: id('c') }, `GSOBJ_1004 CompanyId: '${id('c')}' is not a Gsid.`],
    [{ ...least, CompanyId: id('Z') }, `GSOBJ_1004 CompanyId: '${id('Z')}' is not the Gsid of a company.`],
    [{ ...least, OwnerId: id('Z') }, `GSOBJ_1004 OwnerId: '${id('Z')}' is not the Gsid of a user.`],
    [{ ...least, OwnerId: '' }, "GSOBJ_1004 OwnerId: '' is not a Gsid."],
    [{ ...least, TemplateId: id('Z') }, `GSOBJ_1004 TemplateId: '${id('Z')}' is not the Gsid of a template.`],
    [{ ...least, TemplateId: id('X') }, `GSOBJ_1007 TemplateId: template '${id('X')}' is not active.`],
    [
      { ...least, Status: 'Done' },
      "GSOBJ_1007 Status: 'Done' is not one of Not Started, In Progress, Achieved, Missed.",
    ],
    [
      { ...least, Status: 'missed' },
      "GSOBJ_1007 Status: 'missed' is not one of Not Started, In Progress, Achieved, Missed.",
    ],
    [{ ...least, TargetDate: '2026-13-01' }, "GSOBJ_1006 TargetDate: '2026-13-01' is not a date (yyyy-mm-dd)."],
    [{ ...least, TargetDate: '2026-02-29' }, "GSOBJ_1006 TargetDate: '2026-02-29' is not a date (yyyy-mm-dd)."],
    [{ ...least, TargetDate: '' }, "GSOBJ_1006 TargetDate: '' is not a date (yyyy-mm-dd)."],
    [{ ...least, TargetDate: 1_767_225_600_000 }, "GSOBJ_1008 TargetDate: '1767225600000' is not a string."],
  ])('%j', (body, expected) => {
    expect(goal(body)).toBe(expected);
  });

  test('keeps an inactive template that it has', () => {
    expect(problem(() => checkGoalInput({ ...least, TemplateId: id('X') }, directory, before))).toBe('accepted');
  });
});

describe('a metric', () => {
  const metric = (body: unknown): string => problem(() => checkMetricInput(body));
  const small = { Name: 'Users', TargetValue: 5 };

  test.each([
    small,
    { ...small, CurrentValue: -1.5, Unit: '%' },
    { ...small, TargetValue: 0 },
    { ...small, Unit: 'x'.repeat(50) },
  ])('%j is accepted', (body) => expect(metric(body)).toBe('accepted'));

  test.each([
    [{ TargetValue: 5 }, 'GSOBJ_1007 Name: is required.'],
    [{ Name: 'Users' }, 'GSOBJ_1007 TargetValue: is required.'],
    [{ ...small, TargetValue: '5' }, "GSOBJ_1008 TargetValue: '5' is not a number."],
    [{ ...small, TargetValue: JSON.parse('1e999') }, 'GSOBJ_1008 TargetValue: is too large a number.'],
    [{ ...small, CurrentValue: null }, 'GSOBJ_1007 CurrentValue: must not be null.'],
    [{ ...small, CurrentValue: true }, "GSOBJ_1008 CurrentValue: 'true' is not a number."],
    [{ ...small, Unit: 'x'.repeat(51) }, 'GSOBJ_1001 Unit: is 51 characters long, 50 are allowed.'],
    [{ ...small, GoalId: id('G') }, 'GSOBJ_1002 GoalId: is not a field that can be written.'],
  ])('%j', (body, expected) => {
    expect(metric(body)).toBe(expected);
  });
});
