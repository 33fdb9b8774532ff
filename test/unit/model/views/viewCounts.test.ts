import { expect, it, onTestFinished } from 'vitest';
import { createEmitter } from '../../../../src/model/emitter.ts';
import type { RowsChange } from '../../../../src/model/views/liveRows.ts';
import { newsView, standardView, standardViewIds } from '../../../../src/model/views/standardViews.ts';
import { ViewCounts } from '../../../../src/model/views/viewCounts.ts';
import { context, queryOf, rowsOf } from '../query/goals.ts';
import { rowParts } from '../../../../src/model/views/rowParts.ts';

const goals = [
  { Gsid: 'g1', Name: 'A', CompanyId: 'c1', Status: 'In Progress', OwnerId: 'o1', TargetDate: '2031-06-01' },
  { Gsid: 'g2', Name: 'B', CompanyId: 'c1', Status: 'Achieved', OwnerId: 'o2' },
];

const opened = async (queries: Readonly<Record<string, string>>, known: Partial<typeof context> = context) => {
  const changes = createEmitter<RowsChange>();
  const held = { rows: rowsOf(goals), context: { ...known, today: context.today } };
  const counts = new ViewCounts({
    rows: {
      get rows() {
        return held.rows;
      },
      parts: rowParts,
      onDidChange: changes.event,
    },
    context: () => held.context,
    pause: () => Promise.resolve(),
  });
  onTestFinished(() => counts.dispose());
  await counts.use(new Map(Object.entries(queries).map(([id, text]) => [id, queryOf(text)])));
  return { counts, held, changes };
};

it('each view is counted', async () => {
  const { counts } = await opened({ open: 'status:open', all: '', late: 'due:overdue' });
  expect(['open', 'all', 'late', 'none'].map((id) => counts.of(id)?.goals)).toEqual([1, 2, 1, undefined]);
  expect(counts.of('all')?.overdue).toBe(1);
});

it('is kept by what changes', async () => {
  const { counts, held, changes } = await opened({ open: 'status:open' });
  const after = { Gsid: 'g2', Name: 'B', CompanyId: 'c1', Status: 'In Progress' };
  changes.fire(held.rows.apply(new Map([['g2', { after }]])));
  expect(counts.of('open')?.goals).toBe(2);
});

it('is counted anew with other rows', async () => {
  const { counts, held, changes } = await opened({ open: 'status:open' });
  held.rows = rowsOf([]);
  changes.fire('all');
  await Promise.resolve();
  expect(counts.of('open')?.goals).toBe(0);
});

it('is not known where nobody knows who the person is, and is once they said so', async () => {
  const { counts, held } = await opened({ mine: 'owner:@me' }, {});
  expect(counts.of('mine')).toBeUndefined();
  held.context = { ...held.context, me: ['o1'] };
  counts.contextChanged('me');
  expect(counts.of('mine')?.goals).toBe(1);
});

it('the views that everybody has are queries', () =>
  expect(
    [...standardViewIds.map((id) => standardView(id)), newsView()].every(({ query }) => Array.isArray(query)),
  ).toBe(true));
