import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { findNotes, findTitle, selectTitle, severalNotes } from '../../../src/commands/findNotes.ts';
import type { LoadState } from '../../../src/model/goalStore.ts';

const loaded: LoadState = { kind: 'loaded', at: new Date() };
const loading: LoadState = { kind: 'loading', loaded: 35_000, total: 100_000 };
const incomplete: LoadState = { kind: 'incomplete', at: new Date(), loaded: 3 };
const refreshing: LoadState = { ...loading, asOf: new Date() };
const failed: LoadState = { ...loading, kind: 'failed', error: new ApiError('timeout', 'searchGoals'), isAsked: true };
const notRefreshed: LoadState = { ...failed, asOf: new Date() };
const one: Goal = { Gsid: 'g1', Name: 'One', CompanyId: 'c1' };

const notes = (query: string, total: number, state: LoadState): readonly string[] =>
  findNotes(query, { goals: total === 0 ? [] : [one], total }, state).map(
    ({ label, description }) => `${label}: ${description}`,
  );

describe('below the goals that were found', () => {
  it.each([
    ['there is nothing where all are shown', 'x', 1, loaded, []],
    ['it says how many are left out', 'x', 12_346, loaded, ['12,345 more: Keep typing to narrow the list']],
    ['it says that nothing was found', 'x', 0, loaded, ['No matching goals: Try fewer or shorter words']],
    ['it says that more may come', 'x', 0, loading, ['No matching goals: Still loading goals']],
    [
      'it promises no more while all are brought up to date',
      'x',
      0,
      refreshing,
      ['No matching goals: Try fewer or shorter words'],
    ],
    ['it misses nothing where a refresh failed', 'x', 1, notRefreshed, []],
    ['it says that there is no goal at all', ' ', 0, loaded, ['No goals yet: ']],
    ['it says that there is none so far', '', 0, loading, ['No goals yet: Still loading goals']],
    [
      'it says what failed, whatever was found',
      'x',
      1,
      failed,
      ['The tenant took too long to respond.: Some goals may be missing. Try again'],
    ],
    [
      'that goals may be missing though a load came to its end',
      'a',
      0,
      incomplete,
      [
        'No matching goals: Try fewer or shorter words',
        'Some goals may be missing because goals changed while they were loading.: Load all goals again',
      ],
    ],
  ])('%s', (_, query, total, state, expected) => {
    expect(notes(query, total, state)).toEqual(expected);
  });
});

describe('the title', () => {
  it.each<[LoadState, string]>([
    [loaded, 'Find Goal'],
    [failed, 'Find Goal'],
    [refreshing, 'Find Goal'],
    [loading, 'Find Goal (loading: 35,000 of 100,000 goals)'],
    [{ kind: 'idle', loaded: 0, total: undefined }, 'Find Goal (loading: 0 goals so far)'],
    [{ kind: 'loading', loaded: 1, total: undefined }, 'Find Goal (loading: 1 goal so far)'],
  ])('%j', (state, expected) => {
    expect(findTitle('find', state)).toBe(expected);
  });
});

it.each([
  ['nothing is said of names where descriptions have it', { goals: [one], isAsking: false }, []],
  [
    'it says that descriptions are searched',
    { goals: [], isAsking: true },
    ['No matching goals: Searching descriptions…'],
  ],
  [
    'it says that descriptions were not searched, and why',
    { goals: [], isAsking: false, error: new ApiError('timeout', 'searchGoals') },
    [
      'No matching goals: Try fewer or shorter words',
      expect.stringMatching(/^Descriptions were not searched\.: .+\.$/),
    ],
  ],
] as const)('below what was not found in names, %s', (_, hits, expected) =>
  expect(
    findNotes('launch', { goals: [], total: 0 }, loaded, hits).map(
      ({ label, description }) => `${label}: ${description}`,
    ),
  ).toEqual(expected),
);

describe('what can be done with several of the goals that were found', () => {
  const several = (query: string, listed: number, total: number, described: number): readonly string[] =>
    severalNotes(query, { goals: Array.from({ length: listed }, () => one), total }, described).map(
      ({ label }) => label,
    );

  it.each([
    ['is to change some or all', several('x', 2, 2, 0), ['Select Several…', 'Change All 2 Found…']],
    [
      'counts those that are not listed, and those found in descriptions',
      several('x', 200, 998, 2),
      ['Select Several…', 'Change All 1,000 Found…'],
    ],
    ['is not to change more at once than a person looks through', several('x', 200, 999, 2), ['Select Several…']],
    ['is not to change all there are, where nothing was looked for', several(' ', 5, 5, 0), ['Select Several…']],
    ['is nothing where one was found', several('x', 1, 1, 0), []],
    ['is nothing where none was found', several('x', 0, 0, 0), []],
    [
      'is for one that was found by name, and one in a description',
      several('x', 1, 1, 1),
      ['Select Several…', 'Change All 2 Found…'],
    ],
  ])('%s', (_, labels, expected) => expect(labels).toEqual(expected));
});

describe('the title of a list in which several are selected', () => {
  it.each([
    ['is its own', { goals: [one], total: 1 }, 0, 'Select Goals'],
    ['says that not all are listed', { goals: [one], total: 1234 }, 0, 'Select Goals (first 1 of 1,234)'],
    ['says that there are none', { goals: [], total: 0 }, 0, 'Select Goals (no matching goals)'],
    ['does not where descriptions have the words', { goals: [], total: 0 }, 1, 'Select Goals'],
    [
      'says what is wrong with a query',
      { goals: [], total: 0, refusal: 'No such field' },
      0,
      'Select Goals (No such field)',
    ],
  ])('%s', (_, found, described, title) => expect(selectTitle(loaded, found, described)).toBe(title));
});
