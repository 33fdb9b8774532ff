import { describe, expect, it } from 'vitest';
import type { Intent, WantedFields } from '../../../src/plan/intent.ts';
import { partOf, type Plan } from '../../../src/plan/plan.ts';
import { replacedSource } from '../../../src/plan/replacedSource.ts';

const of = (name: string, file?: string, line = 1): Intent => ({
  kind: 'create',
  fields: { Name: name },
  ...(file !== undefined && { source: { file, line } }),
});
const plan: Plan = {
  id: 'p',
  tenant: 'sample',
  intents: [of('a', 'f', 1), of('b'), of('c', 'f', 2), of('d', 'g', 1)],
  answers: { 'goal 0': 'create', 'goal 1': 'G1', 'goal 2': 'G2', 'OwnerId Ann': 'U1' },
  leftOut: [partOf.row('0'), partOf.row('1.0'), partOf.field('2', 'Name'), partOf.company('C1'), partOf.row('3')],
};
const namesIn = ({ intents }: Plan): readonly unknown[] =>
  intents.map((intent) => (intent.kind === 'create' ? intent.fields.Name : ''));

it('changes of a file take the place of those that it had, whatever they were', () => {
  const later = replacedSource(plan, 'f', [of('x', 'f', 1), of('c', 'f', 9)]);
  expect(namesIn(later)).toEqual(['b', 'd', 'x', 'c']);
  expect(namesIn(replacedSource(later, 'f', []))).toEqual(['b', 'd']);
  expect(replacedSource(later, 'f', [of('x', 'f', 1), of('c', 'f', 9)])).toEqual(later);
});

it('what was left out and answered stays with its change', () => {
  const { leftOut, answers } = replacedSource(plan, 'f', [of('x', 'f', 1), of('c', 'f', 9)]);
  expect(leftOut).toEqual(['row 0.0', 'field 3 Name', 'company C1', 'row 1']);
  expect(answers).toEqual({ 'goal 0': 'G1', 'goal 3': 'G2', 'OwnerId Ann': 'U1' });
});

const update = (fields: WantedFields, file?: string, goalId = 'G1'): Intent => ({
  kind: 'update',
  goalId,
  fields,
  ...(file !== undefined && { source: { file } }),
});
const leftOutAfter = (before: readonly Intent[], leftOut: readonly string[], after: readonly Intent[]) =>
  replacedSource({ ...plan, intents: before, answers: {}, leftOut }, 'f', after).leftOut;

describe('what was left out stays so when another line of its goal is saved', () => {
  const both = update({ Status: 'Missed', Name: 'New' }, 'f');

  it('a field with the same value', () => {
    const more = update({ Status: 'Missed', Name: 'New', TargetDate: '2031-01-01' }, 'f');
    expect(leftOutAfter([both], ['field 0 Status'], [of('x', 'f'), more])).toEqual(['field 1 Status']);
    const other = update({ Status: 'On Hold', Name: 'New' }, 'f');
    expect(leftOutAfter([both], ['field 0 Status', 'field 0 Name'], [other])).toEqual(['field 0 Name']);
  });

  it('a row, but for what is new in it', () => {
    const more = update({ Status: 'Missed', Name: 'New', TargetDate: '2031-01-01' }, 'f');
    expect(leftOutAfter([both], ['row 0'], [more])).toEqual(['field 0 Name', 'field 0 Status']);
    expect(leftOutAfter([both], ['row 0'], [update({ Name: 'New' }, 'f')])).toEqual(['row 0']);
    expect(leftOutAfter([both], ['row 0'], [])).toEqual([]);
  });

  it('a change of somebody else that is in the same row', () => {
    const mine = update({ OwnerId: 'U1' });
    expect(leftOutAfter([both, mine], ['field 0 OwnerId'], [update({ Name: 'Newer' }, 'f')])).toEqual([
      'field 0 OwnerId',
    ]);
    expect(leftOutAfter([both, of('b'), mine], ['row 0'], [])).toEqual(['row 1']);
  });

  it('a new goal, as long as only one has its name', () => {
    const fresh = (more: WantedFields): Intent => ({
      kind: 'create',
      fields: { Name: 'a', CompanyId: 'C1', OwnerId: 'U1', ...more },
      source: { file: 'f' },
    });
    const later = fresh({ TargetDate: '2031-01-01' });
    expect(leftOutAfter([fresh({})], ['row 0'], [of('x', 'f'), later])).toEqual(['row 1']);
    expect(leftOutAfter([fresh({})], ['field 0 OwnerId'], [later])).toEqual(['field 0 OwnerId']);
    expect(leftOutAfter([fresh({}), fresh({ Status: 'Missed' })], ['row 0'], [later])).toEqual([]);
  });

  it('a goal that was chosen in the place of a new one', () => {
    const chosen = { ...plan, intents: [of('b'), both], answers: { 'goal 0': 'G1' }, leftOut: ['field 0 Status'] };
    const more = update({ Status: 'Missed', TargetDate: '2031-01-01' }, 'f');
    expect(replacedSource(chosen, 'f', [more]).leftOut).toEqual(['field 0 Status']);
  });
});
