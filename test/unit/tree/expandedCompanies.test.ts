import { expect, it } from 'vitest';
import { ExpandedCompanies } from '../../../src/tree/expandedCompanies.ts';

/** What a window keeps. */
const memoryOf = (kept?: unknown) => {
  const values = new Map<string, unknown>([['customerGoals.expandedCompanies', kept]]);
  return {
    get: (key: string): unknown => values.get(key),
    update: async (key: string, value: unknown): Promise<void> => void values.set(key, structuredClone(value)),
  };
};

it('what was open is open after a restart, what was closed is not', () => {
  const memory = memoryOf();
  const before = new ExpandedCompanies(memory);
  before.note('c1', true);
  before.note('c2', true);
  before.note('c1', false);
  const after = new ExpandedCompanies(memory);
  expect(['c1', 'c2', 'c3'].map((id) => after.has(id))).toEqual([false, true, false]);
});

it('remembers those that were opened last', () => {
  const memory = memoryOf();
  const before = new ExpandedCompanies(memory);
  for (let i = 0; i < 300; i += 1) before.note(`c${i}`, true);
  before.note('c200', true);
  const after = new ExpandedCompanies(memory);
  expect(['c0', 'c200', 'c299'].map((id) => after.has(id))).toEqual([false, true, true]);
});

it.each([null, 7, 'c1', { c1: true }, [1, null, {}]])('takes %j for nothing', (kept) =>
  expect(new ExpandedCompanies(memoryOf(kept)).has('c1')).toBe(false),
);

it('reads what can be read beside what cannot', () =>
  expect(new ExpandedCompanies(memoryOf([null, 'c1'])).has('c1')).toBe(true));

it('opens and closes though nothing can be kept', async () => {
  const expanded = new ExpandedCompanies({ get: () => undefined, update: () => Promise.reject(new Error('full')) });
  expanded.note('c1', true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(expanded.has('c1')).toBe(true);
});
