import { describe, expect, it } from 'vitest';
import type { StepState } from '../../../src/plan/stepState.ts';
import { outcomeText, Pace } from '../../../src/plannedChanges/planOutcome.ts';

const done: StepState = { kind: 'done', goalId: 'G', changes: [], mismatches: [] };
const failed: StepState = { kind: 'failed', error: { kind: 'invalid' } };

const outcome = (states: readonly StepState[], stopped?: 'cancelled' | { readonly kind: 'unauthorized' }) =>
  outcomeText({
    total: states.length,
    settled: 0,
    states: new Map(states.map((state, at) => [String(at), state])),
    ...(stopped && { stopped }),
  });

describe('what is said at the end', () => {
  it.each<readonly [string, ReturnType<typeof outcome>, boolean, RegExp]>([
    ['of one', outcome([done]), true, /^1 change was saved\.$/],
    ['of several', outcome([done, { kind: 'unchanged' }]), true, /^2 changes were saved\.$/],
    [
      'of what failed',
      outcome([done, failed]),
      false,
      /^1 of 2 changes were saved\. Planned Changes shows the others\.$/,
    ],
    [
      'of what Gainsight stored otherwise',
      outcome([done, { ...done, mismatches: ['TargetValue'] }]),
      false,
      /^2 changes were saved\. 1 of them has different values in Gainsight\. Planned Changes shows which\.$/,
    ],
    [
      'of the only one, which Gainsight stored otherwise',
      outcome([{ ...done, mismatches: ['Status'] }]),
      false,
      /^1 change was saved\. It has different values in Gainsight\. Planned Changes shows which\.$/,
    ],
    [
      'of what failed and what was stored otherwise',
      outcome([failed, { ...done, mismatches: ['Status'] }]),
      false,
      /^1 of 2 changes were saved\. Planned Changes shows the others\. It has different values in Gainsight\./,
    ],
    ['of what was cancelled', outcome([done, { kind: 'waiting' }], 'cancelled'), false, /^1 of 2 changes/],
    [
      'of a key that is not taken',
      outcome([done, failed], { kind: 'unauthorized' }),
      false,
      /shows the others\. .*key/,
    ],
  ])('%s', (_, { text, isWell }, expected, words) => {
    expect(isWell).toBe(expected);
    expect(text).toMatch(words);
  });
});

/** @param looks how many were settled at these milliseconds */
const told = (...looks: readonly (readonly [ms: number, settled: number])[]): string => {
  let now = 0;
  const pace = new Pace(() => now);
  let text = '';
  for (const [ms, settled] of looks) {
    now = ms;
    text = pace.text({ total: 50, settled });
  }
  return text;
};

it.each<readonly [string, readonly (readonly [number, number])[], string]>([
  ['says nothing of the time at first', [[0, 0]], '0 of 50'],
  [
    'nor of the first few',
    [
      [0, 0],
      [2000, 3],
    ],
    '3 of 50',
  ],
  [
    'says seconds',
    [
      [0, 0],
      [10_000, 10],
    ],
    '10 of 50, 40 seconds left',
  ],
  [
    'says minutes',
    [
      [0, 0],
      [60_000, 10],
    ],
    '10 of 50, 4 minutes left',
  ],
  [
    'does not count what was there before',
    [
      [0, 40],
      [5000, 45],
    ],
    '45 of 50, 5 seconds left',
  ],
])('the time that is left %s', (_, looks, expected) => expect(told(...looks)).toBe(expected));
