import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { fieldsOf, goalFieldNames, type GoalField } from '../../../src/model/goalFields.ts';
import { sendUpdate } from '../../../src/model/sendUpdate.ts';
import { anyGoal, connect, type Connected } from '../api/connectedClient.ts';

type Row = Readonly<Partial<Record<GoalField | 'CompletionPercentage' | 'ModifiedDate' | 'Region__gc', unknown>>>;

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const html = fc
  .array(fc.oneof(text, fc.constantFrom('<p>', '</P >', '<br/>', '&nbsp;', '&#8203;', '<o:p></o:p>', '\r\n', '\uFEFF')))
  .map((parts) => parts.join(''));
const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const date = fc.oneof(
  day.map((each) => each.toISOString().slice(0, 10)),
  day.map((each) => each.toISOString()),
  day.map((each) => each.toISOString().replace('Z', '+02:00')),
  day.map((each) => each.toISOString().replace('T', ' ').slice(0, 16)),
  day.map((each) => each.getTime()),
  day.map((each) => String(each.getTime())),
  fc.constantFrom('', '0000-00-00', '2026-02-30', 'soon', 7, {}),
);
const odd = fc.constantFrom<unknown>(null, '', 7, true, {}, ['x']);

/** Whatever may stand in a field: most of it can be read, some cannot. */
const row: fc.Arbitrary<Row> = fc.record(
  {
    Name: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: odd }),
    Status: fc.oneof({ weight: 9, arbitrary: fc.oneof(text, fc.constant('On Hold')) }, { weight: 1, arbitrary: odd }),
    OwnerId: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: odd }),
    TemplateId: fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: odd }),
    Description: fc.oneof({ weight: 9, arbitrary: html }, { weight: 1, arbitrary: odd }),
    TargetDate: date,
    CompletionPercentage: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), odd),
    ModifiedDate: fc.oneof(
      day.map((each) => each.toISOString()),
      odd,
    ),
    Region__gc: fc.anything(),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const valueOf: Readonly<Record<GoalField, string>> = {
  Name: 'Edited',
  CompanyId: '1P0000000000000000000000000000000001',
  Status: 'Edited',
  OwnerId: 'Edited',
  TargetDate: '2044-04-04',
  TemplateId: 'Edited',
  Description: '<p>Edited</p>',
};

/** JSON has neither -0 nor what is undefined. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** No value is no value, whichever way the tenant says so; and a midnight in UTC is its day. */
const asSentBack = (name: GoalField, before: unknown): unknown => {
  if (before === '' && name !== 'Name') return null;
  const isMidnight = typeof before === 'number' && before % 86_400_000 === 0;
  return isMidnight ? new Date(before).toISOString().slice(0, 10) : before;
};

/** What an update of this one field sent for a goal that is so; undefined where it sent nothing. */
const sentFor = async ({ tenant, client, newRequests }: Connected, goalId: string, held: Row, field: GoalField) => {
  tenant.faults.clear();
  newRequests();
  tenant.faults.add(
    { kind: 'oddRow', row: held, operation: 'getGoal' },
    { kind: 'refused', errorCode: 'GSOBJ_1006', operation: 'updateGoal' },
  );
  const goal = await client.getGoal(goalId);
  const base = fieldsOf(goal);
  const error: unknown = await sendUpdate(client, goalId, base, { ...base, [field]: valueOf[field] }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  expect(error.outcome).toBe('notStored');
  const puts = tenant.requests.slice(-5).filter(({ operationId }) => operationId === 'updateGoal');
  const wasSent = newRequests().some((request) => request.startsWith('updateGoal'));
  return { unreadable: goal.unreadable ?? [], sent: wasSent ? Object(puts.at(-1)?.body) : undefined };
};

describe('an update of one field', () => {
  it('changes nothing else, whatever the tenant holds, in 1,000 goals', async () => {
    const connected = await connect({ tenant: { goals: 3 } });
    const { Gsid } = await anyGoal(connected);
    const plain = await connected.client.getGoal(Gsid);
    const seen = { sent: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(row, fc.constantFrom(...goalFieldNames), async (held, field) => {
        const { sent, unreadable } = await sentFor(connected, Gsid, held, field);
        seen[sent === undefined ? 'refused' : 'sent'] += 1;
        const isUnread = unreadable.some((name) => goalFieldNames.some((each) => each === name));
        expect(sent === undefined).toBe(isUnread);
        if (sent === undefined) return;
        const atTenant: Readonly<Record<string, unknown>> = { ...plain, ...held };
        for (const name of goalFieldNames) {
          const [before, after] = [overTheWire(atTenant[name]), overTheWire(sent[name])];
          expect([name, after]).toEqual([name, name === field ? valueOf[name] : asSentBack(name, before)]);
        }
        expect(Object.keys(sent).filter((name) => !goalFieldNames.some((each) => each === name))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.sent, seen.refused)).toBeGreaterThan(100);
  });
});
