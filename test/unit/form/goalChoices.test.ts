import { expect, it } from 'vitest';
import { GoalChoices } from '../../../src/form/goalChoices.ts';

const storeOf = (names: readonly string[]) => {
  const all = names.map((name, index) => ({ Gsid: `C${index}`, id: `U${index}`, name }));
  return {
    companies: () => all,
    owners: () => all,
    company: (id: string) => all.find(({ Gsid }) => Gsid === id),
    rename: (index: number, name: string) => {
      const found = all[index];
      if (found !== undefined) all[index] = { ...found, name };
    },
  };
};

it('are the same list until they say something else', () => {
  const store = storeOf(['Northwind', 'Contoso']);
  const choices = new GoalChoices(store);
  const { companies, owners } = choices;
  choices.forget();
  expect(choices.companies).toBe(companies);
  expect(choices.owners).toBe(owners);
  store.rename(1, 'Fabrikam');
  expect(choices.companies).toBe(companies);
  choices.forget();
  expect(choices.companies.map(({ name }) => name)).toEqual(['Northwind', 'Fabrikam']);
  expect(choices.ownerName('U1')).toBe('Fabrikam');
});

it('have their id beside a name that looks like another', () => {
  const choices = new GoalChoices(storeOf(['Acme\u00a0Corp', 'Acme Corp\u200b', 'Acme']));
  expect(choices.companies.map(({ detail }) => detail)).toEqual(['C0', 'C1', undefined]);
});

it('have their id beside a name that another has too', () => {
  const choices = new GoalChoices(storeOf(['Northwind', 'Contoso', 'Northwind']));
  expect(choices.companies).toEqual([
    { id: 'C0', name: 'Northwind', detail: 'C0' },
    { id: 'C1', name: 'Contoso' },
    { id: 'C2', name: 'Northwind', detail: 'C2' },
  ]);
});
