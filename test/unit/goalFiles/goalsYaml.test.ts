import { expect, it } from 'vitest';
import { goalsYaml } from '../../../src/goalFiles/goalsYaml.ts';
import { knownGoals, named, planned } from '../goalText/textTenant.ts';
import { goals } from '../plan/known.ts';

const many = Array.from({ length: 120 }, (_, at) => ({
  ...goals[0],
  Gsid: `G${at}`,
  Name: `Goal ${at}`,
  CompanyId: 'C1',
}));
const known = { ...knownGoals, goal: (id: string) => many.map(named).find(({ Gsid }) => Gsid === id) };

it('goals as YAML plan nothing where they are opened again, however many slices they were written in', async () => {
  const text = await goalsYaml(many.map(named), 'sample', known);
  expect(text.match(/^ {2}- id: /gm)).toHaveLength(120);
  expect(text).not.toContain('description');
  expect(planned(text, { known })).toMatchObject({ intents: [], problems: [] });
  const changed = text.replace('name: Goal 77', 'name: Another');
  expect(planned(changed, { known }).intents).toMatchObject([{ goalId: 'G77', base: { Name: 'Goal 77' } }]);
});

it('no goals are a text, too', async () => {
  expect(planned(await goalsYaml([], 'sample', known))).toMatchObject({ intents: [], problems: [] });
});
