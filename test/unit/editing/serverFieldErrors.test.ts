import { expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { serverFieldErrors } from '../../../src/editing/serverFieldErrors.ts';
import { goalFieldNames } from '../../../src/model/goalFields.ts';

const refused = (detail: string | undefined, kind: 'invalid' | 'server' = 'invalid') =>
  serverFieldErrors(new ApiError(kind, 'updateGoal', detail === undefined ? {} : { detail }), goalFieldNames);

it.each([
  ["TargetDate: '2026-02-30' is not a date.", 'TargetDate'],
  ['targetdate : wrong', 'TargetDate'],
  ['Name: must not be empty. The CompanyId is fine', 'Name'],
  ["The field 'Name' is too long", 'Name'],
  ['Invalid value for [Status]', 'Status'],
  ['No user with this OwnerId exists', 'OwnerId'],
])('finds the field in: %s', (detail, field) => {
  expect(Object.keys(refused(detail))).toEqual([field]);
});

it.each(['The name of the company is unknown', 'Status 500', 'Something is wrong', '', undefined])(
  'blames no field for: %s',
  (detail) => {
    expect(refused(detail)).toEqual({});
  },
);

it('gives each field its own sentence, without the prefix', () => {
  expect(refused('TargetDate: is past; OwnerId: is unknown')).toEqual({
    TargetDate: 'is past',
    OwnerId: 'is unknown',
  });
});

it('listens to serverErrors only', () => {
  expect(refused('TargetDate: broken', 'server')).toEqual({});
  expect(serverFieldErrors(new Error('TargetDate: broken'), goalFieldNames)).toEqual({});
});
