import { describe, expect, it } from 'vitest';
import { sampleTenantId } from '../../../src/model/tenant.ts';
import { dueBrief, dueText } from '../../../src/words/due.ts';
import { metricText, type MetricValues } from '../../../src/words/metricText.ts';
import { tenantLabel } from '../../../src/words/tenantLabel.ts';

describe('when a goal is due', () => {
  it.each([
    [0, 'due today', 'today'],
    [1, 'due in 1 day', '1d'],
    [61, 'due in 61 days', '61d'],
    [-1, '1 day overdue', '1d late'],
    [-28, '28 days overdue', '28d late'],
  ])('in %i days: %s, briefly %s', (days, text, brief) =>
    expect([dueText(days), dueBrief(days)]).toEqual([text, brief]),
  );
});

describe('a metric in words', () => {
  const none = { current: undefined, target: undefined, unit: undefined };

  it.each<readonly [Partial<MetricValues>, string]>([
    [{ current: 450, target: 600, unit: 'users' }, '450 of 600 users'],
    [{ current: 1234567.891, target: 2e6, unit: 'USD' }, '1,234,567.89 of 2,000,000 USD'],
    [{ current: 0, target: 10 }, '0 of 10'],
    [{ target: 10, unit: '%' }, 'target 10 %'],
    [{ target: 10 }, 'target 10'],
    [{ current: 3, unit: 'hours' }, '3 hours'],
    [{ current: 3, unit: '' }, '3'],
    [{}, 'no value yet'],
    [{ unit: 'users' }, 'no value yet'],
    [{ current: 450, target: null }, '450 of ?'],
    [{ current: null, target: 600, unit: 'users' }, '? of 600 users'],
    [{ current: 1, target: 2, unit: null }, '1 of 2 ?'],
    [{ current: 1, target: 2, unit: '{0} $&' }, '1 of 2 {0} $&'],
  ])('%j: %s', (values, text) => expect(metricText({ ...none, ...values })).toBe(text));
});

it.each([
  [sampleTenantId, 'Sample Data'],
  ['acme.gainsightcloud.com', 'acme'],
  ['acme.us2.gainsightcloud.com', 'acme.us2'],
  ['goals.example.com:8443', 'goals.example.com:8443'],
])('the tenant %s is called %s', (id, label) => expect(tenantLabel(id)).toBe(label));
