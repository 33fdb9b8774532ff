// @vitest-environment jsdom
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GoalForm } from '../../../../src/form/page/goalForm.ts';
import type { Disagreement, FormOutline, MetricState, StateUpdate, ToPage } from '../../../../src/form/protocol.ts';
import { hasEnglish, speakEnglish, speakOtherLanguage } from '../../words/otherLanguage.ts';
import type { LoadStatus } from '../../../../src/webview/loadStatus.ts';
import { until } from '../../until.ts';

beforeAll(() => {
  speakOtherLanguage();
  vi.stubGlobal('acquireVsCodeApi', () => ({
    postMessage: () => undefined,
    getState: () => undefined,
    setState: () => undefined,
  }));
  // Its line to the host is watched for ever, and this DOM ends.
  vi.spyOn(window, 'setInterval').mockReturnValue(0);
  // What a browser has and this DOM has not.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.checkVisibility = () => true;
  window.scrollTo = () => undefined;
});

afterAll(async () => {
  // What descriptions are edited with comes late, and draws in a DOM that must still be there.
  await vi.dynamicImportSettled();
  speakEnglish();
  vi.unstubAllGlobals();
});

const failed: LoadStatus = { kind: 'failed', sentence: 'Ошибка.', advice: 'Совет.' };

const outline: FormOutline = {
  isNew: false,
  names: { CompanyId: 'Ромашка', OwnerId: 'Вера' },
  unresolved: {},
  serverErrors: {},
  unreadable: [],
  showProblems: false,
  isBlank: false,
  description: { kind: 'loaded' },
  facts: {
    id: '17',
    completion: 62.5,
    spark: { levels: [0, 7], words: '1 → 2' },
    created: '2031-01-02T03:04:05.678Z',
    modified: '2031-01-02T03:04:05.678Z',
  },
  line: { kind: 'saved', text: 'Готово', canDiscard: false },
};

const values = {
  Name: 'Цель',
  CompanyId: '1',
  Status: 'In Progress',
  OwnerId: '2',
  TargetDate: '2031-01-02',
  TemplateId: '',
  Description: '',
};

const metrics: MetricState = {
  list: { kind: 'loaded' },
  rows: [{ name: 'Вход', text: '4', percent: 50 }],
  entry: { Name: '', CurrentValue: '', TargetValue: '', Unit: '' },
  serverErrors: {},
  showProblems: false,
  isAdding: false,
  added: 0,
  units: [],
};

const disagreement: Disagreement = {
  field: 'Name',
  label: 'Имя',
  base: 'Раз',
  theirs: 'Два',
  mine: 'Три',
  isLong: true,
};

const loaded: StateUpdate = {
  form: outline,
  values,
  source: { base: '' },
  metrics,
  templates: { list: { kind: 'loaded' }, choices: [] },
};

const notice = (action: 'connect' | 'loadGoal' | 'send' | 'keep' | 'keepBoth' | 'openExisting'): StateUpdate => ({
  notice: { kind: 'failure', sentence: 'Ошибка.', advice: '', action },
});

const states: readonly (readonly [string, StateUpdate])[] = [
  ['as it is opened', {}],
  ['of a new goal', { form: { ...outline, isNew: true }, values: { ...values, Name: '' } }],
  ['before it is loaded', { form: { ...outline, isBlank: true, description: { kind: 'loading' } } }],
  ['of a description that is waited for', { form: { ...outline, description: { kind: 'waiting' } } }],
  ['of a description that could not be loaded', { form: { ...outline, description: failed } }],
  [
    'of a rich description',
    {
      values: { Description: '<p style="color: red">Да<img alt=""></p>' },
      source: { base: '<p style="color: red">Да<script>1</script></p>' },
    },
  ],
  [
    'whose draft can be discarded',
    { form: { ...outline, line: { kind: 'draft', text: 'Да', send: 'Да', canDiscard: true } } },
  ],
  [
    'with problems',
    { form: { ...outline, showProblems: true }, values: { ...values, Name: '', CompanyId: '', TargetDate: '2031' } },
  ],
  [
    'of too long a name',
    { form: { ...outline, showProblems: true }, values: { Name: 'я'.repeat(300), Description: 'я'.repeat(70_000) } },
  ],
  [
    'with texts that are no choice',
    { form: { ...outline, showProblems: true, unresolved: { OwnerId: 'Да', TargetDate: '2' } } },
  ],
  ['of an overdue goal', { values: { TargetDate: '2021-01-01' } }],
  ['of every status', { values: { Status: 'Not Started' } }],
  ['in conflict', { notice: { kind: 'conflict', fields: [disagreement] } }],
  ['offline', notice('connect')],
  ['not loaded', notice('loadGoal')],
  ['not saved', notice('send')],
  ['whose draft was ended', notice('keep')],
  ['with two drafts', notice('keepBoth')],
  ['perhaps created', notice('openExisting')],
  ['without metrics', { metrics: { ...metrics, rows: [] } }],
  ['whose metrics are waited for', { metrics: { ...metrics, list: { kind: 'waiting' } } }],
  ['whose metrics are loading', { metrics: { ...metrics, list: { kind: 'loading' } } }],
  ['whose metrics could not be loaded', { metrics: { ...metrics, list: failed } }],
  ['with a metric that is being added', { metrics: { ...metrics, isAdding: true } }],
  [
    'with problems in a metric',
    { metrics: { ...metrics, showProblems: true, entry: { ...metrics.entry, CurrentValue: '?', TargetValue: '?' } } },
  ],
  ['with an empty metric', { metrics: { ...metrics, showProblems: true } }],
  ['whose templates are loading', { templates: { list: { kind: 'loading' }, choices: [] } }],
  ['whose templates could not be loaded', { templates: { list: failed, choices: [] } }],
];

/** All that eyes and screen readers find. */
const wordsOf = (root: Element): readonly string[] =>
  [root, ...root.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map((text) => text.textContent ?? ''),
    ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  ]);

const englishIn = (root: Element): readonly string[] => wordsOf(root).filter((text) => hasEnglish(text));

/** The form with all that can be opened in it, after it was told this. */
const shown = async (update: StateUpdate): Promise<GoalForm> => {
  const form = new GoalForm();
  document.body.replaceChildren(form.element);
  const tell = (message: ToPage): void => void window.dispatchEvent(new MessageEvent('message', { data: message }));
  const goals: LoadStatus = { kind: 'loaded' };
  tell({ type: 'choices', choices: { companies: [], owners: [], goals } });
  tell({ type: 'state', seq: 0, update: loaded });
  tell({ type: 'state', seq: 0, update });
  const { isBlank, description } = update.form ?? outline;
  const isEdited = !isBlank && description.kind === 'loaded';
  await until(() => document.querySelector('textarea')?.disabled === !isEdited);
  return form;
};

it.each(states)('a form %s has no word that is not translated', async (_, update) => {
  const { element } = await shown(update);
  expect(englishIn(element)).toEqual([]);
});

it('a form that lost its extension has no word that is not translated', async () => {
  vi.useFakeTimers();
  try {
    const form = new GoalForm();
    form.start(undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(englishIn(form.element)).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

it('a list to choose from has no word that is not translated', async () => {
  const { element } = await shown({});
  const many = Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, name: `Имя ${index}` }));
  const stages: readonly (readonly [LoadStatus, boolean, string])[] = [
    [{ kind: 'loaded' }, true, ''],
    [{ kind: 'loaded' }, false, 'нет'],
    [{ kind: 'loading' }, false, ''],
    [{ kind: 'waiting' }, false, ''],
    [{ kind: 'loaded' }, false, '12345678'],
  ];
  for (const [goals, isLong, typed] of stages) {
    const companies = isLong ? many : [];
    const message: ToPage = { type: 'choices', choices: { companies, owners: companies, goals } };
    window.dispatchEvent(new MessageEvent('message', { data: message }));
    const templates: ToPage = { type: 'state', seq: 0, update: { templates: { list: goals, choices: companies } } };
    window.dispatchEvent(new MessageEvent('message', { data: templates }));
    for (const field of ['CompanyId', 'OwnerId', 'TemplateId']) {
      const input = document.querySelector<HTMLInputElement>(`#goal-${field}`);
      if (input === null) throw new Error(field);
      input.value = typed;
      input.dispatchEvent(new Event('input'));
    }
    expect(englishIn(element)).toEqual([]);
  }
});
