import { expect, it } from 'vitest';
import { type Finding } from '../../../src/model/risk/goalCheck.ts';
import { goalCheckRules } from '../../../src/model/risk/goalCheckRule.ts';
import { findingText, ruleText } from '../../../src/review/findingText.ts';

const goalId = 'g';

it.each<readonly [Finding, string]>([
  [{ rule: 'overdueInProgress', goalId, days: 1 }, '1 day overdue'],
  [{ rule: 'overdueInProgress', goalId, days: 1200 }, '1,200 days overdue'],
  [{ rule: 'achievedBelow100', goalId, percent: 90 }, 'Progress: 90%'],
  [{ rule: 'sameName', goalId, count: 1, others: ['h'] }, '1 other goal has this name'],
  [{ rule: 'sameName', goalId, count: 3, others: ['h'] }, '3 other goals have this name'],
  [{ rule: 'openPastOthers', goalId, closed: 2 }, '2 other goals are closed'],
  [{ rule: 'noOwner', goalId }, ''],
])('%j', (finding, expected) => {
  expect(findingText(finding)).toBe(expected);
});

it('has another title for each rule', () => {
  const titles = goalCheckRules.map((rule) => ruleText(rule));
  expect(new Set(titles).size).toBe(goalCheckRules.length);
  expect(titles).not.toContain('');
});
