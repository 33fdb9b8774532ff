import { expect, it } from 'vitest';
import type { ProblemCode, TextProblem } from '../../../src/goalText/textProblem.ts';
import { goalTextProblem } from '../../../src/goalTextWords.ts';

const said = (code: ProblemCode, more: Partial<TextProblem> = {}): string =>
  goalTextProblem({ code, span: { start: 0, end: 1 }, ...more });

const all: Readonly<Record<ProblemCode, Partial<TextProblem>>> = {
  tooLarge: { limit: 1000 },
  tooDeep: {},
  tabs: {},
  invisible: {},
  badIndent: {},
  notClosed: { value: '"' },
  badYaml: {},
  manyDocuments: {},
  alias: {},
  anchor: {},
  tag: {},
  directive: {},
  mergeKey: {},
  keyTwice: { key: 'name' },
  noGoals: {},
  notMap: { key: 'goals' },
  notList: { key: 'metrics' },
  notText: { key: 'owner' },
  notOneLine: { key: 'owner' },
  unknownField: { value: 'statsu', nearest: 'status', choices: ['status'] },
  missing: { key: 'metric.target' },
  tooLong: { key: 'description', limit: 65_536 },
  badDate: { value: 'soon' },
  badRelativeDate: { value: 'start + soon' },
  badNumber: { value: 'many' },
  unknownName: { key: 'owner', value: 'Ann', nearest: 'Anne' },
  namesakes: { key: 'owner', value: 'Ann', choices: ['U1', 'U2'] },
  unknownGoal: { value: 'G1' },
  notLoaded: { value: 'G1' },
  sameId: { limit: 3 },
  idGone: { value: 'G1', nearest: 'Rollout' },
  perhapsMade: { value: 'G1', nearest: 'Rollout' },
  noTenant: { nearest: 'sample' },
  otherTenant: { value: 'sample', nearest: 'acme.gainsightcloud.com' },
  changedSince: {},
  noVersion: {},
  notReadExactly: {},
  descriptionUnseen: {},
  metricChanged: {},
  metricThere: { value: 'Logins' },
  unknownMetric: {},
  idInPlaybook: {},
  unknownVariable: { value: 'boss', choices: ['owner'] },
};

const isCode = (name: string): name is ProblemCode => Object.hasOwn(all, name);

it.each(Object.keys(all).filter(isCode))('%s is said in whole sentences, with all that it is about', (code) => {
  const text = said(code, all[code]);
  expect(text).toMatch(/^[\p{Lu}“].*[.?:]|[.?]$/su);
  expect(text).not.toMatch(/\{\d|undefined/);
});

it.each([
  ['unknownField', all.unknownField, '“statsu” is not a field here. Did you mean “status”?'],
  ['unknownField', { value: 'x', choices: ['id', 'name'] }, '“x” is not a field here. Use id or name.'],
  ['unknownName', { key: 'owner', value: 'Ann' }, 'Owner: no match for “Ann” among the goals of this tenant.'],
  ['otherTenant', all.otherTenant, 'This text is for the tenant Sample Data. It changes nothing in acme.'],
  ['missing', { key: 'company' }, 'Company is required.'],
] as const)('%s: %j', (code, more, expected) => {
  expect(said(code, more)).toBe(expected);
});
