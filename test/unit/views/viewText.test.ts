import { expect, it } from 'vitest';
import { standardViewIds } from '../../../src/model/views/standardViews.ts';
import { standardViewName, viewRow } from '../../../src/views/viewText.ts';

it.each([
  [{ goals: 12, overdue: 3, unknown: 0 }, false, '12', 'V, 12 goals, 3 overdue'],
  [{ goals: 1, overdue: 0, unknown: 0 }, true, '1', 'V, 1 goal, shown'],
  [{ goals: 0, overdue: 0, unknown: 0 }, false, '0', 'V, 0 goals'],
  [{ goals: 3, overdue: 0, unknown: 40 }, false, '3+', 'V, at least 3 goals'],
  [{ goals: 0, overdue: 0, unknown: 40 }, false, '', 'V, number of goals not known'],
  [undefined, false, '', 'V, number of goals not known'],
  [{ goals: 100_000, overdue: 0, unknown: 0 }, false, '100,000', 'V, 100,000 goals'],
])('%j, shown: %s', (counts, isShown, description, spoken) =>
  expect(viewRow('V', counts, isShown)).toEqual({ label: 'V', description, spoken }),
);

it('a name that somebody imported draws no icon', () =>
  expect(viewRow('$(trash)\nx', undefined, false).label).not.toContain('$(trash'));

it('each view has a name of its own', () =>
  expect(new Set(standardViewIds.map((id) => standardViewName(id))).size).toBe(standardViewIds.length));
