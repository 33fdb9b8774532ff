import { expect, it } from 'vitest';
import { riskReasonText, riskText, type RiskWords } from '../../../src/words/riskText.ts';

it.each<readonly [RiskWords, string, string]>([
  [{ code: 'overdue', days: 1, limit: 1 }, '1 day overdue', ''],
  [{ code: 'overdue', days: 12, percent: 40, limit: 7 }, '12 days overdue at 40%', '7 days'],
  [{ code: 'behind', percent: 10, expected: 60, limit: 20 }, '10% done, 60% expected by now', '20% behind'],
  [{ code: 'dueSoon', days: 0, percent: 5, limit: 70, within: 14 }, 'due today at 5%', '70% within 14 days'],
  [{ code: 'dueSoon', days: 1, percent: 5, limit: 70, within: 1 }, 'due in 1 day at 5%', '70% within 1 day'],
  [{ code: 'dueSoon', days: 0, percent: 5, limit: 70, within: 0 }, 'due today at 5%', '70% on the last day'],
  [{ code: 'stale', days: 30, limit: 21 }, 'nothing changed for 30 days', '21 days'],
  [{ code: 'stale', days: 1, limit: 1 }, 'nothing changed for 1 day', '1 day'],
  [{ code: 'noOwner' }, 'no owner', ''],
  [{ code: 'noDate' }, 'no target date', ''],
  [{ code: 'noMetric' }, 'no metrics', ''],
])('%j reads: %s', (reason, expected, limit) => {
  expect(riskReasonText(reason)).toBe(expected);
  expect(riskText([reason])).toBe(limit === '' ? expected : `${expected} (limit: ${limit})`);
});

it('joins reasons', () => {
  expect(riskText([{ code: 'noOwner' }, { code: 'stale', days: 30, limit: 21 }])).toBe(
    'no owner; nothing changed for 30 days (limit: 21 days)',
  );
});
