import * as l10n from '@vscode/l10n';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import german from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };
import { partOf, type FieldChange, type PlanRow } from '../../../src/plan/plan.ts';
import { changeText, planRowWords } from '../../../src/plannedChanges/planRow.ts';
import type { Mismatch } from '../../../src/model/mismatches.ts';
import { toldMismatches, type StepState } from '../../../src/plan/stepState.ts';

const names = { company: () => undefined, owner: () => undefined, template: () => undefined };
const nothing: ReadonlySet<string> = new Set();

const started: FieldChange = { field: 'Status', before: 'Not Started', after: 'In Progress' };
const cleared: FieldChange = { field: 'TargetDate', before: '2031-12-31', after: '' };
const pictured: FieldChange = { field: 'Description', before: '', after: '<p><img src="data:"></p>' };
const described: FieldChange = { field: 'Description', after: '<p>New</p>' };

const updateOf = (name: string, ...changes: readonly FieldChange[]): PlanRow => ({
  key: '0',
  companyId: 'C',
  name,
  state: { kind: 'update', goalId: 'G', changes },
});

describe('a change', () => {
  afterEach(() => l10n.config({ contents: {} }));

  it.each<readonly [string, FieldChange, string, string]>([
    ['of a status', started, 'In Progress (was Not Started)', 'In Bearbeitung (vorher: Nicht begonnen)'],
    ['that clears', cleared, 'none (was Dec 31, 2031)', 'keine (vorher: 31.12.2031)'],
    [
      'that sets',
      { ...cleared, before: '', after: '2031-12-31' },
      'Dec 31, 2031 (was none)',
      '31.12.2031 (vorher: keine)',
    ],
    ['to a picture', pictured, 'without text (was none)', 'ohne Text (vorher: keine)'],
    [
      'to a name of nothing',
      { field: 'Name', before: 'Old', after: '\u200f' },
      'without text (was Old)',
      'ohne Text (vorher: Old)',
    ],
    ['of what was not read', described, 'New (previous value not known)', 'New (vorheriger Wert nicht bekannt)'],
  ])('%s says what is new first', (_, change, english, inGerman) => {
    expect(changeText(change, names)).toBe(english);
    l10n.config({ contents: german });
    expect(changeText(change, names)).toBe(inGerman);
  });

  it('that is alone in its row is said there, with its field', () => {
    const { description, tooltip } = planRowWords(
      updateOf('N', started, cleared),
      undefined,
      new Set([partOf.field('0', 'TargetDate')]),
      names,
    );
    expect(description).toBe('Status: In Progress (was Not Started)');
    expect(tooltip).toBe('N\nStatus: In Progress (was Not Started)');
  });

  it('keeps names in other directions in their places', () => {
    const change: FieldChange = { field: 'Name', before: 'Old', after: 'חדש' };
    const said = '\u2068חדש\u2069 (was Old)';
    expect(changeText(change, names)).toBe(said);
    expect(planRowWords(updateOf('N', change), undefined, nothing, names).description).toBe(`Name: ${said}`);
  });
});

const noDate = { code: 'badDate', value: 'soon', place: { line: 5 } } as const;

it.each<readonly [string, Partial<PlanRow>, string]>([
  ['a goal that is known', { name: 'N' }, 'N | Line 5: “soon” is not a date. Use YYYY-MM-DD.'],
  ['one that its line names', { name: 'N', companyId: '' }, 'Line 5: N | “soon” is not a date. Use YYYY-MM-DD.'],
  ['one without a name', { name: ' ', companyId: '' }, 'Line 5 | “soon” is not a date. Use YYYY-MM-DD.'],
  ['one of no line', { name: '', companyId: '', source: {} }, 'Goal | Line 5: “soon” is not a date. Use YYYY-MM-DD.'],
])('%s is called so where it is refused', (_, about, expected) => {
  const row = { ...updateOf(''), source: { line: 5 }, ...about };
  const { label, description } = planRowWords(
    { ...row, state: { kind: 'refused', refusals: [noDate] } },
    undefined,
    nothing,
    names,
  );
  expect(`${label} | ${description}`).toBe(expected);
});

const turning = /[\u202a-\u202e\u2066\u2067]/;

describe('whatever a tenant or a file has written', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '\n',
        '\r',
        '\t',
        '\u0007',
        '$(x)',
        '\u202e',
        '\u2066',
        'ש',
        '\ud83d',
        '😀',
        '{0}',
        '&',
      ),
    )
    .map((some) => some.join(''));
  const rows = text.chain((name) =>
    fc
      .constantFrom<PlanRow['state']>(
        { kind: 'update', goalId: 'G', changes: [{ field: 'Name', before: name, after: name }] },
        { kind: 'addMetric', goalId: 'G', metric: { Name: name, CurrentValue: '', TargetValue: '', Unit: '' } },
        {
          kind: 'refused',
          refusals: [
            { code: 'noSuchGoal', value: name, place: { line: 3 } },
            { code: 'notRead', value: name },
          ],
        },
        { kind: 'open', questions: [{ key: 'k', field: 'OwnerId', code: 'weak', text: name, choices: [] }] },
      )
      .map((state): PlanRow => ({ key: '0', companyId: 'C', name, state })),
  );

  it('stays on the lines of its row, turns nothing and draws no icons', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const { label, description, tooltip } = planRowWords(row, undefined, nothing, names);
        for (const said of [label, description, ...tooltip.split('\n')]) {
          expect(said).not.toMatch(/\p{Cc}|\$\(/u);
          expect(said).not.toMatch(turning);
          expect(said.isWellFormed()).toBe(true);
        }
        expect(label).not.toBe('');
        expect(tooltip.split('\n')).toHaveLength(2);
      }),
    );
  });
});

const metric = { Name: 'Logins', CurrentValue: '', TargetValue: '600', Unit: 'users' };
const metricRow: PlanRow = { key: '0', companyId: 'C', name: 'N', state: { kind: 'addMetric', goalId: 'G', metric } };

it('a metric that Gainsight stored with another target is not said to be as it was planned', () => {
  const done = { kind: 'done', goalId: 'G', metricId: 'M', changes: [], mismatches: ['Name', 'TargetValue'] } as const;
  const { description, icon } = planRowWords(metricRow, done, nothing, names);
  expect(description).toBe('saved; Gainsight has different values in Metric and Target');
  expect(icon).toBe('conflict');
});

describe('what was sent and what Gainsight holds', () => {
  const goalRow = updateOf('N', started);
  const known = { ...names, owner: (id: string) => (id === 'O' ? 'Ann [x](command:y)' : undefined) };

  const linesOf = (row: PlanRow, ...mismatches: readonly Mismatch<string>[]): readonly string[] => {
    const state: StepState = { kind: 'done', goalId: 'G', changes: [], ...toldMismatches(mismatches) };
    return planRowWords(row, state, nothing, known).tooltip.split('\n').slice(3);
  };

  it.each<readonly [string, PlanRow, Mismatch<string>, string]>([
    [
      'a name',
      goalRow,
      { field: 'Name', meant: 'Long name', held: 'Long' },
      'Name: saved as “Long name”, but Gainsight has “Long”.',
    ],
    [
      'a date that is still there',
      goalRow,
      { field: 'TargetDate', meant: '', held: '2031-03-01' },
      'Target date: saved without a value, but Gainsight has “Mar 1, 2031”.',
    ],
    [
      'an owner, by name where that is known',
      goalRow,
      { field: 'OwnerId', meant: 'O', held: 'P' },
      'Owner: saved as “Ann [x] (command:y)”, but Gainsight has “P”.',
    ],
    [
      'a description that differs far from its beginning',
      goalRow,
      { field: 'Description', meant: `<p>${'a'.repeat(900)}x</p>`, held: `<p>${'a'.repeat(900)}</p>` },
      `Description: saved as “…${'a'.repeat(20)}x”, but Gainsight has “…${'a'.repeat(20)}”.`,
    ],
    [
      'descriptions that differ in their tags and in what nobody sees',
      goalRow,
      { field: 'Description', meant: '<p>a\u200b</p>', held: '<p><b>a</b></p>' },
      'Description: saved as “<p>a </p>”, but Gainsight has “<p><b>a</b></p>”.',
    ],
    [
      'what is not known',
      goalRow,
      { field: 'Status', meant: 'Achieved', held: undefined },
      'Status: Gainsight has not confirmed “Achieved”.',
    ],
    [
      'a metric’s target',
      metricRow,
      { field: 'TargetValue', meant: '600', held: '6' },
      'Target: saved as “600”, but Gainsight has “6”.',
    ],
    [
      'a turn of the text',
      goalRow,
      { field: 'Name', meant: 'N', held: 'a\u202eb\nc' },
      'Name: saved as “N”, but Gainsight has “a b c”.',
    ],
  ])('%s', (_, row, mismatch, expected) => {
    expect(linesOf(row, mismatch)).toEqual([expected]);
  });

  it('the last of two of one field, and a line a field', () => {
    const first = { field: 'Name', meant: 'A', held: 'B' };
    expect(
      linesOf(goalRow, first, { ...first, held: 'C' }, { field: 'Status', meant: 'Achieved', held: 'New' }),
    ).toEqual(['Name: saved as “A”, but Gainsight has “C”.', 'Status: saved as “Achieved”, but Gainsight has “New”.']);
  });

  it('nothing where a journal of an earlier version has the fields alone', () => {
    const state: StepState = { kind: 'done', goalId: 'G', changes: [], mismatches: ['Name'] };
    expect(planRowWords(goalRow, state, nothing, known).tooltip.split('\n')).toHaveLength(3);
  });
});
