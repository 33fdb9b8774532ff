import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createClient } from '../../../src/api/createClient.ts';
import { Pacer } from '../../../src/api/pace.ts';
import type { Fetch } from '../../../src/api/transport.ts';
import type { DraftDisk } from '../../../src/editing/draft.ts';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import { goalFieldNames, type GoalField } from '../../../src/model/goalFields.ts';
import { newStore } from '../model/newStore.ts';
import { until } from '../until.ts';

type Row = Readonly<Record<string, unknown>>;

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const disk: DraftDisk = {
  open: () => undefined,
  has: () => true,
  replace: () => ({ found: 'expected', version: '1' }),
};

/** A tenant with one goal, whose row is anything, and all that it was sent. */
const tenantOf = (row: Row) => {
  let held = row;
  const sent: Row[] = [];
  const fetch: Fetch = async (url, { method, body }) => {
    if (method === 'PUT') {
      const given: Row = JSON.parse(body ?? '{}');
      sent.push(given);
      held = { ...held, ...Object.fromEntries(goalFieldNames.map((name) => [name, given[name] ?? null])) };
    }
    const text = JSON.stringify({ result: true, data: url.endsWith('/goals/G1') ? held : [] });
    return {
      status: 200,
      headers: { get: () => null },
      body: (async function* () {
        yield text;
      })(),
    };
  };
  return { fetch, sent };
};

const open = async (row: Row) => {
  const { fetch, sent } = tenantOf(row);
  const pacer = new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 });
  const sleep = () => Promise.resolve();
  const store = newStore(() => new Date());
  store.use(createClient({ origin: 'https://a.example', accessKey: 'k', fetch, pacer, random: Math.random, sleep }));
  const deps = { store, drafts: disk, log, tenant: () => 'a', now: () => 0 };
  const session = new GoalSession(deps, { tenant: 'a', id: 'G1', isNew: false, name: 'x', preset: {} });
  const saver = new GoalSaver(session, deps);
  session.follow();
  await until(() => ['loaded', 'failed'].includes(session.goalResource.state.kind));
  return { session, saver, sent };
};

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', ' padded ', 'a\r\nb', '\u0000', '\u202e', '\ud800', 'null', '0', 'In Progress'),
  fc.constantFrom('<p>a</p>', '<p>a<br>&nbsp;</p>', '<script>1</script>', '<p>open', 'a < b & c', '<P STYLE="x">B</P>'),
);
const date = fc.constantFrom(
  '2031-02-03',
  '2031-02-03T00:00:00.000Z',
  '2031-02-03 00:00',
  '2031-02-30',
  '',
  '31.12.2031',
);
const odd = fc.constantFrom<unknown>(null, undefined, 7, true, {}, [], [''], { label: 'x' });
const valueOf = (name: GoalField) => (name === 'TargetDate' ? date : text);
const held = (name: GoalField) => fc.oneof({ weight: 6, arbitrary: valueOf(name) }, { weight: 1, arbitrary: odd });

const row = fc
  .record({
    ...Object.fromEntries(goalFieldNames.map((name) => [name, held(name)])),
    Name: fc.oneof(text, fc.string({ minLength: 1 })),
    CompanyId: fc.string({ minLength: 1 }),
    Custom__gc: odd,
    ModifiedDate: fc.constantFrom('2031-01-01T00:00:00.000Z', '', null),
  })
  .map((fields): Row => ({ Gsid: 'G1', ...fields }));
const edit = fc
  .constantFrom(...goalFieldNames)
  .chain((field) => valueOf(field).map((value) => ({ field, value: value.toWellFormed() })));

const without = (fields: Row, field: GoalField): Row =>
  Object.fromEntries(
    goalFieldNames
      .filter((name) => name !== field)
      .map((name) => [name, fields[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

it('an edit of one field leaves all others as they were, here and in what is sent, whatever the goal’s row held', async () => {
  let sends = 0;
  await fc.assert(
    fc.asyncProperty(row, edit, async (given, { field, value }) => {
      const { session, saver, sent } = await open(given);
      const before = session.edits.mine;
      session.edit(field, value);
      expect(without(session.edits.mine, field)).toEqual(without(before, field));
      expect(session.edits.changed().filter((name) => name !== field)).toEqual([]);
      await saver.save();
      for (const body of sent) {
        sends += 1;
        const cameAs: Row = JSON.parse(JSON.stringify(given));
        expect(without(body, field)).toEqual(without(cameAs, field));
      }
    }),
    { numRuns: 300 },
  );
  // Else it would say nothing. About 65 are usual.
  expect(sends).toBeGreaterThan(10);
});
