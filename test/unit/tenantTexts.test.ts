import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Goal } from '../../src/api/schema.ts';
import { draftRow } from '../../src/drafts/draftRow.ts';
import { noFields } from '../../src/model/goalFields.ts';
import { valueText } from '../../src/plannedChanges/valueText.ts';
import { pickedItem } from '../../src/quickActions/pickedItem.ts';
import { updateSavedText } from '../../src/review/updateSavedText.ts';
import { cardRows } from '../../src/sweep/sweepCard.ts';
import { begin, decisionOn, withNote } from '../../src/sweep/sweep.ts';
import { companyRow, goalRow, metricRow } from '../../src/tree/goalRow.ts';
import { groupRow } from '../../src/tree/groupRow.ts';
import { filterItems } from '../../src/views/filterItems.ts';
import { viewRow } from '../../src/views/viewText.ts';
import { context, rowsOf } from './model/query/goals.ts';

/** An icon where VS Code draws them, and a direction that what stands beside it would take. */
const hostile = '\u202e$(zap)\n$(sync~spin) אבג';
const now = new Date(2031, 5, 15, 12);
const goal: Goal = {
  Gsid: 'g',
  Name: hostile,
  CompanyId: 'c',
  CompanyName: hostile,
  Status: hostile,
  OwnerId: 'o',
  OwnerName: hostile,
  TargetDate: '2031-06-20',
};
const owners = [{ id: 'o', name: hostile }];
const sweep = withNote(begin([]), 'g', { date: '2031-06-15', text: hostile });
const card = {
  goal,
  reasons: [],
  decision: decisionOn(sweep, 'g'),
  owners,
  now,
  isFirst: false,
  changes: 1,
  readDate: () => undefined,
};
const names = { company: () => hostile, owner: () => hostile, template: () => hostile };
const draft = {
  tenant: 'acme.gainsightcloud.com',
  id: '1P02',
  draft: { base: noFields, mine: { ...noFields, Name: hostile, CompanyId: 'c' }, at: now.toISOString() },
} as const;

const filterTexts = (text: string): unknown =>
  filterItems(text, rowsOf([goal]), context, { sort: 'name', isDown: false });

/** What is kept beside the texts, to be sent or compared, is as the tenant has it. */
const isShown = (key: string): boolean => !['name', 'id', 'act', 'goalId', 'text', 'query'].includes(key);

it.each<readonly [string, () => unknown]>([
  ['of a goal', () => goalRow(goal, now, false, { company: hostile })],
  ['of a company', () => companyRow(hostile, { goals: 1, achieved: 0, missed: 0, overdue: 0 })],
  ['of a metric', () => metricRow({ Gsid: 'm', Name: hostile, GoalId: 'g', CurrentValue: 1, Unit: hostile })],
  [
    'of a group',
    () => groupRow('status', { key: hostile, name: hostile, overdue: 0, unread: 0, rows: new Uint32Array(1) }),
  ],
  [
    'of a draft',
    () => {
      const surroundings = { labelOf: () => hostile, tenant: draft.tenant, companyName: () => hostile, now };
      const { label, description } = draftRow(draft, surroundings);
      const elsewhere = draftRow(draft, { ...surroundings, tenant: undefined });
      return [label, description, elsewhere.label, elsewhere.description];
    },
  ],
  ['of a view', () => viewRow(hostile, undefined, false)],
  ['of a filter', () => filterTexts('zap')],
  ['of a filter that is wrong', () => filterTexts('due:$(zap)')],
  ['of a choice', () => pickedItem('\u202eo$(x)', hostile, hostile)],
  ['of a choice by its id', () => pickedItem('o$(x)', hostile)],
  ['of a sweep', () => cardRows(card, '')],
  ['of a sweep while one types', () => cardRows(card, 'zap')],
  ['of a value that is planned', () => valueText('OwnerId', 'o', names)],
  ['of an update that was saved', () => updateSavedText(goal)],
])('the texts %s draw no icon and turn nothing around', (_, textsOf) => {
  expect(JSON.stringify(textsOf(), (key, value: unknown) => (isShown(key) ? value : undefined))).not.toMatch(
    /\$\(|[\u202a-\u202e]/,
  );
});

const src = path.resolve(import.meta.dirname, '../../src');

it('what is for a sentence alone makes no label', () => {
  const wrong = /\b(label|description|detail): asPlainText\(|(Completion|Tree)Item\(asPlainText\(|BarMessage.*asPlain/;
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.filter((file) => wrong.test(readFileSync(path.join(src, file), 'utf8')))).toEqual([]);
});
