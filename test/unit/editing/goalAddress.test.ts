import { describe, expect, it } from 'vitest';
import { addressOfGoal, addressOfNewGoal, parseAddress } from '../../../src/editing/goalAddress.ts';

describe('the address of a goal', () => {
  it('ends in the goal’s name, which names the tab', () => {
    expect(addressOfGoal('acme.gainsightcloud.com', '1P02', 'Roll out SSO').path).toBe(
      '/acme.gainsightcloud.com/1P02/Roll out SSO.goal',
    );
  });

  it.each([
    ['a/b\\c: d*?', 'a b c d'],
    ['100 % #1', '100 1'],
    ['\u202Eevil\u0000', 'evil'],
    ['', 'Goal'],
    ['..', 'Goal'],
    ['🎯'.repeat(200), '🎯'.repeat(80)],
  ])('makes of the name %j', (name, file) => {
    expect(addressOfGoal('t', '1', name).path).toBe(`/t/1/${file}.goal`);
  });

  it.each(['1P02', 'a/b', 'a%2Fb', '?#', 'new'])('gives the id %s back', (id) => {
    const address = parseAddress(addressOfGoal('127.0.0.1:8080', id, 'Name'));
    expect(address).toEqual({ tenant: '127.0.0.1:8080', id, isNew: false, name: 'Name', preset: {} });
  });
});

describe('the address of a new goal', () => {
  it.each([{}, { companyId: '1P01' }, { templateId: 'T&=1' }, { companyId: 'C', templateId: 'T' }])(
    'gives back %j',
    (preset) => {
      const address = parseAddress(addressOfNewGoal('sample', 'made-up', preset, 'New goal'));
      expect(address).toEqual({ tenant: 'sample', id: 'made-up', isNew: true, name: 'New goal', preset });
    },
  );
});

it.each(['', '/', '/t', '/t/1', '//1/x.goal', '/t//x.goal', 't/1/x.goal', '/t/new/1/2/x.goal', '/t/old/1/x.goal'])(
  'knows %j for no goal’s address',
  (path) => {
    expect(parseAddress({ path, query: '' })).toBeUndefined();
  },
);
