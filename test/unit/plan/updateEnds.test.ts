import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { applyPlan, type ApplyClient } from '../../../src/plan/applyPlan.ts';
import type { Entry } from '../../../src/plan/ledger.ts';
import type { FieldChange, Step } from '../../../src/plan/plan.ts';
import { MemoryTenant } from './memoryTenant.ts';

const held = fieldsOf({ Name: 'N', CompanyId: 'C', Status: 'In Progress', OwnerId: 'U', Description: '<p>d</p>' });

const change = (field: keyof GoalFields, after: string): FieldChange => ({ field, before: held[field], after });
const both = [change('Status', 'Missed'), change('OwnerId', 'V')];

type Story = {
  readonly changes?: readonly FieldChange[];
  /** What the tenant holds when it begins. */
  readonly now?: Partial<GoalFields>;
  readonly before?: Entry['state'];
  /** Around the client, with a way for a colleague to write. */
  readonly on?: (client: ApplyClient, write: (theirs: Partial<GoalFields>) => void) => Partial<ApplyClient>;
  readonly isAlone?: boolean;
};

const noSearch: Partial<ApplyClient> = {
  searchGoals: () => Promise.reject(new ApiError('invalid', 'searchGoals', { status: 400, answeredBy: 'tenant' })),
};

const applied = async ({ changes = both, now = {}, before, on = () => ({}), isAlone = false }: Story) => {
  const tenant = new MemoryTenant([{ ...held, ...now }], () => 0.65);
  const requests: string[] = [];
  const counting: ApplyClient = {
    ...tenant.client,
    getGoal: (...args) => {
      requests.push('get');
      return tenant.client.getGoal(...args);
    },
    updateGoal: (...args) => {
      requests.push('put');
      return tenant.client.updateGoal(...args);
    },
  };
  const client = {
    ...counting,
    ...on(counting, (theirs) => tenant.write('G1', theirs)),
    ...(isAlone ? noSearch : {}),
  };
  const steps: readonly Step[] = [{ kind: 'update', key: 'k', goalId: 'G1', changes }];
  const told: Goal[] = [];
  const { states } = await applyPlan(steps, {
    client,
    journal: { append: async () => {} },
    before: before === undefined ? [] : [{ step: 'k', state: before }],
    stored: (goal) => void told.push(goal),
  });
  return { state: states.get('k'), goal: tenant.goals.get('G1'), requests, told: told.at(-1) };
};

const lose = (): never => {
  throw new ApiError('network', 'updateGoal');
};
/** The answer of the first update is lost, and a colleague goes on from there. */
const losing =
  (theirs: Partial<GoalFields>): NonNullable<Story['on']> =>
  (client, write) => {
    let isLost = false;
    return {
      updateGoal: async (...args) => {
        const answer = await client.updateGoal(...args);
        if (isLost) return answer;
        isLost = true;
        write(theirs);
        return lose();
      },
    };
  };
/** The tenant makes something else of what it is sent. */
const storing =
  (instead: Partial<GoalFields>): NonNullable<Story['on']> =>
  (client, write) => ({
    updateGoal: async (id, ...args) => {
      await client.updateGoal(id, ...args);
      write(instead);
      return client.getGoal(id);
    },
  });
/** A colleague writes between the read and the first update, and again after it. */
const inTheGap =
  (theirs: Partial<GoalFields>, later: Partial<GoalFields> = {}): NonNullable<Story['on']> =>
  (client, write) => {
    let searches = 0;
    let updates = 0;
    return {
      searchGoals: (...args) => {
        searches += 1;
        if (searches === 2) write(theirs);
        return client.searchGoals(...args);
      },
      updateGoal: async (...args) => {
        const answer = await client.updateGoal(...args);
        updates += 1;
        if (updates === 1) write(later);
        return answer;
      },
    };
  };

describe.each([
  ['beside searches', false],
  ['alone', true],
])('an update %s', (_, isAlone) => {
  it.each<readonly [string, Story, object]>([
    ['is done', {}, { kind: 'done', changes: both }],
    ['that holds already is none', { now: { Status: 'Missed', OwnerId: 'V' } }, { kind: 'unchanged' }],
    [
      'changes only what does not hold',
      { now: { Status: 'Missed' } },
      { kind: 'done', changes: [change('OwnerId', 'V')] },
    ],
    ['is a conflict', { now: { Status: 'Theirs' } }, { kind: 'conflict', fields: ['Status'] }],
    [
      'that was stored without an answer is a conflict in one field, and stored in the other',
      { on: losing({ Status: 'Theirs' }) },
      { kind: 'conflict', fields: ['Status'], stored: { changes: [change('OwnerId', 'V')] } },
    ],
    [
      'that is gone on with is a conflict in one field, and stored in the other',
      { before: { kind: 'sending', changes: both }, now: { Status: 'Theirs', OwnerId: 'V' } },
      { kind: 'conflict', fields: ['Status'], stored: { changes: [change('OwnerId', 'V')] } },
    ],
    [
      'that failed keeps what it changed for the next try',
      { changes: [change('Status', 'Missed')], on: () => ({ updateGoal: async () => lose() }) },
      { kind: 'failed', error: { outcome: 'unknown' }, changes: [change('Status', 'Missed')] },
    ],
    [
      'of which the tenant stores something else is done, with both values',
      { changes: both, on: storing({ Status: 'New', OwnerId: '' }) },
      {
        kind: 'done',
        mismatches: ['Status', 'OwnerId'],
        values: { Status: { meant: 'Missed', held: 'New' }, OwnerId: { meant: 'V', held: '' } },
      },
    ],
    [
      'that is tried again after that says so',
      {
        changes: both,
        now: { Status: 'Missed', OwnerId: 'V' },
        before: { kind: 'failed', error: { kind: 'network', outcome: 'unknown' }, changes: [change('OwnerId', 'V')] },
      },
      { kind: 'done', changes: [change('OwnerId', 'V')] },
    ],
  ])('%s', async (_name, story, expected) => {
    const { state, goal, told } = await applied({ ...story, isAlone });
    expect(state).toMatchObject(expected);
    expect(told === undefined ? state?.kind : fieldsOf(told)).toEqual(told === undefined ? 'failed' : goal);
  });

  it.each<readonly [string, readonly FieldChange[], Partial<GoalFields>]>([
    ['all of it', [change('Status', 'Missed')], {}],
    ['part of it', both, {}],
    ['all of it beside another', both, { OwnerId: 'V' }],
  ])(
    'that is stored over a colleague’s value of its own field is a conflict with that: %s',
    async (_name, changes, now) => {
      const error = { kind: 'network', outcome: 'unknown' } as const;
      const inGap = [{ field: 'Status', before: 'Missed', after: 'Theirs' } as const];
      const before = { kind: 'failed', error, changes, inGap } as const;
      const { state, goal } = await applied({ changes, now: { ...now, Status: 'Missed' }, before, isAlone });
      expect(state).toMatchObject({ kind: 'conflict', fields: ['Status'], theirs: { Status: 'Theirs' } });
      expect(goal).toEqual({ ...held, ...now, Status: 'Theirs' });
    },
  );

  it('that holds already is not sent', async () => {
    const { requests } = await applied({ now: { Status: 'Missed', OwnerId: 'V' }, isAlone });
    expect(requests).not.toContain('put');
  });

  it('is sent in few requests', async () => {
    const { requests } = await applied({ isAlone });
    expect(requests.filter((each) => each === 'put')).toHaveLength(1);
    expect(requests.filter((each) => each === 'get').length).toBeLessThanOrEqual(isAlone ? 3 : 1);
  });
});

describe('what a colleague wrote in the gap', () => {
  const changes = [change('Status', 'Missed')];
  const date = { TargetDate: '2032-02-02' };
  const text = { Description: 'x'.repeat(500) };

  it.each<readonly [string, Partial<GoalFields>, Partial<GoalFields>, Partial<GoalFields>, object]>([
    ['is put back', date, {}, date, { kind: 'done', changes }],
    [
      'is put back beside a field in which they went on',
      { ...date, OwnerId: 'W' },
      { OwnerId: 'X' },
      { ...date, OwnerId: 'X' },
      { kind: 'done', changes },
    ],
    [
      'is put back beside a text that may be cut',
      { ...date, ...text },
      {},
      date,
      { kind: 'notPutBack', lost: text, stored: { changes } },
    ],
    [
      'is put back and a conflict in the field of the update itself',
      { ...date, Status: 'Theirs' },
      {},
      { ...date, Status: 'Theirs' },
      { kind: 'conflict', fields: ['Status'], theirs: { Status: 'Theirs' } },
    ],
  ])('%s', async (_, theirs, later, expected, end) => {
    const { state, goal, told } = await applied({ changes, on: inTheGap(theirs, later) });
    expect(state).toMatchObject(end);
    expect(goal).toEqual({ ...held, Status: 'Missed', ...expected });
    expect(told && fieldsOf(told)).toEqual(goal);
  });

  it('is kept for the next try where the answer is lost and the goal cannot be read', async () => {
    let reads = 0;
    const on: Story['on'] = (client, write) => ({
      getGoal: async (...args) => {
        reads += 1;
        if (reads === 3) write(date);
        return reads > 3 ? lose() : client.getGoal(...args);
      },
      updateGoal: async (...args) => {
        await client.updateGoal(...args);
        return lose();
      },
    });
    const first = await applied({ changes, isAlone: true, on });
    const kept = { field: 'TargetDate', before: '', after: date.TargetDate };
    expect(first.state).toMatchObject({ kind: 'failed', error: { outcome: 'unknown' }, inGap: [kept] });
    expect(first.goal?.TargetDate).toBe('');
    const again = await applied({
      changes,
      now: { Status: 'Missed' },
      before: first.state ?? { kind: 'waiting' },
      isAlone: true,
    });
    expect(again.goal).toEqual({ ...held, Status: 'Missed', ...date });
  });
});

it('whose answer is lost in the last wave is read again before anything is sent', async () => {
  const ids = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6'];
  // With a value in each field, so that a search is taken for whole.
  const all = { ...held, TargetDate: '2031-01-01', TemplateId: 'T' };
  const tenant = new MemoryTenant(
    ids.map(() => all),
    () => 0.65,
  );
  const puts: string[] = [];
  const client: ApplyClient = {
    ...tenant.client,
    updateGoal: async (id, ...args) => {
      puts.push(id);
      const answer = await tenant.client.updateGoal(id, ...args);
      if (id !== 'G6' || puts.filter((each) => each === id).length > 1) return answer;
      tenant.write(id, { TargetDate: '2032-02-02' });
      return lose();
    },
  };
  const steps = ids.map((goalId): Step => ({ kind: 'update', key: goalId, goalId, changes: both }));
  const { states } = await applyPlan(steps, { client, journal: { append: async () => {} } });
  expect(ids.map((id) => states.get(id)?.kind)).toEqual(ids.map(() => 'done'));
  expect(puts.toSorted()).toEqual(ids);
  expect(tenant.goals.get('G6')).toEqual({ ...all, Status: 'Missed', OwnerId: 'V', TargetDate: '2032-02-02' });
});
