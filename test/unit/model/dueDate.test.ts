import { expect, it } from 'vitest';
import { daysUntilDue, isKnownOpen, isOpen, isOverdue, type Due } from '../../../src/model/dueDate.ts';

const now = new Date(2031, 5, 15, 12);
const dated = { TargetDate: '2031-06-10' };

it.each<readonly [string, Due, string]>([
  ['no status', dated, 'open, known, overdue, due in -5'],
  ['a status of the tenant’s own', { ...dated, Status: 'On Hold' }, 'open, known, overdue, due in -5'],
  ['a closed one', { ...dated, Status: 'Missed' }, ''],
  ['a status that cannot be read, which may be a closed one', { ...dated, unreadable: ['Status'] }, 'open'],
  ['a date that cannot be read', { unreadable: ['TargetDate'] }, 'open, known'],
])('with %s', (_, goal, expected) => {
  const days = daysUntilDue(goal, now);
  const parts = [
    isOpen(goal) ? 'open' : '',
    isKnownOpen(goal) ? 'known' : '',
    isOverdue(goal, now) ? 'overdue' : '',
    days === undefined ? '' : `due in ${days}`,
  ];
  expect(parts.filter((part) => part !== '').join(', ')).toBe(expected);
});
