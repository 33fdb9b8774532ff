import { expect, it } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { mergeGoal } from '../../../src/model/merge.ts';
import { conflictDraft } from '../../../src/plannedChanges/conflictDraft.ts';

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
