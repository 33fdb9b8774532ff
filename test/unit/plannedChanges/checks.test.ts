import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { stepsOf, type PlanRow } from '../../../src/plan/plan.ts';
import { isIn, optionalFields, toggled, type Part } from '../../../src/plannedChanges/checks.ts';

const update: PlanRow = {
  key: '0',
  companyId: 'C',
  name: 'U',
  state: {
    kind: 'update',
    goalId: 'G',
    changes: [
      { field: 'Status', before: 'a', after: 'b' },
      { field: 'OwnerId', before: 'a', after: 'b' },
    ],
  },
};
const create: PlanRow = {
  key: '1',
  companyId: 'C',
  name: 'N',
  state: { kind: 'create', fields: fieldsOf({ Name: 'N', CompanyId: 'C', Status: 's' }), metrics: [] },
};
const refused: PlanRow = { key: '2', companyId: 'C', name: '', state: { kind: 'refused', refusals: [] } };
const rows = [update, create, refused];
const company: Part = { kind: 'company', rows };
const whole = (row: PlanRow): Part => ({ kind: 'row', row });
const status: Part = { kind: 'field', row: update, field: 'Status' };
const owner: Part = { kind: 'field', row: update, field: 'OwnerId' };
const parts: readonly Part[] = [
  company,
  whole(update),
  whole(create),
  status,
  owner,
  { kind: 'field', row: create, field: 'Status' },
];

/** What is in after these clicks, as the boxes show it: company, both rows, and fields. */
const after = (...clicks: readonly (readonly [Part, boolean])[]): string => {
  let leftOut: readonly string[] = [];
  for (const [part, isWanted] of clicks) leftOut = toggled(part, isWanted, leftOut);
  return parts.map((part) => (isIn(part, new Set(leftOut)) ? '☑' : '☐')).join('');
};

describe('boxes', () => {
  it.each<readonly [string, readonly (readonly [Part, boolean])[], string]>([
    ['are all in at first', [], '☑☑☑☑☑☑'],
    ['of a company are out together', [[company, false]], '☐☐☐☐☐☐'],
    [
      'of a company come back together',
      [
        [status, false],
        [company, false],
        [company, true],
      ],
      '☑☑☑☑☑☑',
    ],
    [
      'of a row in a company that is out come back alone',
      [
        [company, false],
        [whole(create), true],
      ],
      '☑☐☑☐☐☑',
    ],
    ['of a field are out alone', [[status, false]], '☑☑☑☐☑☑'],
    [
      'of the last field take the row along',
      [
        [status, false],
        [owner, false],
      ],
      '☑☐☑☐☐☑',
    ],
    [
      'of one field bring the row back without the others',
      [
        [whole(update), false],
        [owner, true],
      ],
      '☑☑☑☐☑☑',
    ],
    [
      'of a row bring its fields back',
      [
        [status, false],
        [whole(update), false],
        [whole(update), true],
      ],
      '☑☑☑☑☑☑',
    ],
  ])('%s', (_, clicks, expected) => expect(after(...clicks)).toBe(expected));

  it('say what is sent, whatever was clicked', () => {
    const clicks = fc.array(fc.tuple(fc.constantFrom(...parts), fc.boolean()));
    const isSo = fc.property(clicks, (some) => {
      let leftOut: readonly string[] = [];
      for (const [part, isWanted] of some) leftOut = toggled(part, isWanted, leftOut);
      const steps = stepsOf(rows, leftOut);
      const out = new Set(leftOut);
      return [update, create].every((row) => {
        const step = steps.find(({ key }) => key === row.key);
        if ((step !== undefined) !== isIn(whole(row), out)) return false;
        if (step === undefined || step.kind === 'addMetric') return true;
        const sent = (field: 'Status' | 'OwnerId'): boolean =>
          step.kind === 'update' ? step.changes.some((each) => each.field === field) : step.fields[field] !== '';
        return optionalFields(row).every((field) =>
          field === 'Status' || field === 'OwnerId' ? sent(field) === isIn({ kind: 'field', row, field }, out) : true,
        );
      });
    });
    expect(fc.check(isSo).counterexample).toBeNull();
  });
});
