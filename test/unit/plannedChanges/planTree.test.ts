import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../src/plan/plan.ts';
import { openCompanies } from '../../../src/plannedChanges/openCompanies.ts';
import { PlanTree } from '../../../src/plannedChanges/planTree.ts';

const rows = (...companies: readonly string[]): readonly PlanRow[] =>
  companies.map((companyId, at) => ({
    key: String(at),
    companyId,
    name: 'N',
    state: { kind: 'refused', refusals: [] },
  }));

it.each<readonly [string, readonly number[], number]>([
  ['none of none', [], 0],
  ['all of a few', [60, 60, 60], 3],
  ['the first ones of many rows', [60, 120, 60, 1], 2],
  ['the first, however many rows it has', [900, 1], 1],
  ['ten small ones', Array.from({ length: 10 }, () => 1), 10],
  ['none of eleven', Array.from({ length: 11 }, () => 1), 0],
])('open at first are %s', (_, sizes, expected) => {
  const companies = sizes.map((count, at) => ({ companyId: String(at), rows: count }));
  expect([...openCompanies(companies)]).toEqual(companies.slice(0, expected).map(({ companyId }) => companyId));
});

describe('the list', () => {
  const nameOf = (id: string): string => `Company ${id}`;

  it('has the same object for the same row as long as its plan is shown', () => {
    const tree = new PlanTree();
    tree.show(rows('a'), 'one');
    const [node] = tree.children(undefined, nameOf);
    tree.show(rows('a', 'b'), 'one');
    expect(tree.children(undefined, nameOf)[0]).toBe(node);
    expect(tree.node(node)).toBe(node);
  });

  it('takes no row of another plan for its own', () => {
    const tree = new PlanTree();
    tree.show(rows('a'), 'one');
    const [company] = tree.children(undefined, nameOf);
    const [row] = tree.children(company, nameOf);
    tree.show(rows('a'), 'two');
    expect(tree.node(row)).toBeUndefined();
    expect(tree.node(company)).toBeUndefined();
    expect(row && tree.part(row)).toBeUndefined();
  });

  it('is empty without rows', () => {
    const tree = new PlanTree();
    tree.show([], 'one');
    expect(tree.children(undefined, nameOf)).toEqual([]);
  });
});
