import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { Goal, GoalMetric } from '../../../src/api/schema.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';
import * as mismatches from '../../../src/model/mismatches.ts';

const bare: Goal = { Gsid: 'G', Name: 'N', CompanyId: 'C', ModifiedDate: '2031-01-02T00:00:00.000Z' };
const fields: GoalFields = { ...noFields, Name: 'N', CompanyId: 'C' };

describe('a field that cannot be read', () => {
  it('is not known to be as it was meant, whether it was meant or not', () => {
    const held: Goal = { ...bare, unreadable: ['OwnerId', 'Status', 'CompletionPercentage'] };
    expect(mismatches.goalMismatches({ ...fields, OwnerId: 'O' }, held)).toEqual([
      { field: 'Status', meant: '', held: undefined },
      { field: 'OwnerId', meant: 'O', held: undefined },
    ]);
  });
});

describe('a new goal', () => {
  it.each<readonly [Partial<GoalFields>, Partial<Goal>, readonly string[]]>([
    [{}, { Status: 'Not Started' }, []],
    [{ Status: 'Missed' }, { Status: 'Not Started' }, ['Status']],
    [{}, { OwnerId: 'O' }, ['OwnerId']],
    [{}, { TargetDate: '2031-01-01', Status: 'Missed' }, ['TargetDate']],
  ])('meant as %j and held as %j differs in %j', (meant, held, names) => {
    const found = mismatches.newGoalMismatches({ ...fields, ...meant }, { ...bare, ...held });
    expect(found.map(({ field }) => field)).toEqual(names);
  });
});

describe('an accent written in another way', () => {
  const [one, other] = ['Caf\u00e9', 'Cafe\u0301'];

  it('is the same in a name, and nowhere else', () => {
    const meant = { ...fields, Name: one, OwnerId: one };
    const found = mismatches.goalMismatches(meant, { ...bare, Name: other, OwnerId: other });
    expect(found.map(({ field }) => field)).toEqual(['OwnerId']);
    expect(mismatches.goalMismatches({ ...fields, Name: 'O' }, bare)).toHaveLength(1);
  });
});

const failing = (): Promise<never> => Promise.reject(new ApiError('server', 'getGoal'));

describe('an answer that is silent', () => {
  const meant = { ...fields, OwnerId: 'O' };
  const heldAfter = (answered: Goal, getGoal: () => Promise<Goal>) =>
    mismatches.heldAfter({ getGoal }, answered, { meant }, mismatches.goalMismatches);

  it.each<readonly [string, Goal]>([
    ['as it is', { ...bare, OwnerId: 'O' }],
    ['and has another value', { ...bare, OwnerId: 'P' }],
  ])('about nothing is taken (%s) without a read', async (_, answered) => {
    expect((await heldAfter(answered, failing)).goal).toBe(answered);
  });

  it('is made up for by the goal that is read', async () => {
    const read = { ...bare, OwnerId: 'P' };
    const saved = await heldAfter(bare, async () => read);
    expect(saved).toEqual({ goal: read, mismatches: [{ field: 'OwnerId', meant: 'O', held: 'P' }] });
  });

  it.each<readonly [string, () => Promise<Goal>]>([
    ['cannot be read', failing],
    ['is older than the answer', async () => ({ ...bare, ModifiedDate: '2031-01-01T00:00:00.000Z' })],
  ])('leaves the field not known where the goal %s', async (_, getGoal) => {
    const odd: Goal = { ...bare, Status: 'New', unreadable: ['OwnerId', 'OwnerName'] };
    const saved = await heldAfter(odd, getGoal);
    expect(saved).toEqual({
      goal: { ...bare, Status: 'New', OwnerId: 'O', unreadable: ['OwnerName'] },
      mismatches: [
        { field: 'Status', meant: '', held: 'New' },
        { field: 'OwnerId', meant: 'O', held: undefined },
      ],
    });
    expect((await heldAfter(bare, getGoal)).goal).toEqual({ ...bare, OwnerId: 'O' });
  });

  it('about a field that was cleared may just repeat what was sent: the goal is read', async () => {
    const written = { before: { ...meant, TargetDate: '2031-05-05' }, meant: { ...meant, OwnerId: '' } };
    const held = (read: () => Promise<Goal>) =>
      mismatches.heldAfter({ getGoal: read }, bare, written, mismatches.goalMismatches);
    const kept: Goal = { ...bare, OwnerId: 'O', TargetDate: '2031-05-05' };
    expect((await held(async () => kept)).mismatches).toEqual([
      { field: 'OwnerId', meant: '', held: 'O' },
      { field: 'TargetDate', meant: '', held: '2031-05-05' },
    ]);
    expect(await held(async () => bare)).toEqual({ goal: bare, mismatches: [] });
    expect(await held(failing)).toEqual({ goal: bare, mismatches: [] });
  });

  it('passes on what is no failure of the tenant', async () => {
    await expect(heldAfter(bare, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});

describe('a metric', () => {
  it('with a field that cannot be read is listed again, and what it does say stays', async () => {
    const odd: GoalMetric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 6, unreadable: ['Name'] };
    const whole: GoalMetric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 5 };
    const asked = { Name: 'Seats', TargetValue: 5 };
    expect(await mismatches.metricHeldAfter(async () => [whole], odd, asked)).toEqual({
      metric: whole,
      mismatches: [],
    });
    expect((await mismatches.metricHeldAfter(failing, odd, asked)).mismatches).toEqual([
      { field: 'Name', meant: 'Seats', held: undefined },
      { field: 'TargetValue', meant: '5', held: '6' },
    ]);
  });

  it('that says all is not listed again', async () => {
    const told: GoalMetric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 6, CurrentValue: 0 };
    const listed = async () => [{ ...told, TargetValue: 7 }];
    const saved = await mismatches.metricHeldAfter(listed, told, { Name: 'Seats', TargetValue: 5 });
    expect(saved).toEqual({ metric: told, mismatches: [{ field: 'TargetValue', meant: '5', held: '6' }] });
    const both = { ...told, Unit: '' };
    const asked = { Name: 'Seats', TargetValue: 5, CurrentValue: 0, Unit: 'users' };
    expect((await mismatches.metricHeldAfter(listed, both, asked)).metric.TargetValue).toBe(7);
  });

  const input = { Name: 'Seats', TargetValue: 5, Unit: 'users' };
  const metric: GoalMetric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 5, Unit: 'users' };
  const { Unit: _, ...silent } = metric;
  const seats: GoalMetric = { ...metric, Unit: 'seats' };

  it.each<readonly [string, GoalMetric, () => Promise<readonly GoalMetric[]>, unknown]>([
    ['that is as it was meant', metric, failing, { metric, mismatches: [] }],
    [
      'of another unit',
      seats,
      failing,
      { metric: seats, mismatches: [{ field: 'Unit', meant: 'users', held: 'seats' }] },
    ],
    [
      'that the list makes up for',
      silent,
      async () => [seats, metric],
      {
        metric: seats,
        mismatches: [{ field: 'Unit', meant: 'users', held: 'seats' }],
      },
    ],
    [
      'that is not listed yet',
      silent,
      async () => [{ ...metric, Gsid: 'other' }],
      {
        metric: silent,
        mismatches: [{ field: 'Unit', meant: 'users', held: undefined }],
      },
    ],
    [
      'that cannot be listed',
      { ...silent, unreadable: ['Unit', 'Name'] },
      failing,
      {
        metric: { ...silent, unreadable: ['Unit', 'Name'] },
        mismatches: [
          { field: 'Name', meant: 'Seats', held: undefined },
          { field: 'Unit', meant: 'users', held: undefined },
        ],
      },
    ],
  ])('%s', async (_what, answered, list, expected) => {
    expect(await mismatches.metricHeldAfter(list, answered, input)).toEqual(expected);
  });
});
