import { expect, it } from 'vitest';
import { filterRow, groupRow } from '../../../src/tree/groupRow.ts';
import type { Grouping } from '../../../src/model/query/arrangement.ts';
import { queryOf } from '../model/query/goals.ts';

const drawn = (
  grouping: Grouping,
  key: string | undefined,
  name: string | undefined,
  goals: number,
  overdue = 0,
  unread = 0,
) => {
  const { label, description, spoken, icon } = groupRow(grouping, {
    key,
    name,
    overdue,
    unread,
    rows: new Uint32Array(goals),
  });
  return `${icon}: ${label}  ${description} (${spoken})`;
};

it.each([
  ['company', 'c1', 'Contoso', 3, 1, 'companyOverdue: Contoso  1 overdue · 3 (Contoso, 3 goals, 1 overdue)'],
  ['company', 'c1', undefined, 1, 0, 'company: c1  1 (c1, 1 goal)'],
  ['status', 'In Progress', undefined, 2, 0, 'inProgress: In Progress  2 (In Progress, 2 goals)'],
  ['status', 'Blocked', undefined, 2, 0, 'otherStatus: Blocked  2 (Blocked, 2 goals)'],
  ['status', undefined, undefined, 2, 0, 'notStarted: No status  2 (No status, 2 goals)'],
  ['owner', 'o1', 'Ada', 1200, 0, 'owner: Ada  1,200 (Ada, 1,200 goals)'],
  ['owner', undefined, undefined, 1, 0, 'owner: No owner  1 (No owner, 1 goal)'],
  ['template', 't1', undefined, 1, 0, 'template: t1  1 (t1, 1 goal)'],
  ['template', undefined, undefined, 1, 0, 'template: No template  1 (No template, 1 goal)'],
  ['due', '2026-12', undefined, 4, 4, 'month: December 2026  4 overdue · 4 (December 2026, 4 goals, 4 overdue)'],
  ['due', undefined, undefined, 4, 0, 'month: No target date  4 (No target date, 4 goals)'],
] as const)('a group by %s, %s', (grouping, key, name, goals, overdue, expected) =>
  expect(drawn(grouping, key, name, goals, overdue)).toBe(expected),
);

it.each([
  ['status', 'otherStatus: No status or unreadable  3 (No status or unreadable, 3 goals)'],
  ['owner', 'owner: No owner or unreadable  3 (No owner or unreadable, 3 goals)'],
  ['template', 'template: No template or unreadable  3 (No template or unreadable, 3 goals)'],
  ['due', 'month: No target date or unreadable  3 (No target date or unreadable, 3 goals)'],
  ['company', 'company: Unreadable name  3 (Unreadable name, 3 goals)'],
] as const)('a group by %s of which a value cannot be read says so', (grouping, expected) =>
  expect(drawn(grouping, undefined, undefined, 3, 0, 1)).toBe(expected),
);

it('a name from the tenant draws no icon', () =>
  expect(drawn('owner', 'o', '$(trash)\nx', 1)).not.toContain('$(trash'));

it('the filter says how many it finds of how many', () =>
  expect(filterRow({ query: queryOf('status:open "x y"') }, 14, 2860)).toEqual({
    label: 'status:open "x y"',
    description: '14 of 2,860 goals',
    spoken: 'Filter: status:open "x y". 14 of 2,860 goals. Press Enter to change it.',
  }));
