import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { complete, type Completion } from '../../../../src/model/query/complete.ts';
import { parse } from '../../../../src/model/query/parse.ts';
import { anyGoals, context, queryOf, rowsOf, today } from './goals.ts';

const named = (at: number, more: Partial<Goal>): Goal => ({ Gsid: `g${at}`, Name: 'x', CompanyId: 'c0', ...more });

const rows = rowsOf([
  named(1, { CompanyId: 'c1', CompanyName: 'Alder', OwnerId: 'o1', OwnerName: 'Ada', TargetDate: '2031-06-01' }),
  named(2, { CompanyId: 'c2', CompanyName: 'Alder Labs', OwnerId: 'o2', OwnerName: 'Bo', Status: 'Blocked' }),
  named(3, { CompanyId: 'c2', CompanyName: 'Alder Labs', Status: 'Missed', TemplateId: 't1' }),
  named(4, { CompanyId: 'c3', CompanyName: 'Twin', Status: 'Missed' }),
  named(5, { CompanyId: 'c4', CompanyName: 'twin' }),
]);

const apply = (text: string, { edit: { offset, length, text: written } }: Completion): string =>
  text.slice(0, offset) + written + text.slice(offset + length);

/** `|` is the caret. What the text would be, with how many goals have it. */
const offered = (marked: string, most = 4): readonly string[] => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return complete(text, caret, rows, context)
    .slice(0, most)
    .map((each) => `${apply(text, each)}${each.goals === undefined ? '' : ` ${each.goals}`}`);
};

describe('what can come next', () => {
  it.each([
    ['|', ['status:', 'owner:', 'company:', 'due:']],
    ['st|', ['status:']],
    ['-ST|', ['-status:']],
    ['target|', ['due:']],
    ['statsu|', ['status:']],
    ['x st|', ['x status:']],
    ['x | y', ['x status: y', 'x owner: y', 'x company: y', 'x due: y']],
    ['st|:missed', ['status:missed']],
    ['zzz|', []],
    ['status:|', ['status:open 3', 'status:closed 2', 'status:none 2', 'status:any 3']],
    ['status:mis|', ['status:Missed 2']],
    ['status:open,bl|', ['status:open,Blocked 1']],
    ['status:not|', ['status:"Not Started" 0']],
    ['owner:|', ['owner:@me 1', 'owner:none 3', 'owner:any 2', 'owner:Ada 1']],
    ['company:|', ['company:"Alder Labs" 2', 'company:=Alder 1', 'company:c3 1', 'company:c4 1']],
    ['company:lab|x,y', ['company:"Alder Labs",y 2']],
    ['company:="al|', ['company:"Alder Labs" 2', 'company:=Alder 1']],
    ['due:o|', ['due:overdue 1', 'due:none 4', 'due:today', 'due:tomorrow']],
    ['due:<this|', ['due:this-week', 'due:this-month', 'due:this-quarter', 'due:this-year']],
    ['template:|', ['template:none 4', 'template:any 1', 'template:Onboarding 1', 'template:"Time to value" 0']],
    ['metric:|', ['metric:none', 'metric:any']],
    ['draft:|', ['draft:yes 2', 'draft:no 3']],
    ['nothing:x|', []],
    ['id:|', []],
  ])('at %s is %j', (marked, expected) => expect(offered(marked)).toEqual(expected));

  it('says which of two of one name is meant', () => {
    const twins = complete('company:twin', 12, rows, context);
    expect(twins.map(({ label, id }) => `${label} ${id}`)).toEqual(['Twin c3', 'twin c4']);
  });

  it('does not make up a count that is not known', () => {
    expect(complete('owner:@m', 8, rows, { today }).map(({ label, goals }) => [label, goals])).toEqual([
      ['@me', undefined],
    ]);
  });

  it('leaves a query, or a field that waits for its value, at every caret of every text', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(' ', 'a', ':', ',', '"', '=', '<', '-', 'status:', 'company:', 'due:', 'o') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, fc.nat(20), anyGoals, (typed, at, goals) => {
        const caret = Math.min(at, typed.length);
        for (const each of complete(typed, caret, rowsOf(goals), context)) {
          const { offset, length, text: written } = each.edit;
          expect(offset >= 0 && offset + length <= typed.length).toBe(true);
          expect(parse(each.kind === 'field' ? `${written}"x"` : `${each.field}:${written}`)).not.toMatchObject({
            errors: [{ code: 'unknownField' }],
          });
          expect(queryOf(each.kind === 'field' ? 'x' : `${each.field}:${written}`)).toHaveLength(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
