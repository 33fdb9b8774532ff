import type { Tone } from '../pictures/tones.ts';
import { flag, listOf, number, oneOf, optional, record, text, union, type Parse } from '../webview/messageShape.ts';
import { sparkShape } from '../webview/sparkShape.ts';
import type { Spark } from '../words/spark.ts';

export type BarTone = Exclude<Tone, 'behind' | 'closed'>;

/** A line of bars: what it counts, and the part of a goal query that means its goals. */
export type OverviewBar = {
  readonly name: string;
  readonly term: string;
  readonly overdue: number;
  readonly parts: readonly { readonly tone: BarTone; readonly count: number }[];
};

/** Bars that are drawn, and how many more there are, with how many goals. */
export type Bars = { readonly bars: readonly OverviewBar[]; readonly moreBars: number; readonly moreGoals: number };

export type GoalName = { readonly id: string; readonly name: string; readonly company: string };

export type DueDay = { readonly day: number; readonly overdue: number; readonly open: number; readonly closed: number };
export type DueMark = { readonly id: string; readonly day: number; readonly tone: 'overdue' | 'open' | 'closed' };

export type Due = {
  readonly days: readonly DueDay[];
  /** Each goal by itself, where they are few. */
  readonly goals?: readonly DueMark[];
  /** Goals that are due before the first or after the last day that is drawn, and those without a date. */
  readonly earlier: number;
  readonly later: number;
  readonly undated: number;
};

export type PaceMark = {
  readonly id: string;
  readonly passed: number;
  readonly progress: number;
  readonly isBehind: boolean;
};

export type Pace = {
  readonly goals: readonly PaceMark[];
  readonly cells: readonly { readonly x: number; readonly y: number; readonly count: number }[];
  /** Open goals of which it cannot be told, since a date or the progress is not there. */
  readonly unplaced: number;
};

export type RiskRow = {
  readonly id: string;
  readonly why: string;
  /** How its progress went. */
  readonly spark?: Spark;
};

export type Check = {
  readonly name: string;
  readonly count: number;
  readonly ids: readonly string[];
};

export type Totals = {
  readonly goals: number;
  readonly open: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly achieved: number;
};

/** Everything that is shown of some goals. Days are whole days since 1970. */
export type Overview = {
  /** Goals in the text of {@link Scope.query} that may be meant, too: what would decide is not known. */
  readonly unknown: number;
  /** Whether that is so because nobody said who the person is. */
  readonly asksWho: boolean;
  readonly today: number;
  readonly totals: Totals;
  readonly companies: Bars;
  readonly due: Due;
  readonly pace: Pace;
  readonly risk: { readonly rows: readonly RiskRow[]; readonly goals: number };
  readonly owners: Bars;
  /** Absent as long as they are being looked for. */
  readonly checks?: readonly Check[];
  /** Of all goals that are named anywhere. */
  readonly names: readonly GoalName[];
};

/** Which goals an overview is of. */
export type Scope = {
  readonly query: string;
  /** Of the view or company that it was opened for, as long as the query is its own. */
  readonly name?: string;
};

/** What is said in the place of pictures, or above them. */
export type Standing = {
  readonly tenant: string;
  /** When the goals were so; '' where that is not known. */
  readonly asOf: string;
  readonly state: 'disconnected' | 'loading' | 'ready';
  /** Why goals may be missing or old, in words; '' where they are not. */
  readonly warning: string;
};

/** What may stand at the caret of the filter, and the filter with it. */
export type Suggestion = {
  readonly label: string;
  readonly description: string;
  readonly text: string;
  readonly caret: number;
};

/** What stands in the box of the filter, and where the caret is in it. */
export type CaretText = { readonly text: string; readonly caret: number };

export type ToPage =
  | { readonly type: 'pong'; readonly seq: number }
  /** @param problem what is wrong with the query, '' for nothing */
  | { readonly type: 'scope'; readonly scope: Scope; readonly standing: Standing; readonly problem: string }
  | { readonly type: 'overview'; readonly overview: Overview }
  /** Of a filter that reads so, with the caret there. */
  | { readonly type: 'suggestions'; readonly of: CaretText; readonly list: readonly Suggestion[] };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'ping'; readonly seq: number }
  | { readonly type: 'query'; readonly text: string }
  | { readonly type: 'suggest'; readonly at: CaretText }
  | { readonly type: 'open'; readonly goalId: string }
  | { readonly type: 'connect' }
  | { readonly type: 'whoAmI' };

const bars = record<Bars>({
  bars: listOf(
    record<OverviewBar>({
      name: text,
      term: text,
      overdue: number,
      parts: listOf(
        record<OverviewBar['parts'][number]>({
          tone: oneOf('achieved', 'inProgress', 'notStarted', 'missed', 'other', 'overdue', 'open'),
          count: number,
        }),
      ),
    }),
  ),
  moreBars: number,
  moreGoals: number,
});

const due = record<Due>({
  days: listOf(record<DueDay>({ day: number, overdue: number, open: number, closed: number })),
  goals: optional(listOf(record<DueMark>({ id: text, day: number, tone: oneOf('overdue', 'open', 'closed') }))),
  earlier: number,
  later: number,
  undated: number,
});

const pace = record<Pace>({
  goals: listOf(record<PaceMark>({ id: text, passed: number, progress: number, isBehind: flag })),
  cells: listOf(record<Pace['cells'][number]>({ x: number, y: number, count: number })),
  unplaced: number,
});

const overview = record<Overview>({
  unknown: number,
  asksWho: flag,
  today: number,
  totals: record<Totals>({ goals: number, open: number, overdue: number, dueSoon: number, achieved: number }),
  companies: bars,
  due,
  pace,
  risk: record<Overview['risk']>({
    rows: listOf(record<RiskRow>({ id: text, why: text, spark: optional(sparkShape) })),
    goals: number,
  }),
  owners: bars,
  checks: optional(listOf(record<Check>({ name: text, count: number, ids: listOf(text) }))),
  names: listOf(record<GoalName>({ id: text, name: text, company: text })),
});

const scope: Parse<Scope> = record<Scope>({ query: text, name: optional(text) });

const standing = record<Standing>({
  tenant: text,
  asOf: text,
  state: oneOf('disconnected', 'loading', 'ready'),
  warning: text,
});

const place = record<CaretText>({ text, caret: number });
const suggestion = record<Suggestion>({ label: text, description: text, text, caret: number });

export const parseToPage = union<'type', ToPage>('type', {
  pong: record({ type: oneOf('pong'), seq: number }),
  scope: record({ type: oneOf('scope'), scope, standing, problem: text }),
  overview: record({ type: oneOf('overview'), overview }),
  suggestions: record({ type: oneOf('suggestions'), of: place, list: listOf(suggestion) }),
});

export const parseToHost = union<'type', ToHost>('type', {
  ready: record({ type: oneOf('ready') }),
  ping: record({ type: oneOf('ping'), seq: number }),
  query: record({ type: oneOf('query'), text }),
  suggest: record({ type: oneOf('suggest'), at: place }),
  open: record({ type: oneOf('open'), goalId: text }),
  connect: record({ type: oneOf('connect') }),
  whoAmI: record({ type: oneOf('whoAmI') }),
});

/** What a page keeps of itself over a reload; undefined for anything else. */
export const parseScope = (state: unknown): Scope | undefined => {
  try {
    return scope(state);
  } catch {
    return undefined;
  }
};
