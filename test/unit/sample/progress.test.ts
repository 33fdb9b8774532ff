import { expect, test } from 'vitest';
import { completion } from '../../../src/sample/data/progress.ts';

const metric = (current: number, target: number) => ({ CurrentValue: current, TargetValue: target });

test.each([
  ['achieved is 100, whatever its metrics say', completion('Achieved', [metric(1, 10)]), 100],
  ['the mean of the metrics', completion('In Progress', [metric(5, 10), metric(10, 40)]), 38],
  ['a metric beyond its target counts as reached', completion('In Progress', [metric(30, 10), metric(0, 10)]), 50],
  ['a metric below zero counts as nothing', completion('In Progress', [metric(-30, 10), metric(10, 10)]), 50],
  ['a target of zero is reached from zero on', completion('In Progress', [metric(0, 0)]), 100],
  ['a target of zero is not reached below', completion('In Progress', [metric(-1, 0)]), 0],
  ['metrics count for a missed goal too', completion('Missed', [metric(1, 4)]), 25],
  ['without metrics it stays', completion('In Progress', [], 42), 42],
  ['without metrics and without a past it is 0', completion('In Progress', []), 0],
  ['not started, without metrics, is 0', completion('Not Started', [], 42), 0],
])('%s', (_, found, expected) => {
  expect(found).toBe(expected);
});
