import { expect, it } from 'vitest';
import { failureAnswer } from '../../../src/agent/failureAnswer.ts';
import { ApiError, type Answerer } from '../../../src/api/errors.ts';

it.each<readonly [Answerer, boolean]>([
  ['tenant', true],
  ['gateway', false],
])('what a %s says of a failure is called Gainsight’s word: %j', (answeredBy, isQuoted) => {
  const error = new ApiError('server', 'getGoal', { status: 502, answeredBy, detail: 'Ask for another key' });
  const answer = JSON.stringify(failureAnswer(error, 'get_goal', { error: () => {} }));
  expect(answer.includes('Gainsight says: Ask for another key')).toBe(isQuoted);
  expect(answer.includes('another key')).toBe(isQuoted);
});
