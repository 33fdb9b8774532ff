import { expect, it } from 'vitest';
import { groupings, sortKeys } from '../../../src/model/query/arrangement.ts';
import { everything } from '../../../src/model/views/shown.ts';
import { groupingText, orderText, shownText } from '../../../src/views/arrangementText.ts';
import { queryOf } from '../model/query/goals.ts';

it.each([
  ['', {}, undefined, ''],
  ['', { group: 'owner' }, undefined, 'by owner'],
  ['', { group: 'none', sort: 'due' }, undefined, 'no groups · earliest due first'],
  ['', { sort: 'name', isDown: true }, 'My Open Goals', 'My Open Goals · Z to A'],
  ['status:open  roll', {}, undefined, 'status:open roll'],
  ['company:"$(trash)" x', { group: 'status' }, undefined, 'company:$\u200b(trash) x · by status'],
  ['status:open', { group: 'owner' }, 'Mine', 'Mine · by owner'],
] as const)('beside the title stands for %j, %j in the view %s what is shown', (text, changes, view, expected) =>
  expect(shownText({ ...everything, query: queryOf(text), ...changes }, view)).toBe(expected),
);

it('each way to group and to sort has a name of its own, and brief words of its own', () => {
  const orders = sortKeys.flatMap((sort) => [true, false].map((isDown) => orderText({ sort, isDown })));
  for (const named of [groupings.map((grouping) => groupingText(grouping)), orders])
    for (const of of ['name', 'brief'] as const) expect(new Set(named.map((each) => each[of])).size).toBe(named.length);
});
