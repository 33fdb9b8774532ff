import { describe, expect, it } from 'vitest';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { newStore } from '../model/newStore.ts';
import { addNote, type StatusNote } from '../../../src/description/statusNotes.ts';
import { fencedIn, openTools, type ToolOptions, type Tools } from './agentTenants.ts';
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

/** The tools on a tenant in whose goals these lines were logged, in the first one first. */
const openLogged = async (lines: readonly (readonly StatusNote[])[], options: ToolOptions = {}): Promise<Tools> => {
  const tools = await openTools({ goals: 30 }, options);
  const colleague = newStore();
  colleague.use(tools.client);
  for (const [index, notes] of lines.entries()) {
    const { Gsid = '' } = tools.goals[index] ?? {};
    const before = fieldsOf(await colleague.fetchGoal(Gsid));
    const Description = notes.reduce((text, each) => addNote(text, each), before.Description);
    await colleague.updateGoal(Gsid, before, { ...before, Description });
  }
  return tools;
};

const note = (date: string, name: string, text: string): StatusNote => ({ date, name, text });

/** What stands within each fence. */
const fencesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^~~~~tenant-data\n([^]*?)\n~~~~$/gm)].map(([, inside = '']) => inside);

describe('what was logged', () => {
  it('is told line by line: who, when and what, since the day that was asked for', async () => {
    const { ask, goals } = await openLogged([
      [note('2026-11-02', 'Ann', 'Kick-off'), note('2026-11-27', 'Ann', 'Legal | signs first')],
      [note('2026-11-28', '', 'Seats are ordered')],
    ]);
    const { text } = await ask('what_changed', { since: '2d' });
    expect(text).toContain('2 goals changed since 2026-11-26.');
    expect(text).toContain('2 updates of these goals.');
    expect(fencesIn(text)[1]?.split('\n').toSorted()).toEqual(
      [
        'goal id | day | by | update',
        `${goals[0]?.Gsid} | 2026-11-27 | Ann | Legal \\| signs first`,
        `${goals[1]?.Gsid} | 2026-11-28 | - | Seats are ordered`,
      ].toSorted(),
    );
  });

  it('is told of a goal in which nothing else is recorded', async () => {
    const { ask, goals } = await openLogged([[note('2026-11-28', 'Ann', 'Kick-off')]], {
      history: async (_, since) => ({ from: since - 10, gaps: [], metricNames: new Map() }),
    });
    const { text } = await ask('what_changed', { since: '2d' });
    expect(fencesIn(text)[0]).toContain(`${goals[0]?.Gsid} | `);
    expect(fencesIn(text)[0]).toContain('update logged on 2026-11-28');
  });

  it('is told of the goals of the page, and of the company that was asked for', async () => {
    const { ask, goals } = await openLogged([0, 1, 2].map((line) => [note('2026-11-28', 'Ann', `line ${line}`)]));
    const pages = await Promise.all(
      [0, 1, 2].map(async (offset) => (await ask('what_changed', { since: '2d', limit: 1, offset })).text),
    );
    const linesIn = (text: string): readonly string[] => text.match(/line \d/g) ?? [];
    expect(pages.map((text) => linesIn(text).length)).toEqual([1, 1, 1]);
    expect(pages.flatMap(linesIn).toSorted()).toEqual(['line 0', 'line 1', 'line 2']);
    const company = goals[0]?.CompanyId ?? '';
    const { text } = await ask('what_changed', { since: '2d', company });
    expect(linesIn(text).toSorted()).toEqual(
      [0, 1, 2].filter((line) => goals[line]?.CompanyId === company).map((line) => `line ${line}`),
    );
  });

  it('costs a request for each goal, of 20 at most, and none where nothing changed since', async () => {
    const { ask, tenant } = await openLogged(
      Array.from({ length: 25 }, (_, line) => [note('2026-11-28', 'Ann', `line ${line}`)]),
    );
    const reads = (): number => tenant.requests.filter(({ operationId }) => operationId === 'getGoal').length;
    const before = reads();
    const { text } = await ask('what_changed', { since: '2d' });
    expect(reads() - before).toBe(20);
    expect(text).toContain('Updates may be missing: they are read of the 20 goals that changed last.');
    expect((await ask('what_changed', { since: '2d' })).text).toBe(text);
    expect(reads() - before).toBe(20);
  });

  it.each([2000, 8000, 20_000])('keeps to %d characters', async (most) => {
    const long = 'It is a long story. '.repeat(60);
    const { ask } = await openLogged(
      Array.from({ length: 12 }, () => [note('2026-11-27', 'Ann', long), note('2026-11-28', 'Ben', long)]),
    );
    const { text } = await ask('what_changed', { since: '2d', max_characters: most });
    expect(text.length).toBeLessThanOrEqual(most);
    expect(text).toContain('It is a long story.');
  });

  it.each(hostileTexts)('is data: %j', async (hostile) => {
    const { ask } = await openLogged([[note('2026-11-28', hostile.toWellFormed(), hostile.toWellFormed())]]);
    const { text } = await ask('what_changed', { since: '2d' });
    const ours = /^(1 goal changed|1 update of|Nothing is recorded here|Text from the tenant|Rows 1|$)/;
    expect(
      fencedIn(text)
        .outside.split('\n')
        .filter((line) => !ours.test(line)),
    ).toEqual([]);
    expect(text).not.toMatch(/[\p{Cf}\u{e0000}-\u{e0fff}]/u);
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
