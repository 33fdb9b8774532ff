import { expect, it } from 'vitest';
import type { Memory } from '../../../src/model/views/keptValue.ts';
import { ExpandedCompanies } from '../../../src/tree/expandedCompanies.ts';

/** What a window keeps. */
const memoryOf = (kept?: unknown) => {
  const values = new Map<string, unknown>([['customerGoals.expandedCompanies/acme.example', kept]]);
  return {
    get: (key: string): unknown => values.get(key),
    update: async (key: string, value: unknown): Promise<void> => void values.set(key, structuredClone(value)),
  };
};

const open = (memory: Memory, tenant: string | undefined = 'acme.example') =>
  new ExpandedCompanies(memory, () => tenant);

it('keeps those of each tenant apart, and none without a tenant', () => {
  const memory = memoryOf(['c1']);
  let tenant: string | undefined = 'other.example';
  const expanded = new ExpandedCompanies(memory, () => tenant);
  expanded.note('c2', true);
  const seen = [expanded.has('c1'), expanded.has('c2')];
  tenant = 'acme.example';
  seen.push(expanded.has('c1'), expanded.has('c2'));
  tenant = undefined;
  expanded.note('c3', true);
  seen.push(expanded.has('c1'), expanded.has('c3'));
  expect(seen).toEqual([false, true, true, false, false, false]);
});

it('forgets what is not known to be of a tenant', async () => {
  const memory = memoryOf();
  await memory.update('customerGoals.expandedCompanies', ['c1']);
  expect(open(memory).has('c1')).toBe(false);
  expect(memory.get('customerGoals.expandedCompanies')).toBeUndefined();
});

it('what was open is open after a restart, what was closed is not', () => {
  const memory = memoryOf();
  const before = open(memory);
  before.note('c1', true);
  before.note('c2', true);
  before.note('c1', false);
  const after = open(memory);
  expect(['c1', 'c2', 'c3'].map((id) => after.has(id))).toEqual([false, true, false]);
});

it('takes a row that VS Code asks about as open, and writes that once', () => {
  const memory = memoryOf(['c1']);
  const written: unknown[] = [];
  const before = open({ get: memory.get, update: async (_key, value) => void written.push(value) });
  before.asked('c1');
  before.asked('c2');
  before.asked('c2');
  expect(written).toEqual([['c1', 'c2']]);
  before.note('c2', false);
  expect(before.has('c2')).toBe(false);
});

it('remembers those that were opened last', () => {
  const memory = memoryOf();
  const before = open(memory);
  for (let i = 0; i < 300; i += 1) before.note(`c${i}`, true);
  before.note('c200', true);
  const after = open(memory);
  expect(['c0', 'c200', 'c299'].map((id) => after.has(id))).toEqual([false, true, true]);
});

it.each([null, 7, 'c1', { c1: true }, [1, null, {}]])('takes %j for nothing', (kept) =>
  expect(open(memoryOf(kept)).has('c1')).toBe(false),
);

it('reads what can be read beside what cannot', () => expect(open(memoryOf([null, 'c1'])).has('c1')).toBe(true));

it('opens and closes though nothing can be kept', async () => {
  const expanded = open({ get: () => undefined, update: () => Promise.reject(new Error('full')) });
  expanded.note('c1', true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(expanded.has('c1')).toBe(true);
});
