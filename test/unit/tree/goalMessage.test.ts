import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { LoadState } from '../../../src/model/goalStore.ts';
import { messageFor } from '../../../src/tree/goalMessage.ts';
import { failureRow } from '../../../src/tree/loadFailure.ts';

const now = new Date(2031, 5, 15, 23, 30);
const earlier = new Date(2031, 5, 15, 12, 5);
const yesterday = new Date(2031, 5, 14, 12, 5);
const error = new ApiError('server', 'searchGoals');
const failed = { kind: 'failed', error, isAsked: false, loaded: 5, total: 5 } as const;

describe('what stands above the rows', () => {
  it.each<readonly [string, LoadState, RegExp]>([
    ['nothing without a tenant', { kind: 'disconnected' }, /^$/],
    ['nothing when all is well', { kind: 'loaded', at: earlier }, /^$/],
    ['that a load began', { kind: 'loading', loaded: 0, total: undefined }, /^Loading goals…$/],
    ['that one is about to begin', { kind: 'idle', loaded: 0, total: undefined }, /^Loading goals…$/],
    [
      'the age of a snapshot that is just shown',
      { kind: 'idle', loaded: 5, total: 5, asOf: earlier },
      /^As of 12:05( PM)?. Refreshing…$/,
    ],
    [
      'that goals may be missing, and what to do',
      { kind: 'incomplete', at: earlier, loaded: 12_500 },
      /^12,500 goals loaded\. Some may be missing because goals changed while they were loading\. Refresh to load all of them again\.$/,
    ],
    ['how far it is', { kind: 'loading', loaded: 12_500, total: 100_000 }, /^Loading… 12,500 of 100,000 goals$/],
    ['how far it is, of who knows', { kind: 'loading', loaded: 1, total: undefined }, /^Loading… 1 goal so far$/],
    ['the age', { kind: 'loading', loaded: 5, total: 5, asOf: earlier }, /^As of 12:05( PM)?. Refreshing…$/],
    ['the age in days', { kind: 'loading', loaded: 5, total: 5, asOf: yesterday }, /^As of (Jun 14|14 Jun).* 12:05/],
    [
      'that a refresh by itself failed',
      { ...failed, asOf: earlier },
      /^As of 12:05( PM)?\. Gainsight had an internal error\.$/,
    ],
    [
      'how much is there when the rest failed',
      { ...failed, loaded: 5000, total: 12_500 },
      /^5,000 of 12,500 goals loaded\.$/,
    ],
    ['how little is there', { ...failed, loaded: 1, total: 5 }, /^1 of 5 goals loaded\.$/],
    ['nothing where nothing is', { ...failed, loaded: 0, total: undefined }, /^$/],
    ['nothing beside the row of a failure', { ...failed, isAsked: true, asOf: earlier }, /^$/],
  ])('says %s', (_, state, text) => expect(messageFor(state, now)).toMatch(text));

  it.each<readonly [string, LoadState, boolean]>([
    ['all that is known is old and nobody asked', { ...failed, asOf: earlier }, false],
    ['a person asked', { ...failed, isAsked: true, asOf: earlier }, true],
    ['not all is known', failed, true],
    ['nothing failed', { kind: 'loaded', at: earlier }, false],
    ['goals may be missing', { kind: 'incomplete', at: earlier, loaded: 5 }, false],
  ])('a row, when %s: %s', (_, state, isRow) => expect(failureRow(state)?.error).toBe(isRow ? error : undefined));
});
