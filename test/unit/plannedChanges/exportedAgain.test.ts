import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { meaningOf } from '../../../src/csv/csvColumns.ts';
import { csvIntents, describedIn } from '../../../src/csv/csvIntents.ts';
import { columnsFor, csvHead, csvLines, type ExportedGoal } from '../../../src/csv/goalsCsv.ts';
import { readCsv } from '../../../src/csv/readCsv.ts';
import { never, opened } from './openedSession.ts';

it('an export with descriptions and metrics that is imported again changes nothing, but for what was changed in it', async () => {
  const { session, store, goals } = await opened();
  const details: ExportedGoal[] = [];
  for (const { Gsid } of goals) details.push({ ...(await store.fetchGoal(Gsid)), metrics: await store.metrics(Gsid) });
  const columns = columnsFor({ descriptions: true, metrics: true });
  const imported = (some: readonly ExportedGoal[]): readonly Intent[] => {
    const owners = new Map(store.owners().map(({ id, name }) => [id, name]));
    return csvIntents(readCsv(csvHead(columns) + csvLines(some, columns), meaningOf), {
      dateOf: () => undefined,
      goal: (id) => store.goal(id),
      nameOf: (field, id) => (field === 'CompanyId' ? store.company(id)?.name : owners.get(id)),
      mismatch: () => '',
    });
  };
  await session.add(imported(details));
  expect(session.rows()).toHaveLength(goals.length);
  expect(new Set(session.rows().map(({ state }) => state.kind))).toEqual(new Set(['unchanged']));
  const [first, second] = details;
  if (first === undefined || second === undefined || session.planned === undefined) throw new Error('no goals');
  await session.discard(session.planned);
  const changed = [
    { ...first, Description: '=1\n<p>new</p>' },
    { ...second, Status: 'Missed', Name: 'Renamed' },
  ];
  await session.add(imported([...changed, ...details.slice(2)]));
  const fields = session
    .rows()
    .flatMap(({ state }) =>
      state.kind === 'update' ? [state.changes.map(({ field, after }) => `${field} ${after}`)] : [],
    );
  expect(fields).toEqual([['Description =1\n<p>new</p>'], expect.arrayContaining(['Name Renamed'])]);
});

describe('a file with descriptions of a goal in which a colleague goes on', () => {
  const story = async () => {
    const all = await opened();
    const [goal] = all.goals;
    if (goal === undefined) throw new Error('no goals');
    const seen = await all.store.fetchGoal(goal.Gsid);
    const { Gsid } = goal;
    const write = (fields: Partial<GoalFields>) =>
      all.colleague.updateGoal(Gsid, inputOf({ ...fieldsOf(seen), ...fields }));
    const columns = columnsFor({ descriptions: true, metrics: false });
    const file = readCsv(csvHead(columns) + csvLines([{ ...seen, Name: 'Mine' }], columns), meaningOf);
    const intents = (compared: Goal): readonly Intent[] =>
      csvIntents(file, { dateOf: () => undefined, goal: () => compared, nameOf: () => undefined, mismatch: () => '' });
    return { ...all, seen, write, intents, file };
  };

  it('is refused where that is read before', async () => {
    const { store, session, seen, write, intents, file } = await story();
    await write({ Name: 'Theirs' });
    expect(describedIn(file)).toEqual([seen.Gsid]);
    await session.add(intents(await store.fetchGoal(seen.Gsid)));
    expect(session.rows()[0]?.state).toMatchObject({ kind: 'refused', refusals: [{ code: 'changedSince' }] });
  });

  it('is in conflict with what was written after it was compared', async () => {
    const { store, session, seen, write, intents, colleague } = await story();
    const planned = intents(seen);
    await write({ Name: 'Theirs' });
    await store.fetchGoal(seen.Gsid);
    await session.add(planned);
    await session.apply(session.toApply(), () => {}, never);
    expect((await colleague.getGoal(seen.Gsid)).Name).toBe('Theirs');
    expect([...(session.planned?.states.values() ?? [])]).toMatchObject([{ kind: 'conflict', fields: ['Name'] }]);
  });
});
