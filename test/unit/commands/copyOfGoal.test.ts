import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { copyNote, copyOfGoal } from '../../../src/commands/copyOfGoal.ts';
import { parseDraft } from '../../../src/editing/draft.ts';
import { changedFields, fieldsOf } from '../../../src/model/goalFields.ts';

const goal: Goal = {
  Gsid: 'G',
  Name: 'Roll out',
  CompanyId: 'C',
  Status: 'Achieved',
  OwnerId: 'U',
  TargetDate: '2031-06-01',
  TemplateId: 'T',
  Description: '<b>Why</b>',
};

const at = new Date('2031-06-15T12:00:00Z');

it('a copy is a new goal, not started, with everything else but the name as it was', () => {
  const { mine, base, goalId } = copyOfGoal(goal, at);
  expect(goalId).toBeUndefined();
  expect(changedFields(fieldsOf(goal), mine)).toEqual(['Name', 'Status']);
  expect([mine.Name, mine.Status, base.CompanyId]).toEqual(['Roll out (copy)', 'Not Started', 'C']);
});

it('a copy is a draft that can be read again', () => {
  const draft = copyOfGoal(goal, at);
  expect(parseDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

it('a copy says which fields it is without since they could not be read', () => {
  const odd: Goal = { Gsid: 'G', Name: '', CompanyId: 'C', unreadable: ['Name', 'OwnerId', 'Status', 'ModifiedDate'] };
  expect(copyNote(goal)).toBe('');
  expect(copyNote({ ...goal, unreadable: ['Status', 'OwnerName'] })).toBe('');
  expect(copyNote(odd)).toMatch(/cannot be read and were not copied: Name and Owner\.$/);
  expect(copyOfGoal(odd, at).mine.Name).toBe('');
});
