import { expect, it } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { mergeGoal } from '../../../src/model/merge.ts';
import { conflictDraft, lostDraft } from '../../../src/plannedChanges/conflictDraft.ts';

const held = { Gsid: 'G', Name: 'Theirs', CompanyId: 'C', Status: 'Missed', OwnerId: 'U' };

it('a conflict opens as one in the form, in the fields that are disputed and no others', () => {
  const draft = conflictDraft(
    held,
    {
      kind: 'update',
      key: '0',
      goalId: 'G',
      changes: [
        { field: 'Name', before: 'Old', after: 'Mine' },
        { field: 'Status', before: 'In Progress', after: 'Missed' },
      ],
    },
    { kind: 'conflict', fields: ['Name'], theirs: fieldsOf(held) },
    new Date(0),
  );
  const { fields, conflicts } = mergeGoal(draft.base, draft.mine, fieldsOf(held));
  expect(conflicts).toEqual(['Name']);
  expect(fields).toEqual({ ...fieldsOf(held), Name: 'Mine' });
  expect(draft.goalId).toBe('G');
});

it('what was written over opens on top of what is there now, as long as that is another text', () => {
  const stored = { kind: 'done', goalId: 'G', changes: [], mismatches: [] } as const;
  const state = { kind: 'notPutBack', stored, lost: { Name: 'Theirs', Status: 'Achieved' } } as const;
  const draft = lostDraft(held, state, new Date(0));
  expect(draft?.base).toEqual(fieldsOf(held));
  expect(draft?.mine).toEqual({ ...fieldsOf(held), Status: 'Achieved' });
  expect(lostDraft({ ...held, Status: 'Achieved' }, state, new Date(0))).toBeUndefined();
});
