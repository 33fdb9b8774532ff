import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeData, makeMetrics } from '../../../../src/sample/data/makeData.ts';
import { templates } from '../../../../src/sample/data/templates.ts';
import type { QueryContext } from '../../../../src/model/query/context.ts';
import { count } from '../../../../src/model/query/listing.ts';
import { isDayPoint } from '../../../../src/model/query/days.ts';
import { fieldNames, rulesOf } from '../../../../src/model/query/query.ts';
import { queryOf, rowsOf } from './goals.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/goal-query.md'), 'utf8');

const inTable = (title: string): readonly (readonly string[])[] =>
  (page.split(/^## /m).find((section) => section.startsWith(title)) ?? page.split(/^## /m)[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split(/(?<=`) \| |^\| | \|$| \| /).filter((cell) => cell !== ''));

const codes = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

const today = '2026-11-28';
const made = makeData(300, today).goals;
const withMetrics = new Set(made.filter((each) => makeMetrics(each).length > 0).map(({ goal }) => goal.Gsid));
const ids = made.map(({ goal }) => goal.Gsid);
const context: QueryContext = {
  today,
  me: made.flatMap(({ goal }) => goal.OwnerId ?? []).slice(0, 1),
  templates: new Map(templates.map(({ id, name }) => [id, name])),
  drafts: new Set(ids.slice(0, 2)),
  watched: new Set(ids.slice(0, 3)),
  news: new Set(ids.slice(0, 4)),
  seenAt: made.map(({ goal }) => Date.parse(goal.ModifiedDate ?? '')).toSorted((a, b) => b - a)[5] ?? 0,
  hasMetrics: (id) => withMetrics.has(id),
  hasDescription: (id) => made.some(({ goal }) => goal.Gsid === id && goal.Description !== undefined),
};
const rows = rowsOf(made.map(({ goal }) => goal));

/** Every piece of code that is a query, wherever it stands. */
const queries = codes(page).filter(
  (code) => /^-?\w+:./.test(code) || code === 'roll out' || code === '"single sign-on"',
);

/** A text that stands for others. */
const stands = (query: string): string =>
  query.replace('1P010EXAMPLE', ids[0] ?? '').replace('owner:"none"', 'owner:weiss');

describe('the page of the goal query', () => {
  it.each(queries)('has an example that finds some of the sample goals: %s', (query) => {
    const { goals, unknown } = count(queryOf(stands(query)), rows, context);
    expect(unknown).toBe(0);
    expect(goals).toBeGreaterThan(0);
    expect(goals).toBeLessThan(made.length);
  });

  it('has an example in each row of its tables', () => {
    const examples = [
      ...inTable('The goal').map(([first]) => first),
      ...inTable('Fields').map((row) => row.at(-1)),
      ...inTable('Examples').map(([first]) => first),
    ];
    expect(examples.length).toBeGreaterThan(25);
    expect(examples.filter((example = '') => !codes(example).some((code) => queries.includes(code)))).toEqual([]);
  });

  it('names every field, and the words of each', () => {
    const rowOf = new Map(inTable('Fields').map(([field = '', values = '']) => [codes(field)[0] ?? '', codes(values)]));
    expect([...rowOf.keys()].toSorted()).toEqual(fieldNames.toSorted());
    for (const field of fieldNames) expect(rowOf.get(field)).toEqual(expect.arrayContaining([...rulesOf(field).words]));
  });

  it('names days that are read', () => {
    const days = inTable('Days')
      .slice(0, 5)
      .flatMap(([value = '']) => codes(value));
    expect(days.length).toBeGreaterThan(12);
    expect(days.filter((day) => !isDayPoint(day))).toEqual([]);
  });
});
