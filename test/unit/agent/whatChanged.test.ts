import { describe, expect, it } from 'vitest';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';
import { fencedIn, openTools } from './agentTenants.ts';
import { hostileTexts } from './hostile.ts';

const at = Math.floor(Date.parse('2026-11-25T12:00:00Z') / 1000);

type Recorded = Omit<RecordedChange, 'at' | 'seen'>;

/** What the tool says of these changes, one line a goal. */
const saidOf = async (changes: (id: string) => readonly Recorded[], input: object = {}) => {
  let goalId = '';
  const tools = await openTools(
    { goals: 5 },
    {
      history: async (_, since, take) => {
        for (const change of changes(goalId)) take({ ...change, at, seen: at });
        return { from: since - 10, gaps: [], metricNames: new Map([['m', 'Logins']]) };
      },
    },
  );
  goalId = tools.goals[0]?.Gsid ?? '';
  const { text } = await tools.ask('what_changed', input);
  const [, row = ''] = fencedIn(text).inside.split('\n');
  return { ...tools, text, row, goalId };
};

describe('what_changed', () => {
  const cases: readonly (readonly [string, Omit<Recorded, 'goalId'>])[] = [
    ['new', { field: 'existence', after: 'A goal' }],
    ['achieved', { field: 'Status', before: 'In Progress', after: 'Achieved' }],
    ['missed', { field: 'Status', before: 'In Progress', after: 'Missed' }],
    ['reopened: Achieved to In Progress', { field: 'Status', before: 'Achieved', after: 'In Progress' }],
    [
      'target date slipped: 2026-11-01 to 2026-12-01',
      { field: 'TargetDate', before: '2026-11-01', after: '2026-12-01' },
    ],
    ['target date: 2026-11-01 to none', { field: 'TargetDate', before: '2026-11-01' }],
    ['progress: 10 per cent to 30 per cent', { field: 'CompletionPercentage', before: 10, after: 30 }],
    ['owner: nobody known to none', { field: 'OwnerId', before: 'nobody known' }],
    ['company: one to other', { field: 'CompanyId', before: 'one', after: 'other' }],
    ['name: Old to New', { field: 'Name', before: 'Old', after: 'New' }],
    ['metric Logins: 1 to 2', { field: 'metricValue', metricId: 'm', before: 1, after: 2 }],
    ['target of metric Logins: 5 to 9', { field: 'metricTarget', metricId: 'm', before: 5, after: 9 }],
    ['new metric Logins', { field: 'metricName', metricId: 'm', after: 'Logins' }],
  ];
  it.each(cases)('says %s', async (expected, change) => {
    const { row, goalId } = await saidOf((id) => [{ goalId: id, ...change }]);
    expect(row.startsWith(`${goalId} | `)).toBe(true);
    expect(row.split(' | ').at(-1)).toBe(expected);
  });

  it('says of a goal that is gone what it was called', async () => {
    const { row } = await saidOf(() => [{ goalId: 'X', field: 'existence', before: 'It was called so' }]);
    expect(row).toContain('X | It was called so');
    expect(row).toContain('no longer in the tenant');
  });

  it('leaves out what changed in other companies', async () => {
    const { text } = await saidOf((goalId) => [{ goalId, field: 'Name', before: 'a', after: 'b' }], {
      company: '1P02'.padEnd(36, 'X'),
    });
    expect(text).toContain('No company is called');
  });

  it.each(hostileTexts)('fences %j', async (text) => {
    const Name = text.toWellFormed();
    const said = await saidOf((goalId) => [{ goalId, field: 'Name', before: Name, after: `${Name}!` }]);
    const { outside } = fencedIn(said.text);
    expect(outside.split('\n').filter((line) => !/^(1 goal changed|Text from the tenant|Rows 1|$)/.test(line))).toEqual(
      [],
    );
    expect(said.text).not.toMatch(/[\p{Cf}\u{e0000}-\u{e0fff}]/u);
  });

  it('says from when on it knows', async () => {
    const { ask } = await openTools(
      { goals: 5 },
      { history: async (_, since) => ({ from: since + 86_400, gaps: [since + 90_000], metricNames: new Map() }) },
    );
    const { text } = await ask('what_changed', { since: '2026-11-20' });
    expect(text).toContain('Recorded since 2026-11-21 only. Not all is known');
  });

  it.each(['2026-02-30', '2026-11-29', 'x', '-3', '99999d', ''])('does not take %j for a day', async (since) => {
    const { ask } = await openTools({ goals: 5 });
    expect(await ask('what_changed', { since })).toMatchObject({ isError: true, text: expect.stringContaining('7d') });
  });
});

describe('show_goal', () => {
  it('opens the goal that is meant', async () => {
    const { ask, goals, shown } = await openTools();
    const { text, isError } = await ask('show_goal', { goal: goals[3]?.Gsid });
    expect([isError, shown.map(({ Gsid }) => Gsid)]).toEqual([false, [goals[3]?.Gsid]]);
    expect(fencedIn(text).inside).toContain(goals[3]?.Name);
  });

  it('opens none that is only like it', async () => {
    const { ask, shown } = await openTools();
    expect((await ask('show_goal', { goal: 'single' })).isError).toBe(true);
    expect(shown).toEqual([]);
  });
});
