import { expect, it } from 'vitest';
import { goalCheckRules, type GoalCheckRule } from '../../../src/model/risk/goalCheckRule.ts';
import { fixesFor, type AskFor } from '../../../src/review/goalFixes.ts';

const answers: AskFor = { date: async () => '2031-03-01', owner: async () => 'u1' };
const none: AskFor = { date: async () => '', owner: async () => undefined };

it.each<readonly [GoalCheckRule, readonly (readonly [string, object])[]]>([
  [
    'overdueInProgress',
    [
      ['Set Target Date…', { TargetDate: '2031-03-01' }],
      ['Set Status to Achieved', { Status: 'Achieved' }],
      ['Set Status to Missed', { Status: 'Missed' }],
    ],
  ],
  ['achievedBelow100', [['Set Status to In Progress', { Status: 'In Progress' }]]],
  ['sameName', []],
  ['noOwner', [['Set Owner…', { OwnerId: 'u1' }]]],
  ['noDate', [['Set Target Date…', { TargetDate: '2031-03-01' }]]],
  ['noMetric', []],
  [
    'openPastOthers',
    [
      ['Set Status to Achieved', { Status: 'Achieved' }],
      ['Set Status to Missed', { Status: 'Missed' }],
    ],
  ],
])('%s is put right by this', async (rule, expected) => {
  const fixes = fixesFor(rule, answers);
  expect(await Promise.all(fixes.map(async ({ label, fields }) => [label, await fields()]))).toEqual(expected);
});

it('fixes nothing by removing what is missing', async () => {
  const [dated] = fixesFor('noDate', none);
  const [owned] = fixesFor('noOwner', none);
  expect([await dated?.fields(), await owned?.fields()]).toEqual([undefined, undefined]);
});

it('knows each rule', () => {
  for (const rule of goalCheckRules) expect(fixesFor(rule, answers).length).toBeGreaterThanOrEqual(0);
});
