import { describe, expect, it } from 'vitest';
import { FindParts } from '../../../src/views/findParts.ts';
import { context, rowsOf } from '../model/query/goals.ts';

const goals = [
  {
    Gsid: 'g1',
    Name: 'Raise login rate',
    CompanyId: 'c1',
    Status: 'In Progress',
    ModifiedDate: '2031-06-01T00:00:00Z',
  },
  { Gsid: 'g2', Name: 'Adopt', CompanyId: 'c1', Status: 'In Progress', ModifiedDate: '2031-06-02T00:00:00Z' },
  { Gsid: 'g3', Name: 'Roll out', CompanyId: 'c1', Status: 'Achieved' },
];

const opened = (isThere = true): FindParts => {
  const rows = isThere ? rowsOf(goals) : undefined;
  return new FindParts({
    store: { goal: (id) => goals.find(({ Gsid }) => Gsid === id) },
    rows: { rows, ready: async () => rows },
    context: () => context,
    pause: () => Promise.resolve(),
  });
};

const found = async (text: string, limit = 10): Promise<unknown> => {
  const answer = await opened().byQuery(text, limit);
  if (answer === undefined || 'refusal' in answer) return answer?.refusal;
  return `${answer.goals.map(({ Gsid }) => Gsid).join(' ')} of ${answer.total}`;
};

describe('goals are found by a goal query', () => {
  it.each([
    ['status:open', 'g2 g1 of 2'],
    ['login status:open', 'g1 of 1'],
    ['-status:open', 'g3 of 1'],
    ['status:blocked', ' of 0'],
    ['status:', '“status:” needs a value.'],
    ['due:tomorow', '“tomorow” is not a value of “due:”. Did you mean “tomorrow”?'],
  ])('%j: %s', async (text, expected) => expect(await found(text)).toBe(expected));

  it.each(['login', 'roll out', 'note: call', 'https://a.example', '10:30', ''])('%j is words', async (text) =>
    expect(await found(text)).toBeUndefined(),
  );

  it('and no more than are asked for', async () => expect(await found('status:open', 1)).toBe('g2 of 2'));

  it('none where no tenant is connected', async () =>
    expect(await opened(false).byQuery('status:open', 1)).toEqual({ goals: [], total: 0 }));
});

describe('a typing error', () => {
  it.each([
    ['logn', 'login'],
    ['LOGN rte', 'login rate'],
    ['login', undefined],
    ['log', undefined],
    ['qqqqqq', undefined],
    ['', undefined],
  ])('%j is %s', async (typed, meant) => expect(await opened().corrected(typed)).toBe(meant));

  it('is none as long as there are no goals', async () =>
    expect(await opened(false).corrected('logn')).toBeUndefined());
});
