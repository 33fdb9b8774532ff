import { expect, test } from 'vitest';
import { rateLimit } from '../../../src/sample/rateLimit.ts';

/** `ok` and `no` for a request at each of the seconds. */
function answers(limit: number, seconds: readonly number[]): string {
  let now = 0;
  const allowed = rateLimit(limit, () => new Date(now * 1000));
  return seconds
    .map((second) => {
      now = second;
      return allowed() ? 'ok' : 'no';
    })
    .join(' ');
}

test.each([
  ['as many as allowed, then none', 2, [60, 61, 62, 119], 'ok ok no no'],
  ['a new minute begins on the clock, not a minute after', 1, [119, 120, 121], 'ok ok no'],
  ['what was refused does not count for the next minute', 1, [60, 61, 62, 120], 'ok no no ok'],
  ['without a limit', Infinity, [60, 60, 60], 'ok ok ok'],
])('%s', (_, limit, seconds, expected) => {
  expect(answers(limit, seconds)).toBe(expected);
});
