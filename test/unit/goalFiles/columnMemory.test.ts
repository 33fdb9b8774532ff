import { expect, it } from 'vitest';
import { ColumnMemory } from '../../../src/goalFiles/columnMemory.ts';

const memory = (kept?: unknown) => {
  let value = kept;
  return new ColumnMemory({ get: () => value, update: async (_, next) => void (value = next) });
};

it('gives back what was chosen for a file with the same columns', async () => {
  const columns = memory();
  await columns.remember(['a', 'b'], { a: 'name' });
  await columns.remember(['b', 'a'], { a: 'owner' });
  expect(columns.mappingFor(['a', 'b'])).toEqual({ a: 'name' });
  expect(columns.mappingFor(['b', 'a'])).toEqual({ a: 'owner' });
  expect(columns.mappingFor(['a'])).toEqual({});
});

it('keeps the last of many', async () => {
  const columns = memory();
  for (let at = 0; at < 30; at += 1) await columns.remember([String(at)], { a: 'name' });
  expect(columns.mappingFor(['5'])).toEqual({});
  expect(columns.mappingFor(['29'])).toEqual({ a: 'name' });
});

it.each([[undefined], ['x'], [[['a', 5]]], [[[1, {}]]], [[['["a"]', { a: 1 }]]]])('makes nothing of %j', (kept) => {
  expect(memory(kept).mappingFor(['a'])).toEqual({});
});
