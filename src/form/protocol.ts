import type { Explanation } from '../failure.ts';
import { choiceShape, type Choice } from '../webview/choice.ts';
import { loadStatusShape, type LoadStatus } from '../webview/loadStatus.ts';
import { sparkShape } from '../webview/sparkShape.ts';
import type { Spark } from '../words/spark.ts';
import type { Side } from '../editing/conflictChoices.ts';
import { goalFieldNames, type GoalField, type GoalFields, type GoalTexts } from '../model/goalFields.ts';
import { metricFieldNames, type MetricField, type MetricFields, type MetricTexts } from '../model/goalRules.ts';
import { each } from '../webview/eachShape.ts';
import { flag, listOf, number, oneOf, optional, record, text, union, type Parse } from '../webview/messageShape.ts';

export type Part = 'goal' | 'metrics' | 'templates';

/** Where the text that the form shows is, in words. */
export type Line = {
  readonly kind: 'saved' | 'draft' | 'sending' | 'notSent' | 'waiting';
  readonly text: string;
  /** The label of the button that publishes; absent when there is nothing to send. */
  readonly send?: string;
  readonly canDiscard: boolean;
  /** Whether the save waits for its turn and can be given up. */
  readonly canCancel?: boolean;
};

export type NoticeAction = 'connect' | 'loadGoal' | 'send' | 'keep' | 'keepBoth' | 'openExisting';

export type Notice =
  /** `isCalm` where nothing went wrong, and there is something to know. */
  | ({ readonly kind: 'failure'; readonly isCalm?: boolean; readonly action?: NoticeAction } & Explanation)
  | { readonly kind: 'conflict'; readonly fields: readonly Disagreement[] };

/** A field that was changed here and in the tenant. Ids are shown as names. */
export type Disagreement = {
  readonly field: GoalField;
  readonly label: string;
  /** What both sides began with. */
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
  /** Which side is to be sent; absent until a person has said so. */
  readonly choice?: Side;
  /** Whether the texts are too long to be told apart here. */
  readonly isLong: boolean;
};

/** What the tenant alone writes. */
export type Facts = {
  readonly id: string;
  readonly completion?: number;
  /** How the completion went. */
  readonly spark?: Spark;
  readonly created?: string;
  readonly modified?: string;
};

/** What a description that is edited comes from. */
export type DescriptionSource = {
  /** What the tenant held when the edit began; '' for a new goal. */
  readonly base: string;
  /** The description as it was typed, where it was typed as Markdown. */
  readonly markdown?: string;
};

/** Everything that the form shows of a goal, but for its metrics and what there is to choose from. */
export type FormState = {
  readonly isNew: boolean;
  readonly values: GoalFields;
  /** Names of the ids in `values`. */
  readonly names: GoalTexts;
  /** Text that a person typed where a choice is needed, and that is no choice yet. */
  readonly unresolved: GoalTexts;
  /** What the tenant said about a field. */
  readonly serverErrors: GoalTexts;
  /** In which the tenant has what could not be read; nothing can be saved meanwhile. */
  readonly unreadable: readonly GoalField[];
  /** Whether fields that were not touched show their problems too: after a try to send. */
  readonly showProblems: boolean;
  /** Nothing is known of the goal yet. */
  readonly isBlank: boolean;
  /** The description comes with the goal itself, later than the rest. */
  readonly description: LoadStatus;
  readonly source: DescriptionSource;
  readonly facts?: Facts;
  readonly line: Line;
  readonly notice?: Notice;
};

export type MetricRow = {
  readonly name: string;
  readonly text: string;
  readonly percent?: number;
  readonly spark?: Spark;
};

export type MetricState = {
  readonly list: LoadStatus;
  readonly rows: readonly MetricRow[];
  /** The metric that is being written. */
  readonly entry: MetricFields;
  readonly serverErrors: MetricTexts;
  readonly showProblems: boolean;
  readonly failure?: Explanation;
  readonly isAdding: boolean;
  /** What is done about an answer that was lost. */
  readonly note?: string;
  /** Counts the metrics that this form added. */
  readonly added: number;
  readonly units: readonly string[];
};

export type Choices = {
  readonly companies: readonly Choice[];
  readonly owners: readonly Choice[];
  readonly goals: LoadStatus;
};

export type TemplateState = { readonly list: LoadStatus; readonly choices: readonly Choice[] };

/** Without what is long, and so is sent apart. */
export type FormOutline = Omit<FormState, 'values' | 'source' | 'notice'>;

/** What changed since the page was last told; what is absent is as the page has it. */
export type StateUpdate = {
  readonly form?: FormOutline;
  readonly values?: Partial<GoalFields>;
  readonly source?: DescriptionSource;
  readonly notice?: Notice | { readonly kind: 'none' };
  readonly metrics?: MetricState;
  readonly templates?: TemplateState;
};

/** Where in the form a person was. */
export type ViewState = { readonly focus?: string; readonly scroll: number };

export type ToPage =
  /** `seq` is the page's last edit that the host has taken, with whatever came of it. */
  | { readonly type: 'state'; readonly seq: number; readonly update: StateUpdate }
  | { readonly type: 'choices'; readonly choices: Choices }
  | { readonly type: 'goTo'; readonly viewState: ViewState }
  | { readonly type: 'showFirstProblem'; readonly of: 'goal' | 'metric' }
  /** Puts the focus on the next field that cannot be sent as it is, or the one before. */
  | { readonly type: 'goToProblem'; readonly step: 'next' | 'previous' }
  /** A sentence about what was just asked for; goes by itself. */
  | { readonly type: 'say'; readonly text: string }
  | { readonly type: 'enterMetric' };

export type ToHost =
  | { readonly type: 'ready' }
  | {
      readonly type: 'edit';
      readonly seq: number;
      readonly field: GoalField;
      readonly value: string;
      /** A description as it was typed; `value` is what is sent for it. */
      readonly markdown?: string;
    }
  | { readonly type: 'unresolved'; readonly seq: number; readonly field: GoalField; readonly text: string }
  | { readonly type: 'editMetric'; readonly seq: number; readonly field: MetricField; readonly value: string }
  | { readonly type: 'addMetric' }
  /** Whether anybody listens. */
  | { readonly type: 'ping'; readonly seq: number }
  | { readonly type: 'send' }
  /** Keeps the draft although another window ended it. */
  | { readonly type: 'keep' }
  | { readonly type: 'openExisting' }
  | { readonly type: 'discard' }
  | { readonly type: 'cancelWait' }
  /** Chooses a side in one field of the conflict; without `field` in all of them, and saves. */
  | { readonly type: 'choose'; readonly keep: Side; readonly field?: GoalField }
  | { readonly type: 'compare'; readonly field: GoalField }
  | { readonly type: 'retry'; readonly part: Part }
  | { readonly type: 'connect' }
  | { readonly type: 'copyId' }
  | { readonly type: 'viewState'; readonly viewState: ViewState };

const goalField: Parse<GoalField> = oneOf(...goalFieldNames);

const goalTexts = record<GoalTexts>(each(goalFieldNames, optional(text)));
const metricFields = record<MetricFields>(each(metricFieldNames, text));
const metricTexts = record<MetricTexts>(each(metricFieldNames, optional(text)));
const failureShape = { sentence: text, advice: text };
const choices = listOf(choiceShape);

const side = oneOf('mine', 'theirs');
const disagreement = record<Disagreement>({
  field: goalField,
  label: text,
  base: text,
  theirs: text,
  mine: text,
  choice: optional(side),
  isLong: flag,
});

const notice = union<'kind', NonNullable<StateUpdate['notice']>>('kind', {
  none: record({ kind: oneOf('none') }),
  failure: record<Extract<Notice, { kind: 'failure' }>>({
    kind: oneOf('failure'),
    ...failureShape,
    isCalm: optional(flag),
    action: optional(oneOf('connect', 'loadGoal', 'send', 'keep', 'keepBoth', 'openExisting')),
  }),
  conflict: record({ kind: oneOf('conflict'), fields: listOf(disagreement) }),
});

const line = record<Line>({
  kind: oneOf('saved', 'draft', 'sending', 'notSent', 'waiting'),
  text,
  send: optional(text),
  canDiscard: flag,
  canCancel: optional(flag),
});

const facts = record<Facts>({
  id: text,
  completion: optional(number),
  spark: optional(sparkShape),
  created: optional(text),
  modified: optional(text),
});

const formOutline = record<FormOutline>({
  isNew: flag,
  names: goalTexts,
  unresolved: goalTexts,
  serverErrors: goalTexts,
  unreadable: listOf(goalField),
  showProblems: flag,
  isBlank: flag,
  description: loadStatusShape,
  facts: optional(facts),
  line,
});

const metricRow = record<MetricRow>({ name: text, text, percent: optional(number), spark: optional(sparkShape) });
const metricState = record<MetricState>({
  list: loadStatusShape,
  rows: listOf(metricRow),
  entry: metricFields,
  serverErrors: metricTexts,
  showProblems: flag,
  failure: optional(record<Explanation>(failureShape)),
  isAdding: flag,
  note: optional(text),
  added: number,
  units: listOf(text),
});

const stateUpdate = record<StateUpdate>({
  form: optional(formOutline),
  values: optional(goalTexts),
  source: optional(record<DescriptionSource>({ base: text, markdown: optional(text) })),
  notice: optional(notice),
  metrics: optional(metricState),
  templates: optional(record<TemplateState>({ list: loadStatusShape, choices })),
});
const viewState = record<ViewState>({ focus: optional(text), scroll: number });

export const parseToPage = union<'type', ToPage>('type', {
  state: record({ type: oneOf('state'), seq: number, update: stateUpdate }),
  choices: record({
    type: oneOf('choices'),
    choices: record<Choices>({ companies: choices, owners: choices, goals: loadStatusShape }),
  }),
  goTo: record({ type: oneOf('goTo'), viewState }),
  showFirstProblem: record({ type: oneOf('showFirstProblem'), of: oneOf('goal', 'metric') }),
  goToProblem: record({ type: oneOf('goToProblem'), step: oneOf('next', 'previous') }),
  say: record({ type: oneOf('say'), text }),
  enterMetric: record({ type: oneOf('enterMetric') }),
});

export const parseToHost = union<'type', ToHost>('type', {
  ready: record({ type: oneOf('ready') }),
  edit: record<Extract<ToHost, { type: 'edit' }>>({
    type: oneOf('edit'),
    seq: number,
    field: goalField,
    value: text,
    markdown: optional(text),
  }),
  unresolved: record({ type: oneOf('unresolved'), seq: number, field: goalField, text }),
  editMetric: record({ type: oneOf('editMetric'), seq: number, field: oneOf(...metricFieldNames), value: text }),
  addMetric: record({ type: oneOf('addMetric') }),
  ping: record({ type: oneOf('ping'), seq: number }),
  send: record({ type: oneOf('send') }),
  keep: record({ type: oneOf('keep') }),
  openExisting: record({ type: oneOf('openExisting') }),
  discard: record({ type: oneOf('discard') }),
  cancelWait: record({ type: oneOf('cancelWait') }),
  choose: record<Extract<ToHost, { type: 'choose' }>>({
    type: oneOf('choose'),
    keep: side,
    field: optional(goalField),
  }),
  compare: record({ type: oneOf('compare'), field: goalField }),
  retry: record({ type: oneOf('retry'), part: oneOf('goal', 'metrics', 'templates') }),
  connect: record({ type: oneOf('connect') }),
  copyId: record({ type: oneOf('copyId') }),
  viewState: record({ type: oneOf('viewState'), viewState }),
});
