import { expect, it } from 'vitest';
import type { NewsItem } from '../../../src/history/goalNews.ts';
import type { Coverage } from '../../../src/history/recordedChange.ts';
import { changesMarkdown } from '../../../src/review/changesMarkdown.ts';
import { newsText } from '../../../src/review/newsText.ts';

const names = {
  owner: (id: string) => `Owner ${id}`,
  company: (id: string) => `Company ${id}`,
  metric: (id: string) => `Metric ${id}`,
};

const since = Date.UTC(2031, 5, 10, 12) / 1000;

const markdownOf = (
  goals: readonly (readonly [name: string, ...items: NewsItem[]])[],
  coverage: Partial<Coverage> = {},
) =>
  changesMarkdown(
    {
      since,
      companies:
        goals.length === 0
          ? []
          : [
              {
                companyId: 'c',
                name: 'Acme *Inc*',
                goals: goals.map(([name, ...items], at) => ({ goalId: `g${at}`, name, items })),
              },
            ],
      coverage: { from: 1, gaps: [], metricNames: new Map(), ...coverage },
    },
    names,
  );

it.each<readonly [NewsItem, string]>([
  [{ kind: 'created' }, 'New goal'],
  [{ kind: 'gone' }, 'No longer in Gainsight'],
  [{ kind: 'achieved', from: 'In Progress', to: 'Achieved' }, 'Achieved'],
  [{ kind: 'missed', to: 'Missed' }, 'Missed'],
  [{ kind: 'reopened', from: 'Missed', to: 'In Progress' }, 'Reopened: Missed → In Progress'],
  [{ kind: 'status', to: 'On Hold' }, 'Status: None → On Hold'],
  [{ kind: 'slipped', from: '2031-01-01', to: '2031-02-01' }, 'Target date slipped: Jan 1, 2031 → Feb 1, 2031'],
  [{ kind: 'broughtForward', from: '2031-02-01', to: '2031-01-01' }, 'Target date: Feb 1, 2031 → Jan 1, 2031'],
  [{ kind: 'dateSet', to: '2031-01-01' }, 'Target date: None → Jan 1, 2031'],
  [{ kind: 'dateRemoved', from: '2031-01-01' }, 'Target date: Jan 1, 2031 → None'],
  [{ kind: 'progress', from: 0, to: 40 }, 'Progress: 0% → 40%'],
  [{ kind: 'update', date: '2031-01-01', name: 'Ann', text: 'Signed' }, 'Update of Jan 1, 2031 by Ann: Signed'],
  [{ kind: 'update', date: '2031-01-01', name: '', text: 'Signed' }, 'Update of Jan 1, 2031: Signed'],
  [{ kind: 'owner', from: 'u1', to: 'u2' }, 'Owner: Owner u1 → Owner u2'],
  [{ kind: 'company', from: 'c1', to: 'c2' }, 'Company: Company c1 → Company c2'],
  [{ kind: 'renamed', from: 'Old', to: 'New' }, 'Renamed: Old → New'],
  [{ kind: 'metricAdded', metricId: 'm' }, 'New metric: Metric m'],
  [{ kind: 'metric', metricId: 'm', from: 5, to: 1000 }, 'Metric m: 5 → 1,000'],
  [{ kind: 'metricTarget', metricId: 'm', to: 7 }, 'Target of Metric m: None → 7'],
])('%j', (item, expected) => {
  expect(newsText(item, names)).toBe(expected);
});

it('lists companies, goals and what happened to them', () => {
  const text = markdownOf([['Goal', { kind: 'achieved' }, { kind: 'progress', from: 40, to: 100 }]]);
  expect(text.split('\n').slice(1)).toEqual([
    '',
    '1 goal changed.',
    '',
    String.raw`## Acme \*Inc\*`,
    '',
    '- **Goal**',
    '  - Achieved',
    '  - Progress: 40% → 100%',
    '',
  ]);
  expect(text).toMatch(/^# What Changed Since Jun 1\d, 2031, /);
});

it.each<readonly [string, Partial<Coverage>, RegExp]>([
  ['all that was asked for', { from: 1 }, /^[^_]*$/],
  ['less than that', { from: since + 1 }, /_Changes have been recorded on this computer since Jun 1/],
  ['a gap', { gaps: [since + 5] }, /_Some changes before Jun 1\d, 2031.* may be missing._/],
])('says how much is recorded: %s', (_, coverage, expected) => {
  const text = markdownOf([], coverage);
  expect(text).toContain('No recorded changes.');
  expect(text).toMatch(expected);
});

it('says that nothing was recorded yet', () => {
  const coverage: Coverage = { gaps: [], metricNames: new Map() };
  expect(changesMarkdown({ since, companies: [], coverage }, names)).toContain('Nothing has been recorded yet.');
});

it('shows what a tenant says as text', () => {
  const text = markdownOf([['<img src=x> [a](b)\n# c `d` $(e)', { kind: 'renamed', from: '**a**', to: '<b>' }]]);
  expect(text).toContain(String.raw`- **\<img src=x\> \[a\](b) \# c \`d\` \$(e)**`);
  expect(text).toContain(String.raw`Renamed: \*\*a\*\* → \<b\>`);
});
