import { expect, it } from 'vitest';
import { parseScope, parseToHost, parseToPage } from '../../../src/overview/protocol.ts';

it.each([
  { type: 'ready' },
  { type: 'ping', seq: 3 },
  { type: 'query', text: 'status:open' },
  { type: 'open', goalId: 'g1' },
  { type: 'connect' },
  { type: 'whoAmI' },
])('reads %j of a page', (message) => {
  expect(parseToHost({ ...message, odd: 1 })).toEqual(message);
});

it.each([
  null,
  'ready',
  {},
  { type: 'ping' },
  { type: 'query', text: 5 },
  { type: 'open' },
  { type: 'toString' },
  { type: 'save', goalId: 'g1' },
])('takes nothing else from a page: %j', (message) => {
  expect(() => parseToHost(message)).toThrow(/^/);
});

const standing = { tenant: 'Sample Data', asOf: '', state: 'ready' };

it.each([
  { type: 'pong', seq: 1 },
  { type: 'scope', scope: { query: '', name: 'My open goals' }, standing, problem: '' },
  { type: 'scope', scope: { query: 'status:open' }, standing, problem: '' },
])('reads %j of the host', (message) => {
  expect(parseToPage(message)).toEqual(message);
});

it.each([
  [
    { query: 'status:open', name: 'Mine' },
    { query: 'status:open', name: 'Mine' },
  ],
  [{ query: '' }, { query: '' }],
  [{ query: 5 }, undefined],
  [undefined, undefined],
  ['status:open', undefined],
])('reads from %j what a page kept', (state, expected) => {
  expect(parseScope(state)).toEqual(expected);
});
