import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantLabel } from '../../src/words/tenantLabel.ts';
import { ApiError, type ApiErrorFacts } from '../../src/api/errors.ts';
import type { Goal } from '../../src/api/schema.ts';
import { findNotes, findTitle } from '../../src/commands/findNotes.ts';
import { goalMarkdown, metricLine } from '../../src/goalFiles/goalMarkdown.ts';
import { readAccessKey } from '../../src/connection/accessKey.ts';
import { disconnectedText } from '../../src/connection/disconnectedText.ts';
import { reportOf } from '../../src/connection/diagnosis.ts';
import { readTenantAddress } from '../../src/connection/tenantAddress.ts';
import { draftName, draftRow } from '../../src/drafts/draftRow.ts';
import { explainInOne, explainMismatches, explainProblems } from '../../src/explain.ts';
import { Failure } from '../../src/failure.ts';
import { ofApi, ofFailure, ofGateway, ofNetwork } from '../../src/failureWords.ts';
import { goalFieldNames, mapFields } from '../../src/model/goalFields.ts';
import { NotConnected, type LoadState } from '../../src/model/goalStore.ts';
import { GoalConflict } from '../../src/model/merge.ts';
import { messageFor } from '../../src/tree/goalMessage.ts';
import { companyRow, goalRow, metricRow } from '../../src/tree/goalRow.ts';
import { hasEnglish, speakEnglish, speakOtherLanguage } from './words/otherLanguage.ts';

beforeAll(speakOtherLanguage);
afterAll(speakEnglish);

const now = new Date(2031, 5, 15, 12);
const none = mapFields(() => '');
const keys = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object of these keys and no other
  Object.keys(table) as Key[];
const api = (kind: ApiError['kind'], facts: ApiErrorFacts = {}): ApiError => new ApiError(kind, 'updateGoal', facts);
const coded = (code: string): Error => Object.assign(new Error(code), { code });

const errors = (): readonly unknown[] => [
  ...keys(ofApi).map((kind) => api(kind, { answeredBy: 'tenant', detail: 'д', requestId: '1', outcome: 'unknown' })),
  ...keys(ofApi).map((kind) => api(kind, { outcome: 'notStored' })),
  ...keys(ofNetwork).map((code) => api('network', { cause: coded(code) })),
  ...[...Object.keys(ofGateway), '500'].map((status) =>
    api('server', { status: Number(status), answeredBy: 'gateway' }),
  ),
  ...[undefined, 1, 5000, 61_000].map((retryAfterMs) =>
    api('throttled', retryAfterMs === undefined ? {} : { retryAfterMs }),
  ),
  ...['unreadable', 'badId'].map((code) => api('invalid', { cause: coded(code) })),
  api('forbidden', { code: 'GS_APIG_2402' }),
  ...keys(ofFailure).map((kind) => new Failure(kind)),
  ...[1, 3].map((count) => new GoalConflict(goalFieldNames.slice(0, count), { Gsid: '', ...none })),
  new NotConnected(),
  new Error('an accident'),
];

const goals: readonly Partial<Goal>[] = [
  {},
  ...['Not Started', 'In Progress', 'Achieved', 'Missed'].map((Status) => ({ Status })),
  ...['2031-06-15', '2031-06-16', '2031-12-31', '2031-06-01'].map((TargetDate) => ({ TargetDate })),
  { Name: '', unreadable: [...goalFieldNames, 'Gsid', 'CompanyName', 'OwnerName', 'CreatedDate', 'ModifiedDate'] },
  { unreadable: ['CompletionPercentage'], CompanyName: 'д', OwnerName: 'д', CompletionPercentage: 5 },
];
const goal = (fields: Partial<Goal>): Goal => ({ Gsid: '1', Name: 'д', CompanyId: '1', ...fields });
const metric = (fields: object) => ({ Gsid: '1', GoalId: '1', Name: 'д', ...fields });
const metrics = [{}, { TargetValue: 1 }, { CurrentValue: 1 }, { CurrentValue: 1, TargetValue: 2, Unit: 'д' }];

const extents = [
  { loaded: 0, total: undefined },
  { loaded: 1, total: undefined },
  { loaded: 1, total: 5 },
] as const;
const states = (): readonly LoadState[] => {
  const [error, at] = [api('timeout'), now];
  return [
    { kind: 'incomplete', at, loaded: 2 },
    ...extents.flatMap((extent): readonly LoadState[] => [
      { kind: 'loading', ...extent },
      { kind: 'loading', ...extent, asOf: now },
      { kind: 'failed', ...extent, error, isAsked: false },
      { kind: 'failed', ...extent, error, isAsked: false, asOf: now },
    ]),
  ];
};

const draft = (name: string, goalId: string | undefined, at: Date) => ({
  tenant: 'д',
  id: '1',
  draft: {
    ...(goalId === undefined ? {} : { goalId }),
    base: none,
    mine: { ...none, Name: name },
    at: at.toISOString(),
  },
});
const ages = [0, 60_000, 3_600_000, 90_000_000].map((ms) => new Date(now.getTime() - ms));

const stats = [
  { goals: 1, achieved: 1, missed: 0, overdue: 0 },
  { goals: 5, achieved: 1, missed: 0, overdue: 2 },
];

const problemsOf = (...readings: readonly object[]): readonly string[] =>
  readings.flatMap((reading) => ('problem' in reading ? [String(reading.problem)] : ['no problem']));
const addresses = ['', 'a b', 'ftp://a.b', 'http://a.b', 'a@b.c', '-', 'gainsightcloud.com', 'https//a.b'];

test.each<readonly [string, () => readonly string[]]>([
  ['failures', () => errors().map(explainInOne)],
  ['fields to fix', () => [explainProblems(goalFieldNames)]],
  [
    'values that differ',
    () => {
      const pairs = [undefined, '', 'д'].flatMap((held) => ['', 'д'].map((meant) => ({ label: 'д', meant, held })));
      return Object.values(explainMismatches(pairs));
    },
  ],
  ['companies', () => stats.flatMap((each) => Object.values({ ...companyRow('', each), icon: '' }))],
  [
    'goals',
    () => goals.flatMap((each) => Object.values({ ...goalRow(goal(each), now, true, { company: 'д' }), icon: '' })),
  ],
  ['metrics', () => metrics.flatMap((each) => Object.values({ ...metricRow(metric(each)), icon: '' }))],
  ['the message of the view', () => states().map((state) => messageFor(state, now))],
  [
    'drafts',
    () =>
      ages.flatMap((at) =>
        Object.values(
          draftRow(draft('', undefined, at), {
            tenant: '',
            labelOf: tenantLabel,
            companyName: () => 'д',
            now,
            failure: 'д',
          }),
        ),
      ),
  ],
  ['names of drafts', () => ['', 'д'].flatMap((name) => ['1', undefined].map((id) => draftName(draft(name, id, now))))],
  [
    'what was found',
    () =>
      states().flatMap((state) =>
        ['', 'д'].flatMap((query) =>
          [0, 5].flatMap((total) =>
            findNotes(query, { goals: [], total }, state).flatMap(({ label, description }) => [label, description]),
          ),
        ),
      ),
  ],
  [
    'the title of the search',
    () => (['find', 'open', 'addMetric'] as const).flatMap((of) => states().map((state) => findTitle(of, state))),
  ],
  ['Markdown', () => goals.map((each) => goalMarkdown(goal({ TargetDate: '1', ...each })))],
  ['a metric to paste', () => metrics.map((each) => metricLine(metric(each)))],
  ['keys', () => problemsOf(readAccessKey(''), readAccessKey('a b'), readAccessKey('x'.repeat(5000)))],
  ['addresses', () => problemsOf(...addresses.map(readTenantAddress)).map((text) => text.replace('https://a.b', ''))],
  [
    'disconnecting',
    () =>
      (['keyKept', 'keyRemoved', 'elsewhere'] as const).flatMap((how) => [
        disconnectedText({ kind: 'none' }, how),
        disconnectedText({ kind: 'connecting', label: 'д' }, how),
      ]),
  ],
  [
    'the report',
    () => {
      const steps = ['host', 'tls', 'api', 'key', 'rate', 'clock'] as const;
      const findings = steps.map((step) => ({ step, isFine: true, says: '' }));
      return [reportOf('http://127.0.0.1', findings, now).replace(now.toISOString(), '')];
    },
  ],
])('%s have no English word in another language', (_, texts) => {
  const told = texts();
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((text) => hasEnglish(text))).toEqual([]);
});
