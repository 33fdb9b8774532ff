import { expect, it } from 'vitest';
import type { Intent } from '../../../src/plan/intent.ts';
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
