import { expect, it } from 'vitest';
import type { Intent } from '../../../src/plan/intent.ts';
import { meaningOf } from '../../../src/csv/csvColumns.ts';
import { csvIntents } from '../../../src/csv/csvIntents.ts';
import { columnsFor, csvHead, csvLines, type ExportedGoal } from '../../../src/csv/goalsCsv.ts';
import { readCsv } from '../../../src/csv/readCsv.ts';
import { opened } from './openedSession.ts';

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
}, 30_000);
