import { describe, expect, it } from 'vitest';
import { metricStateOf } from '../../../src/form/formState.ts';
import { PageContents } from '../../../src/form/pageContents.ts';
import { parseToHost, parseToPage, type ToHost, type ToPage } from '../../../src/form/protocol.ts';
import { Misshapen } from '../../../src/webview/messageShape.ts';
import { openLoaded } from '../editing/openSession.ts';

const toHost: readonly ToHost[] = [
  { type: 'ready' },
  { type: 'edit', seq: 1, field: 'Name', value: 'x' },
  { type: 'edit', seq: 2, field: 'Description', value: '<p>x</p>', markdown: 'x' },
  { type: 'unresolved', seq: 2, field: 'OwnerId', text: 'x' },
  { type: 'editMetric', seq: 3, field: 'Unit', value: '' },
  { type: 'addMetric' },
  { type: 'send' },
  { type: 'discard' },
  { type: 'choose', keep: 'mine' },
  { type: 'choose', keep: 'theirs', field: 'Name' },
  { type: 'compare', field: 'Description' },
  { type: 'retry', part: 'goal' },
  { type: 'connect' },
  { type: 'copyId' },
  { type: 'viewState', viewState: { scroll: 3, focus: 'goal-Name' } },
  { type: 'viewState', viewState: { scroll: 0 } },
];

const toPage: readonly ToPage[] = [
  {
    type: 'choices',
    choices: { companies: [{ id: '1', name: 'A', detail: 'd' }], owners: [], goals: { kind: 'loaded' } },
  },
  {
    type: 'state',
    seq: 7,
    update: {
      values: { Name: 'A' },
      source: { base: '', markdown: 'x' },
      notice: { kind: 'none' },
      templates: { list: { kind: 'failed', sentence: 's', advice: 'a' }, choices: [{ id: '1', name: 'A' }] },
    },
  },
  { type: 'state', seq: 8, update: {} },
  { type: 'goTo', viewState: { scroll: 3 } },
  { type: 'showFirstProblem', of: 'goal' },
  { type: 'enterMetric' },
];

describe('a message', () => {
  it.each(toHost)('to the host arrives as it was sent: $type', (message) => {
    expect(parseToHost(structuredClone(message))).toEqual(message);
  });

  it.each(toPage)('to the page arrives as it was sent: $type', (message) => {
    expect(parseToPage(structuredClone(message))).toEqual(message);
  });

  it('of a real goal arrives as it was sent', async () => {
    const { state, session, window, goal, saver } = await openLoaded();
    const templates = { list: { kind: 'loaded' }, choices: [] } as const;
    const message = (): ToPage => {
      const metrics = metricStateOf(session.metric, ['users']);
      return { type: 'state', seq: 1, update: new PageContents().take({ state: state(), metrics, templates }) };
    };
    expect(parseToPage(structuredClone(message()))).toEqual(message());
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    await saver.save();
    expect(parseToPage(structuredClone(message()))).toEqual(message());
  });

  it('loses what nobody knows', () => {
    expect(parseToHost({ type: 'send', extra: 1 })).toEqual({ type: 'send' });
  });
});

it.each([
  undefined,
  null,
  'send',
  [],
  {},
  { type: 'toString' },
  { type: '__proto__' },
  { type: 'edit', seq: '1', field: 'Name', value: 'x' },
  { type: 'edit', seq: 1, field: 'Gsid', value: 'x' },
  { type: 'edit', seq: 1, field: 'Name' },
  { type: 'edit', seq: 1, field: 'Description', value: 'x', markdown: 1 },
  { type: 'choose', keep: 'both' },
  { type: 'choose', keep: 'mine', field: 'Gsid' },
  { type: 'compare' },
  { type: 'viewState', viewState: { scroll: 1, focus: null } },
])('%j is no message to the host', (message) => {
  expect(() => parseToHost(message)).toThrow(Misshapen);
});

it.each([{ type: 'state' }, { type: 'choices', choices: { companies: [{}], owners: [] } }, { type: 'ready' }])(
  '%j is no message to the page',
  (message) => {
    expect(() => parseToPage(message)).toThrow(Misshapen);
  },
);
