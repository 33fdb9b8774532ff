import { expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { LoadState } from '../../../src/model/loadState.ts';
import { standingOf } from '../../../src/overview/standing.ts';

const at = new Date(2031, 2, 1, 9, 41);
const error = new ApiError('timeout', 'searchGoals');

it.each<[string, LoadState, string, boolean, boolean]>([
  ['no tenant', { kind: 'disconnected' }, 'disconnected', false, false],
  ['a first load', { kind: 'loading', loaded: 5, total: 9 }, 'loading', false, false],
  ['a refresh', { kind: 'loading', loaded: 9, total: 9, asOf: at }, 'ready', true, false],
  ['all loaded', { kind: 'loaded', at }, 'ready', true, false],
  ['some may be missing', { kind: 'incomplete', at, loaded: 9 }, 'ready', true, true],
  ['nothing came', { kind: 'failed', error, isAsked: true, loaded: 0, total: undefined }, 'ready', false, true],
  ['a refresh failed', { kind: 'failed', error, isAsked: false, loaded: 9, total: 9, asOf: at }, 'ready', true, true],
])('says how far goals are: %s', (_, state, expected, isDated, isWarned) => {
  const standing = standingOf(state, 'Acme (Sandbox)');
  expect([standing.state, standing.asOf !== '', standing.warning !== '']).toEqual([expected, isDated, isWarned]);
  expect(standing.tenant).toBe(expected === 'disconnected' ? '' : 'Acme (Sandbox)');
});
