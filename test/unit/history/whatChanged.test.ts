import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { NewsItem } from '../../../src/history/goalNews.ts';
import {
  values,
  type RecordedChange,
  type RecordedField,
  type RecordedValue,
} from '../../../src/history/recordedChange.ts';
import { WhatChanged } from '../../../src/history/whatChanged.ts';

type Step = readonly [
  field: RecordedField,
  before: RecordedValue | undefined,
  after: RecordedValue | undefined,
  seen?: number,
];

const change = ([field, before, after, seen = 10]: Step, goalId = 'g', metricId?: string): RecordedChange => ({
  goalId,
  field,
  ...values(before, after),
  at: seen,
  seen,
  ...(metricId === undefined ? {} : { metricId }),
});

const asText = (item: NewsItem): string => {
  const { from = '', to = '' } = 'from' in item || 'to' in item ? { from: '', to: '', ...item } : {};
  return `${item.kind}${'metricId' in item ? ` ${item.metricId}` : ''} ${from}→${to}`;
};

const known = {
  goal: (id: string): Goal | undefined =>
    id === 'gone' ? undefined : { Gsid: id, Name: `Name of ${id}`, CompanyId: id === 'other' ? 'c2' : 'c1' },
  company: (id: string) => (id === 'c1' ? { name: 'Acme' } : id === 'c2' ? { name: 'Bolt' } : undefined),
};

const newsOf = (changes: readonly RecordedChange[], since = 5, by: 'at' | 'seen' = 'seen') => {
  const what = new WhatChanged(since, by);
  for (const each of changes) what.take(each);
  return what.companies(known);
};

const itemsOf = (changes: readonly RecordedChange[]): readonly string[] =>
  newsOf(changes).flatMap(({ goals }) => goals.flatMap(({ items }) => items.map(asText)));

it.each<readonly [string, readonly Step[], readonly string[]]>([
  ['achieved', [['Status', 'In Progress', 'Achieved']], ['achieved In Progress→Achieved']],
  ['missed', [['Status', 'In Progress', 'Missed']], ['missed In Progress→Missed']],
  ['reopened', [['Status', 'Missed', 'In Progress']], ['reopened Missed→In Progress']],
  ['a status of the tenant’s own', [['Status', 'In Progress', 'On Hold']], ['status In Progress→On Hold']],
  [
    'a status there and back',
    [
      ['Status', 'A', 'B'],
      ['Status', 'B', 'A', 12],
    ],
    [],
  ],
  [
    'slipped twice',
    [
      ['TargetDate', '2031-01-01', '2031-02-01'],
      ['TargetDate', '2031-02-01', '2031-03-01', 12],
    ],
    ['slipped 2031-01-01→2031-03-01'],
  ],
  ['brought forward', [['TargetDate', '2031-02-01', '2031-01-01']], ['broughtForward 2031-02-01→2031-01-01']],
  ['a date set', [['TargetDate', undefined, '2031-01-01']], ['dateSet →2031-01-01']],
  ['a date removed', [['TargetDate', '2031-01-01', undefined]], ['dateRemoved 2031-01-01→']],
  [
    'progress',
    [
      ['CompletionPercentage', 40, 55],
      ['CompletionPercentage', 55, 60, 11],
    ],
    ['progress 40→60'],
  ],
  ['progress from none', [['CompletionPercentage', undefined, 0]], ['progress →0']],
  ['an owner', [['OwnerId', 'u1', 'u2']], ['owner u1→u2']],
  ['a name', [['Name', 'Old', 'New']], ['renamed Old→New']],
  ['a company', [['CompanyId', 'c2', 'c1']], ['company c2→c1']],
  [
    'created, whatever changed then',
    [
      ['existence', undefined, 'Name'],
      ['CompletionPercentage', 0, 5],
    ],
    ['created →'],
  ],
  [
    'created and achieved',
    [
      ['existence', undefined, 'Name'],
      ['Status', 'In Progress', 'Achieved'],
    ],
    ['achieved In Progress→Achieved', 'created →'],
  ],
  [
    'came and went',
    [
      ['existence', undefined, 'Name'],
      ['existence', 'Name', undefined, 11],
    ],
    [],
  ],
  [
    'went and came',
    [
      ['existence', 'Name', undefined],
      ['existence', undefined, 'Name', 11],
    ],
    [],
  ],
  [
    'what was before',
    [
      ['Status', 'A', 'B', 4],
      ['Status', 'B', 'C', 5],
    ],
    ['status B→C'],
  ],
])('%s', (_, steps, expected) => {
  expect(itemsOf(steps.map((step) => change(step)))).toEqual(expected);
});

it.each<readonly [string, readonly (readonly [Step, string?])[], readonly string[]]>([
  [
    'the first reading of metrics is no news',
    [[['metricsRead', undefined, 1]], [['metricName', undefined, 'M'], 'm'], [['metricValue', undefined, 5], 'm']],
    [],
  ],
  [
    'a metric that came since',
    [
      [['metricName', undefined, 'M'], 'm'],
      [['metricValue', undefined, 5], 'm'],
    ],
    ['metricAdded m →5'],
  ],
  [
    'a metric that came after the first reading',
    [[['metricsRead', undefined, 0]], [['metricName', undefined, 'M', 12], 'm']],
    ['metricAdded m →'],
  ],
  [
    'a metric’s value',
    [
      [['metricValue', 5, 7], 'm'],
      [['metricValue', 7, 9, 12], 'm'],
    ],
    ['metric m 5→9'],
  ],
  ['a metric’s target', [[['metricTarget', 5, 7], 'm']], ['metricTarget m 5→7']],
  ['a metric’s other name', [[['metricName', 'M', 'N'], 'm']], []],
])('%s', (_, steps, expected) => {
  expect(itemsOf(steps.map(([step, metricId]) => change(step, 'g', metricId)))).toEqual(expected);
});

it('is by company and name, what matters most first, with counts', () => {
  const companies = newsOf([
    change(['Status', 'A', 'Achieved'], 'other'),
    change(['OwnerId', 'u1', 'u2'], 'a'),
    change(['Status', 'A', 'Missed'], 'b'),
    change(['TargetDate', '2031-01-01', '2031-01-02'], 'b'),
    change(['CompanyId', 'c1', undefined], 'gone'),
    change(['existence', 'Gone one', undefined], 'gone'),
  ]);
  expect(companies.map(({ name, goals }) => [name, goals.map((goal) => goal.name)])).toEqual([
    ['Acme', ['Name of b', 'Name of a', 'Gone one']],
    ['Bolt', ['Name of other']],
  ]);
});

it('is asked by the tenant’s time, or by when it was seen', () => {
  const late = { ...change(['Status', 'A', 'B']), at: 2 };
  expect([newsOf([late], 5, 'at').length, newsOf([late], 5, 'seen').length]).toEqual([0, 1]);
});

it('says of each field how it was at first and how it is at last, whatever happened in between', () => {
  const steps = fc.array(fc.tuple(fc.constantFrom('Status', 'OwnerId', 'Name'), fc.constantFrom('a', 'b', 'c')));
  fc.assert(
    fc.property(steps, (all) => {
      const now: Record<string, string> = {};
      const changes = all.flatMap(([field, after], at) => {
        const before = now[field] ?? 'a';
        now[field] = after;
        const followed = field === 'Status' ? 'Status' : field === 'OwnerId' ? 'OwnerId' : 'Name';
        return before === after ? [] : [change([followed, before, after, 10 + at])];
      });
      const kinds = itemsOf(changes).map((text) => text.replace(/.*→/, ''));
      expect(kinds.toSorted()).toEqual(
        Object.values(now)
          .filter((value) => value !== 'a')
          .toSorted(),
      );
    }),
  );
});
