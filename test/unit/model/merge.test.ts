import { describe, expect, it } from 'vitest';
import {
  changedFields,
  fieldsOf,
  goalFieldNames,
  inputOf,
  noFields,
  type GoalField,
} from '../../../src/model/goalFields.ts';
import { mergeGoal } from '../../../src/model/merge.ts';

const base = { ...noFields, Name: 'base', CompanyId: 'C' };
const all = goalFieldNames.flatMap((mine) => goalFieldNames.map((theirs): [GoalField, GoalField] => [mine, theirs]));

describe('merging', () => {
  it.each(all)('my %s and their %s', (mine, theirs) => {
    const merge = mergeGoal(base, { ...base, [mine]: 'mine' }, { ...base, [theirs]: 'theirs' });
    expect(merge.conflicts).toEqual(mine === theirs ? [mine] : []);
    expect(merge.fields).toEqual({ ...base, [theirs]: 'theirs', [mine]: 'mine' });
  });

  it.each(goalFieldNames)('the same new %s on both sides is no conflict', (name) => {
    const same = { ...base, [name]: 'same' };
    expect(mergeGoal(base, same, same)).toEqual({ fields: same, conflicts: [] });
  });

  it('takes a field that they cleared as cleared', () => {
    const held = { ...base, OwnerId: 'U' };
    expect(mergeGoal(held, { ...held, Name: 'mine' }, { ...held, OwnerId: '' }).fields).toEqual({
      ...base,
      Name: 'mine',
    });
  });
});

describe('fields', () => {
  it('are sent without what is empty', () => {
    expect(inputOf({ ...base, Status: 'Missed' })).toEqual({
      Name: 'base',
      CompanyId: 'C',
      Status: 'Missed',
    });
  });

  it('hold a description byte for byte', () => {
    const Description = '<p>\r\n  a &nbsp; b </p>\n';
    expect(inputOf({ ...fieldsOf({ Name: 'x', CompanyId: 'C', Description }) }).Description).toBe(Description);
  });

  it('are told apart', () => {
    expect(changedFields(base, { ...base, Status: 'Missed', Description: 'x' })).toEqual(['Status', 'Description']);
  });
});
