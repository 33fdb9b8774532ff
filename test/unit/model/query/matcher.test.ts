import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsOf, type QueryContext } from '../../../../src/model/query/context.ts';
import { matcher, scanner, verdicts } from '../../../../src/model/query/matcher.ts';
import { anyGoals, anyQuery, context, queryOf, rowsOf, today } from './goals.ts';
import { answerOf } from './reference.ts';

const nothingKnown: QueryContext = { today };
const anyContext = fc.constantFrom(context, nothingKnown, { ...context, me: [] });
const word = { no: false, unknown: undefined, yes: true } as const;
const answers = new Map(Object.entries(verdicts).map(([name, verdict]) => [verdict, name]));

const goal = { Gsid: 'g1', Name: 'Roll out single sign-on', CompanyId: 'c1', CompanyName: 'Calder & Finch' };

/** What the one goal is by the query. */
const verdictOf = (text: string, more: object = {}, known: QueryContext = context): string | undefined =>
  answers.get(matcher(queryOf(text), rowsOf([{ ...goal, ...more }]), known)(0));

describe('a goal', () => {
  it('is what the plain way says, in one look at all and alone', () => {
    fc.assert(
      fc.property(anyGoals, anyQuery, anyContext, (goals, query, known) => {
        const rows = rowsOf(goals);
        const expected = goals.map((each) => answerOf(query, each, known));
        for (const test of [matcher(query, rows, known), scanner(query, rows, known)]) {
          const told = goals.map((_, row) => answers.get(test(row)));
          expect(told.map((each) => word[each === 'yes' || each === 'no' ? each : 'unknown'])).toEqual(expected);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['roll sign-on', {}, 'yes'],
    ['"single sign-on"', {}, 'yes'],
    ['"sign-on single"', {}, 'no'],
    ['finch roll', {}, 'yes'],
    ['company:calder', {}, 'yes'],
    ['company:=calder', {}, 'no'],
    ['company:="CALDER & finch"', {}, 'yes'],
    ['company:c1', {}, 'yes'],
    ['company:c', { CompanyName: 'x' }, 'no'],
    ['name:calder', {}, 'no'],
    ['owner:none', {}, 'yes'],
    ['-owner:ada', {}, 'yes'],
    ['owner:@me', { OwnerId: 'o1' }, 'yes'],
    ['status:open', {}, 'yes'],
    ['status:open', { Status: 'Blocked' }, 'yes'],
    ['status:blocked', { Status: 'Blocked' }, 'yes'],
    ['status:block', { Status: 'Blocked' }, 'no'],
    ['status:none', { Status: '' }, 'yes'],
    ['due:overdue', { TargetDate: '2031-06-14' }, 'yes'],
    ['due:overdue', { TargetDate: '2031-06-14', Status: 'Missed' }, 'no'],
    ['due:overdue', { TargetDate: today }, 'no'],
    ['due:none', { unreadable: ['TargetDate'] }, 'unknown'],
    ['template:onb', { unreadable: ['TemplateId'] }, 'unknown'],
    ['-template:t1', { unreadable: ['TemplateId'] }, 'unknown'],
    ['status:open', { unreadable: ['Status'] }, 'unknown'],
    ['status:closed', { unreadable: ['Status'] }, 'unknown'],
    ['due:overdue', { unreadable: ['Status'], TargetDate: '2031-06-14' }, 'unknown'],
    ['due:overdue', { unreadable: ['Status'], TargetDate: today }, 'no'],
    ['due:overdue', { unreadable: ['TargetDate'], Status: 'Missed' }, 'no'],
    ['progress:<50', {}, 'no'],
    ['-progress:<50', {}, 'yes'],
    ['draft:yes', {}, 'yes'],
    ['template:onb', { TemplateId: 't1' }, 'yes'],
    ['id:g1', {}, 'yes'],
    ['id:g', {}, 'no'],
  ])('by %s with %o is a match: %s', (text, more, expected) => expect(verdictOf(text, more)).toBe(expected));

  it.each([
    ['owner:@me', { OwnerId: 'o1' }, 'me'],
    ['-owner:@me', { OwnerId: 'o1' }, 'me'],
    ['template:onb', { TemplateId: 't1' }, 'templates'],
    ['draft:no', {}, 'drafts'],
    ['watched:no', {}, 'watched'],
    ['metric:none', {}, 'hasMetrics'],
    ['description:none', {}, 'hasDescription'],
  ])('by %s is not known as long as nobody said: %s', (text, more, need) => {
    expect(verdictOf(text, more, nothingKnown)).toBe('unknown');
    expect(needsOf(queryOf(text), nothingKnown)).toEqual([need]);
    expect(needsOf(queryOf(text), context)).toEqual([]);
  });

  it('is known in what it says itself', () => {
    expect(verdictOf('description:any', { Description: '<p>x</p>' }, nothingKnown)).toBe('yes');
    expect(verdictOf('template:t1', { TemplateId: 't1' }, nothingKnown)).toBe('yes');
    expect(verdictOf('owner:@me,none', {}, nothingKnown)).toBe('yes');
  });
});
