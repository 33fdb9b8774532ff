import { expect, it } from 'vitest';
import { riskReasonText, riskText, type RiskWords } from '../../../src/words/riskText.ts';

it.each<readonly [RiskWords, string]>([
  [{ code: 'overdue', days: 1 }, '1 day overdue'],
  [{ code: 'overdue', days: 12, percent: 40 }, '12 days overdue at 40%'],
  [{ code: 'behind', percent: 10, expected: 60 }, '10% done, 60% expected by now'],
  [{ code: 'dueSoon', days: 0, percent: 5 }, 'due today at 5%'],
  [{ code: 'dueSoon', days: 1, percent: 5 }, 'due in 1 day at 5%'],
  [{ code: 'stale', days: 21 }, 'nothing changed for 21 days'],
  [{ code: 'noOwner' }, 'no owner'],
  [{ code: 'noDate' }, 'no target date'],
  [{ code: 'noMetric' }, 'no metrics'],
])('%j reads: %s', (reason, expected) => {
  expect(riskReasonText(reason)).toBe(expected);
});

it('joins reasons', () => {
  expect(riskText([{ code: 'noOwner' }, { code: 'stale', days: 30 }])).toBe('no owner; nothing changed for 30 days');
});
