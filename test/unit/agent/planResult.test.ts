import { expect, it } from 'vitest';
import { goalsOf, resultOf } from '../../../src/agent/planResult.ts';
import { newStore } from '../model/newStore.ts';
import type { Step } from '../../../src/plan/plan.ts';
import { toldMismatches, type StepState } from '../../../src/plan/stepState.ts';
import { fencedIn } from './agentTenants.ts';

const store = newStore(() => new Date());

const done: StepState = { kind: 'done', goalId: 'G', changes: [], mismatches: [] };
const failed: StepState = { kind: 'failed', error: { kind: 'forbidden', outcome: 'notStored' } };
const perhapsThere: StepState = { kind: 'failed', error: { kind: 'server', outcome: 'unknown' } };
const written: StepState = { kind: 'notPutBack', stored: { ...done }, lost: { Status: 'Missed' } };

/** The answer for updates of so many goals, in these states. */
const resultFor = (states: readonly StepState[], note?: string) => {
  const steps = states.map((_, at): Step => ({
    kind: 'update',
    key: `${at}`,
    goalId: `goal ${at} ${'x'.repeat(60)}`,
    changes: [{ field: 'Status', after: 'Missed' }],
  }));
  return resultOf(steps, new Map(states.map((state, at) => [`${at}`, state])), goalsOf(steps, { store }), note);
};

const rowsIn = (text: string): readonly string[] => fencedIn(text).inside.split('\n').slice(1);

it('tells first what went wrong, and of the rest how many there are', () => {
  const states = Array.from({ length: 320 }, () => done);
  const { text, isError } = resultFor([...states, failed, { ...done, mismatches: ['Name'] }, written], 'And so on.');
  expect(isError).toBe(true);
  expect(text.length).toBeLessThanOrEqual(8000);
  const rows = rowsIn(text);
  expect([rows[0], rows[1], rows[2]]).toEqual([
    expect.stringContaining('tell the person at once'),
    expect.stringContaining('plan anew'),
    expect.stringContaining('holds another value in Name'),
  ]);
  expect(text).toContain(`321 of 323 changes are in the tenant.`);
  expect(text).toContain(`\n${323 - rows.length} more are done.\nAnd so on.`);
});

it('counts what there is no room for by what became of it, and never as failed what may be there', () => {
  const many = (state: StepState): readonly StepState[] => Array.from({ length: 100 }, () => state);
  const { text } = resultFor([...many({ kind: 'waiting' }), ...many(failed), ...many(perhapsThere), done]);
  expect(text.length).toBeLessThanOrEqual(8000);
  expect(fencedIn(text).outside).toMatch(
    /\d+ more are in doubt: apply the plan again\. 100 more are not saved: plan them anew\./,
  );
  expect(fencedIn(text).outside).toContain('100 more are not sent: apply the plan again. 1 more is done.');
});

it('tells all in the order of the plan where there is room and nothing went wrong', () => {
  const { text, isError } = resultFor([done, { kind: 'unchanged' }, done]);
  expect([isError, rowsIn(text).length, text]).toEqual([false, 3, expect.not.stringContaining('more')]);
  expect(rowsIn(text).filter((row) => row.split(' | ').length !== 5)).toEqual([]);
});

it('says what is held in the place of what was sent', () => {
  const told = [
    { field: 'Name', meant: `N${'x'.repeat(90)}`, held: 'N' },
    { field: 'TargetDate', meant: '', held: '2031-01-02' },
    { field: 'Status', meant: 'Missed', held: undefined },
  ];
  const states = told.map((each): StepState => ({ kind: 'done', goalId: 'G', changes: [], ...toldMismatches([each]) }));
  expect(rowsIn(resultFor(states).text)).toEqual([
    expect.stringContaining(`Name ("N" for "N${'x'.repeat(38)}…")`),
    expect.stringContaining('TargetDate ("2031-01-02" for nothing)'),
    expect.stringContaining('Status (not confirmed: "Missed")'),
  ]);
});
