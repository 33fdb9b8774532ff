import { describe, expect, it } from 'vitest';
import { agreedBase } from '../../../src/goalText/agreedBase.ts';
import { madeEntries } from '../../../src/goalText/madeEntries.ts';
import { readGoalText } from '../../../src/goalText/readGoalText.ts';
import { readTextBase } from '../../../src/goalText/readTextBase.ts';
import { GoalShower } from '../../../src/goalText/textBase.ts';
import { idEdit, metricEdits, tenantEdit, versionEdit, type TextEdit } from '../../../src/goalText/textEdits.ts';
import type { MadeGoal } from '../../../src/plan/intent.ts';
import { Names } from '../../../src/plan/knownTenant.ts';
import { goals, known } from '../plan/known.ts';
import { knownGoals, mistakes, named, openedText, planned } from './textTenant.ts';

const applied = (source: string, edits: readonly TextEdit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((text, { at, length, text: more }) => text.slice(0, at) + more + text.slice(at + length), source);

const names = new Names(known);
const made = (goalId: string, more: Partial<MadeGoal> = {}): MadeGoal => ({
  tenant: 'sample',
  goalId,
  companyId: 'C2',
  name: 'Rollout',
  ...more,
});
const arrivedText = (source: string, some: readonly MadeGoal[] = [made('G3')]): string => {
  const text = readGoalText(source);
  const edits = madeEntries(text, some, names).arrived.flatMap(({ entry, goalId }) => {
    const goal = known.goal(goalId);
    return goal === undefined ? [] : idEdit(source, entry, goal);
  });
  return applied(source, edits);
};

describe('a new goal that was made of the text', () => {
  it.each([
    [
      'gets its id, and everything else stays',
      '# mine\r\ngoals:\r\n  # this one\r\n  - company: Müller AG # here\r\n    name: Rollout\r\n',
      '# mine\r\ngoals:\r\n  # this one\r\n  - id: G3\r\n    modified: 2031-01-01T00:00:00.000Z\r\n    company: Müller AG # here\r\n    name: Rollout\r\n',
    ],
    [
      'and no version twice',
      'goals:\n  - modified: x\n    company: C2\n    name: Rollout\n',
      'goals:\n  - id: G3\n    modified: x\n    company: C2\n    name: Rollout\n',
    ],
    [
      'also in braces',
      'goals:\n  - {company: C2, name: Rollout}\n',
      'goals:\n  - { id: G3, modified: 2031-01-01T00:00:00.000Z,company: C2, name: Rollout}\n',
    ],
  ])('%s', (_, source, expected) => {
    expect(arrivedText(source)).toBe(expected);
    expect(readGoalText(expected).problems).toEqual([]);
  });

  it.each([
    ['another name', 'goals:\n  - {company: C2, name: Rollout 2}\n'],
    ['another company', 'goals:\n  - {company: C1, name: Rollout}\n'],
    ['its id elsewhere in the text', 'goals:\n  - {company: C2, name: Rollout}\n  - id: G3\n'],
    ['no company', 'goals:\n  - name: Rollout\n'],
    ['a namesake', 'goals:\n  - {company: C2, name: Rollout}\n  - {company: C2, name: Rollout}\n'],
  ])('is not taken for one with %s', (_, source) => {
    expect(arrivedText(source)).toBe(source);
  });

  it('is no other goal that is called so', () => {
    const source = 'goals:\n  - {company: C2, name: Rollout}\n';
    expect(arrivedText(source, [])).toBe(source);
    expect(planned(source).intents).toMatchObject([{ kind: 'create' }]);
  });

  it('is not made again, whatever its entry is called by now', () => {
    const head = 'tenant: sample\ngoals:\n';
    const so = `${head}  - {company: C2, name: Rollout}\n`;
    const other = `${head}  - {company: C1, name: Rollout 2}\n`;
    const some = { made: [made('G3')] };
    expect(mistakes(so, some)).toEqual(['3:25 idGone G3 Rollout']);
    expect(mistakes(other, some)).toEqual(['3:25 perhapsMade G3 Rollout']);
    expect(planned(other, some).intents).toEqual([]);
    const both = `${so}  - {company: C1, name: More}\n`;
    expect(mistakes(both, some)).toEqual(['3:25 idGone G3 Rollout']);
    expect(planned(`${other}  - id: G3\n`, some)).toMatchObject({ problems: [], intents: [{ kind: 'create' }] });
  });

  it('brings its tenant to a text that has none', () => {
    const edited = (source: string): string => applied(source, tenantEdit(source, readGoalText(source), 'sample'));
    expect(edited('# mine\r\ngoals:\r\n  - name: x\r\n')).toBe('# mine\r\ntenant: sample\r\ngoals:\r\n  - name: x\r\n');
    expect(edited('tenant: other\ngoals:\n')).toBe('tenant: other\ngoals:\n');
    expect(edited('{goals: [{name: x}]}')).toBe('{goals: [{name: x}]}');
  });
});

it('a metric that was new gets its id', () => {
  const source =
    'goals:\n  - id: G2\n    metrics:\n      - name: Seats\n        target: 5\n      - {name: B, target: 1}\n';
  const [entry] = readGoalText(source).entries;
  const now = [
    { Gsid: 'M8', Name: 'Seats', GoalId: 'G2', TargetValue: 5 },
    { Gsid: '123', Name: 'B', GoalId: 'G2', TargetValue: 1 },
  ];
  expect(entry && applied(source, metricEdits(source, entry, now))).toBe(
    'goals:\n  - id: G2\n    metrics:\n      - id: M8\n        name: Seats\n        target: 5\n      - { id: "123",name: B, target: 1}\n',
  );
});

it('the version goes on where the text says what is there, and only there', () => {
  const shower = new GoalShower(names, known);
  const goal = goals.map(named)[2];
  const source = 'goals:\n  - id: G3\n    modified: "2030-01-01"\n    name: Rollout\n    status: In Progress\n';
  const edit = (text: string): string => {
    const [entry] = readGoalText(text).entries;
    const change = entry && goal && versionEdit(entry, shower.base(goal));
    return change === undefined ? text : applied(text, [change]);
  };
  expect(edit(source)).toBe(source.replace('"2030-01-01"', '2031-01-01T00:00:00.000Z'));
  const other = source.replace('In Progress', 'Missed');
  expect(edit(other)).toBe(other);
});

it('what the tenant holds by now is no change any more', () => {
  const { base, text } = openedText();
  const source = text.replace('name: Rollout', 'name: Rollout 2');
  const shower = new GoalShower(names, known);
  const now = (id: string) => {
    const goal = knownGoals.goal(id);
    return goal && shower.base(id === 'G3' ? { ...goal, Name: 'Rollout 2' } : { ...goal, Status: 'Missed' });
  };
  const agreed = agreedBase(readGoalText(source), base, now);
  expect(planned(source, { base }).intents).toHaveLength(1);
  expect(planned(source, { base: agreed }).intents).toEqual([]);
  // What a colleague did since is none of the text's.
  expect(agreed.goals[0]?.fields.Status).toBe('In Progress');
});

it('what a text was made of is read again, and nothing else is', () => {
  const { base } = openedText();
  expect(readTextBase(JSON.parse(JSON.stringify(base)))).toEqual(base);
  const later = { ...base, made: [made('G3')] };
  expect(readTextBase(JSON.parse(JSON.stringify(later)))).toEqual(later);
  expect(readTextBase({ ...base, made: [{ goalId: 'G3' }] })).toBeUndefined();
  expect(readTextBase({ ...base, goals: [{ id: 'x' }] })).toBeUndefined();
  expect(readTextBase(undefined)).toBeUndefined();
});
