import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readActivity } from '../../src/agent/activity.ts';
import { AllowedTenants } from '../../src/agent/vscode/allowedTenants.ts';
import { idsIn, keptIn, secretOf } from '../../src/connection/keptTenants.ts';
import { parseStoredTenant } from '../../src/connection/storedTenant.ts';
import { parseDraft } from '../../src/editing/draft.ts';
import { readFolderFile } from '../../src/folderFile/folderFile.ts';
import * as form from '../../src/form/protocol.ts';
import { ColumnMemory } from '../../src/goalFiles/columnMemory.ts';
import { mappedBy } from '../../src/csv/csvColumns.ts';
import { readGoalText } from '../../src/goalText/readGoalText.ts';
import { readTextBase } from '../../src/goalText/readTextBase.ts';
import { isChangeRow } from '../../src/history/changeRow.ts';
import { parseJson } from '../../src/json.ts';
import { parsedThresholds } from '../../src/model/risk/riskThresholds.ts';
import { readSeen } from '../../src/model/views/news.ts';
import { importViews, readViews } from '../../src/model/views/ownViews.ts';
import { readShown } from '../../src/model/views/shown.ts';
import { readWatchList } from '../../src/model/views/watchList.ts';
import * as overview from '../../src/overview/protocol.ts';
import { isEntry, isPlan, isSteps } from '../../src/plan/readPlan.ts';
import { readPaceRecord } from '../../src/sharing/paceRecord.ts';
import { parseSweep } from '../../src/sweep/sweep.ts';
import { Misshapen } from '../../src/webview/messageShape.ts';
import { MemoryMemento } from './connection/memory.ts';

const fields = { Name: 'a', CompanyId: 'c', Status: '', OwnerId: '', TargetDate: '', TemplateId: '', Description: '' };
const metric = { Name: 'm', CurrentValue: '1', TargetValue: '2', Unit: '' };
const shown = { query: 'status:open', group: 'owner', sort: 'name', isDown: true, view: 'v' };
const at = '2031-03-01T00:00:00Z';
const step = { kind: 'update', key: '0', goalId: 'g', changes: [{ field: 'Name', after: 'b', before: 'a' }] };

const memoryOf = (value: unknown): MemoryMemento => {
  const memory = new MemoryMemento();
  for (const key of ['csvColumns', 'agentServerTenants']) void memory.update(key, value);
  return memory;
};

/** What reads each kind of JSON that comes from outside, and an example of it. */
const readers: readonly (readonly [name: string, example: unknown, read: (value: unknown, json: string) => unknown])[] =
  [
    ['a folder’s file', { tenant: 'a.example', company: 'b', query: 'status:open' }, (_, json) => readFolderFile(json)],
    ['a text of goals', { goals: [{ id: 'g', metrics: [metric] }] }, (_, json) => readGoalText(json)],
    ['views to import', { customerGoalsViews: [{ name: 'a', shown }] }, (_, json) => importViews(json, [])],
    ['views that are kept', [{ id: 'i', name: 'a', shown: JSON.stringify(shown) }], readViews],
    ['what is shown', shown, (_, json) => readShown(json)],
    ['a watch list', { goals: ['g'], companies: ['c'] }, readWatchList],
    ['what was seen', { at: 1, day: '2031-03-01', own: { g: 1 } }, readSeen],
    ['thresholds', { staleDays: 30, reasons: { noOwner: false } }, parsedThresholds],
    ['a draft', { at, base: fields, mine: fields, metric, sent: fields, disputed: { theirs: fields } }, parseDraft],
    ['a plan', { id: 'p', tenant: 't', intents: [{ kind: 'create', fields }], answers: {}, leftOut: [] }, isPlan],
    ['its steps', [step], isSteps],
    ['its journal', { step: '0', state: { kind: 'failed', error: { kind: 'network' } } }, isEntry],
    ['a text’s base', { tenant: 't', goals: [{ id: 'g', modified: at, fields, shown: {}, notes: {} }] }, readTextBase],
    [
      'a sweep',
      { goalIds: ['g'], at: 0, decisions: [['g', { fields, base: fields, notes: [], typed: '' }]] },
      parseSweep,
    ],
    [
      'a stored tenant',
      { origin: 'https://a.example', accessKey: 'k'.repeat(20), name: 'n' },
      (_, json) => [parseStoredTenant(json), keptIn(new Map([[secretOf('a.example'), json]]))],
    ],
    ['the list of tenants', ['a.example'], (_, json) => idsIn(json)],
    ['tenants of agents', ['a.example'], (value) => new AllowedTenants(memoryOf(value)).has('a.example')],
    [
      'columns of files',
      [['["a"]', { a: 'name' }]],
      (value) => {
        const column = mappedBy(new ColumnMemory(memoryOf(value)).mappingFor(['a']));
        return [column('a'), column('constructor')];
      },
    ],
    ['a pace', { limit: 60, closedUntil: 0, isTrying: false, sent: [[1, 2]] }, (_, json) => readPaceRecord(json)],
    ['a row of the history', [1, 2, null, 3, 0], isChangeRow],
    [
      'a line of what agents did',
      { at, tool: 'get_goal', via: 'chat', goals: ['g'], goalCount: 1, fields: [] },
      (_, json) => readActivity(json),
    ],
    ['a message of the form', { type: 'edit', seq: 1, field: 'Name', value: 'a', markdown: 'a' }, form.parseToHost],
    [
      'a state of the form',
      { type: 'state', seq: 1, update: { values: fields, notice: { kind: 'none' } } },
      form.parseToPage,
    ],
    ['a message of the overview', { type: 'suggest', at: { text: 'a', caret: 1 } }, overview.parseToHost],
    ['what an overview keeps', { query: 'a', name: 'b' }, overview.parseScope],
  ];

const deep = (depth: number): unknown => parseJson(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    { toString: 0 },
    { toString: null, valueOf: 1, toJSON: 2 },
    { length: 5 },
    { length: -1, 0: 'x' },
    parseJson('{"__proto__":{"x":1},"constructor":{"prototype":1}}'),
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '\ud800',
    '',
    1e308,
    -1,
    Number.MAX_SAFE_INTEGER,
    true,
    null,
    deep(500),
  ),
  fc.jsonValue(),
);

/** The example, with something odd in one or two of its places, or in the place of all of it. */
const spoilt = (example: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 1, arbitrary: odd }, { weight: 9, arbitrary: spoiltWithin(example) });

const spoiltWithin = (example: unknown): fc.Arbitrary<unknown> => {
  if (Array.isArray(example))
    return fc
      .tuple(fc.tuple(...example.map((each: unknown) => perhaps(each))), fc.array(odd, { maxLength: 1 }))
      .map(([all, more]) => [...all, ...more]);
  if (typeof example !== 'object' || example === null) return odd;
  const named = Object.entries(example).map(([name, each]) => fc.tuple(fc.constant(name), perhaps(each)));
  return fc
    .tuple(
      fc.tuple(...named),
      fc.array(fc.tuple(fc.constantFrom('__proto__', 'constructor', 'x'), odd), { maxLength: 1 }),
    )
    .map(([pairs, more]) => Object.fromEntries([...pairs, ...more]));
};

const perhaps = (example: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: spoilt(example) });

/** What pages say is refused by this error, and nothing else by any. */
const takes = (read: () => unknown): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error;
  }
};

describe('what comes from outside is read, or is none', () => {
  it.each(readers)('%s', (_, example, read) => {
    expect(read(example, JSON.stringify(example))).toBeTruthy();
    const takesIt = fc.property(spoilt(example), (value) => takes(() => read(value, JSON.stringify(value))));
    fc.assert(takesIt, { numRuns: 300 });
  });

  it.each(readers)('%s, as a text that is too deep for anybody', (_, example, read) => {
    const json = JSON.stringify(example);
    const tooDeep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    for (const { 0: value, index = 0 } of json.matchAll(/"[^"]*"(?=[,}\]])/g)) {
      const text = `${json.slice(0, index)}${tooDeep}${json.slice(index + value.length)}`;
      expect(() => takes(() => read(parseJson(text), text))).not.toThrow();
    }
  });
});
