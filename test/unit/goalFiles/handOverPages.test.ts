import { expect, it } from 'vitest';
import { addNote } from '../../../src/description/statusNotes.ts';
import type { ExportedGoal } from '../../../src/csv/goalsCsv.ts';
import { handOverPages } from '../../../src/goalFiles/handOverPages.ts';

const goal = (Name: string, more: Partial<ExportedGoal> = {}): ExportedGoal => ({
  Gsid: Name,
  Name,
  CompanyId: 'C1',
  CompanyName: 'Acme',
  Status: 'In Progress',
  ...more,
});
const now = new Date(2031, 0, 15);
const pages = (...goals: readonly ExportedGoal[]) => handOverPages({ goals, from: 'Ann', to: 'Bob' }, now);

it('is a page for each company, the goal due first on top, with metrics and the last status updates', () => {
  const note = (day: number) => ({ date: `2031-01-0${day}`, name: 'Ann', text: `Update ${day}` });
  const Description = [1, 2, 3, 4].reduce((text, day) => addNote(text, note(day)), '<p>Plan</p>');
  const metrics = [{ Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 10, CurrentValue: 4 }];
  const [acme, other] = pages(
    goal('Later', { TargetDate: '2031-03-01' }),
    goal('Overdue', { TargetDate: '2031-01-01', Description, metrics }),
    goal('Elsewhere', { CompanyId: 'C2', CompanyName: 'Beta' }),
  );
  expect(acme?.name).toBe('Handover Acme');
  expect(other?.text).toContain('**Elsewhere**');
  const text = acme?.text ?? '';
  expect(text.startsWith('# Acme: goals handed over\n\n- From: Ann\n- To: Bob\n')).toBe(true);
  expect(text).toContain('2 open goals, 1 overdue');
  expect(text.indexOf('**Overdue**')).toBeLessThan(text.indexOf('**Later**'));
  expect(text).toContain('Seats');
  expect(text).not.toContain('Update 1');
  expect(text).toContain('Ann: Update 4');
});

it('has a name that every disk takes, and no two the same', () => {
  const named = (CompanyName: string, CompanyId: string) => goal(CompanyId, { CompanyName, CompanyId });
  expect(
    pages(named('a/b: c?', '1'), named('A B C', '2'), named('..', '3'), named('x'.repeat(300), '4')).map(
      ({ name }) => name,
    ),
  ).toEqual(['Handover a b c', 'Handover A B C (2)', 'Handover', `Handover ${'x'.repeat(80)}`]);
});

it('shows a tenant’s text as text', () => {
  expect(pages(goal('<b>*x*</b>', { CompanyName: '[a](b)' }))[0]?.text).not.toMatch(/(?<!\\)(<b|\*x|\]\()/);
});
