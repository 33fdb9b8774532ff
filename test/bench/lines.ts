import { medianOf } from './timing.ts';

/** What one process measured, by name; times in milliseconds. */
export type Sample = Readonly<Record<string, number>>;

/** One measurement as `run.ts` takes it, under a name for the lines of the table. */
export type Probe = { readonly name: string; readonly args: readonly [kind: string, loader: string, url: UrlName] };
export type UrlName = 'plain' | 'zipped' | 'slow' | 'changing';

export const probes: readonly Probe[] = [
  { name: 'raw', args: ['load', 'raw', 'plain'] },
  { name: 'ours', args: ['load', 'ours', 'plain'] },
  { name: 'axios', args: ['load', 'axios', 'plain'] },
  { name: 'openapi-fetch', args: ['load', 'openapi-fetch', 'plain'] },
  { name: 'generated', args: ['load', 'generated', 'plain'] },
  { name: 'ours, gzip', args: ['load', 'ours', 'zipped'] },
  { name: 'openapi-fetch, gzip', args: ['load', 'openapi-fetch', 'zipped'] },
  { name: 'ours, 50 ms', args: ['load', 'ours', 'slow'] },
  { name: 'raw, 50 ms', args: ['load', 'raw', 'slow'] },
  { name: 'axios, 50 ms', args: ['load', 'axios', 'slow'] },
  { name: 'openapi-fetch, 50 ms', args: ['load', 'openapi-fetch', 'slow'] },
  { name: 'fetch, 50 ms', args: ['load', 'fetch', 'slow'] },
  { name: 'generated, 50 ms', args: ['load', 'generated', 'slow'] },
  { name: 'request', args: ['request', 'ours', 'plain'] },
  { name: 'request, node-fetch', args: ['request', 'node-fetch', 'plain'] },
  { name: 'request, openapi-fetch', args: ['request', 'openapi-fetch', 'plain'] },
  { name: 'keep', args: ['keep', 'ours', 'plain'] },
  { name: 'restore', args: ['restore', 'ours', 'plain'] },
  { name: 'JSON.parse', args: ['parseKept', 'raw', 'plain'] },
  { name: 'refresh', args: ['refresh', 'ours', 'changing'] },
  { name: 'follow', args: ['follow', 'ours', 'changing'] },
  { name: 'page', args: ['page', 'ours', 'changing'] },
  { name: 'find', args: ['find', 'ours', 'plain'] },
  { name: 'query', args: ['query', 'ours', 'plain'] },
  { name: 'overview', args: ['overview', 'ours', 'plain'] },
  { name: 'plan', args: ['plan', 'ours', 'plain'] },
  { name: 'watch', args: ['watch', 'ours', 'plain'] },
  { name: 'watch, raw', args: ['watch', 'raw', 'plain'] },
  { name: 'history', args: ['history', 'ours', 'plain'] },
  { name: 'memory', args: ['memory', 'ours', 'plain'] },
  { name: 'look', args: ['look', 'ours', 'plain'] },
  { name: 'description', args: ['describe', 'ours', 'plain'] },
];

/** A value of one probe, alone or against the same of another in the same round: at most the bound. */
export type Line = {
  readonly what: string;
  readonly of: string;
  readonly value: string;
  readonly against?: string;
  readonly unit: string;
  /** What held when this was last measured; RESULTS.md has the figures. */
  readonly bound: number;
  /** What is wanted and not reached yet: at most this. RESULTS.md has what stands in the way. */
  readonly goal?: number;
};

type Limits = Pick<Line, 'bound' | 'goal'>;

const ratio = (what: string, of: string, value: string, against: string, limits: Limits): Line => ({
  what,
  of,
  value,
  against,
  unit: '×',
  ...limits,
});

const single = (what: string, of: string, value: string, unit: string, bound: number): Line => ({
  what,
  of,
  value,
  unit,
  bound,
});

const cold = 'cold load of 100,000';
const coldZipped = `${cold} with gzip, wall`;
const coldFar = `${cold} at 50 ms, wall`;

/** Of a tenant of 100,000 goals. */
export const tenantLines: readonly Line[] = [
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'raw', { bound: 2.4, goal: 1.5 }),
  ratio(`${cold}, wall`, 'ours', 'wallMs', 'raw', { bound: 2.3, goal: 1.6 }),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'openapi-fetch', { bound: 1.7, goal: 1 }),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'axios', { bound: 2.2, goal: 1.5 }),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'generated', { bound: 1.7, goal: 1 }),
  ratio(coldZipped, 'ours, gzip', 'wallMs', 'ours', { bound: 1.15 }),
  ratio(coldZipped, 'ours, gzip', 'wallMs', 'openapi-fetch, gzip', { bound: 1.1, goal: 0.5 }),
  ...['openapi-fetch', 'axios', 'fetch', 'generated', 'raw'].map((peer) =>
    ratio(coldFar, 'ours, 50 ms', 'wallMs', `${peer}, 50 ms`, { bound: 0.8, goal: 0.5 }),
  ),
  ratio('first companies at 50 ms, wall', 'ours, 50 ms', 'firstMs', 'openapi-fetch, 50 ms', { bound: 1.5, goal: 1 }),
  ratio('longest block while loading, CPU', 'watch', 'blockMs', 'watch, raw', { bound: 2.2, goal: 1 }),
  ratio('from the snapshot to all companies with their counts, CPU', 'restore', 'cpuMs', 'JSON.parse', {
    bound: 1.1,
    goal: 0.5,
  }),
  single('refresh with 100 changes, requests', 'refresh', 'requests', '', 1),
  single('refresh with 100 changes, CPU', 'refresh', 'refreshMs', 'ms', 5),
  single('refresh with 100 changes, companies redrawn', 'refresh', 'companies', '', 100),
  single('what the history adds to such a refresh, CPU', 'follow', 'historyMs', 'ms', 3),
  single('what an open overview of all goals adds to it, CPU', 'follow', 'overviewMs', 'ms', 10),
  single('find among 100,000', 'find', 'medianMs', 'ms', 5),
  single('find among 100,000, the slowest query', 'find', 'worstMs', 'ms', 15),
  single('find among 100,000, of a plain scan', 'find', 'toNaive', '×', 0.2),
  single('goal query: filter, group, count and sort 100,000', 'query', 'medianMs', 'ms', 20),
  { ...single('goal query, the slowest of them', 'query', 'worstMs', 'ms', 66), goal: 25 },
  { ...single('goal query, of a plain list of objects', 'query', 'toPlain', '×', 1.6), goal: 0.5 },
  single('other groups of 100,000 goals, until what is drawn is known', 'query', 'switchMs', 'ms', 80),
  single('longest piece of the rows for views, CPU', 'query', 'blockMs', 'ms', 50),
  single('ten counts kept over 100 changes', 'query', 'keptMs', 'ms', 5),
  single('longest piece of the order of names, CPU', 'query', 'prepareMs', 'ms', 50),
  single('overview of 100,000 goals until its pictures can be drawn, CPU', 'overview', 'pictureMs', 'ms', 200),
  single('longest piece of an overview, CPU', 'overview', 'blockMs', 'ms', 50),
  single('what an overview tells its page', 'overview', 'kilobytes', 'KB', 100),
  single('longest task in the page of an overview that refreshes and filters change', 'page', 'taskMs', 'ms', 50),
  single('risk of 100,000 goals', 'query', 'riskMs', 'ms', 20),
  single('goal check of 100,000', 'query', 'checkMs', 'ms', 250),
  single('history of a year of 100,000 goals', 'history', 'megabytes', 'MB', 20),
  single('history, adding the changes of a refresh', 'history', 'appendMs', 'ms', 2),
  single('history, its start, CPU', 'history', 'startMs', 'ms', 300),
  single('history, reading a week, CPU', 'history', 'weekMs', 'ms', 250),
  single('plan of 1,000 changes made, CPU', 'plan', 'madeMs', 'ms', 100),
  single('rows of a plan of 1,000 changes in their order and words, CPU', 'plan', 'wordedMs', 'ms', 150),
  ratio('one small request, CPU', 'request', 'cpuMs', 'request, node-fetch', { bound: 1.3, goal: 1.1 }),
  ratio('one small request, wall', 'request', 'wallMs', 'request, openapi-fetch', { bound: 1.2, goal: 0.5 }),
  single('memory of a goal', 'memory', 'bytesAGoal', 'bytes', 330),
  single('memory of a goal’s row for views', 'query', 'bytesAGoal', 'bytes', 170),
  single('5,000 companies in order, CPU', 'look', 'rootsMs', 'ms', 20),
  single('goals of one company', 'look', 'expandMs', 'ms', 1),
  single('description of 100 KB opens, in slices, CPU', 'description', 'openMs', 'ms', 200),
  single('a key in a description of 100 KB, CPU', 'description', 'keyMs', 'ms', 10),
  single('longest piece of reading it on the host, CPU', 'description', 'blockMs', 'ms', 50),
  single('description of 1 MB opens, in slices, CPU', 'description', 'openLargeMs', 'ms', 3_000),
  single('a key in a description of 1 MB, CPU', 'description', 'keyLargeMs', 'ms', 60),
];

/** In a real workbench: a goal's form, and the start. */
export const workbenchLines: readonly Line[] = [
  single('a goal’s form, from its page’s beginning to the paint of what is known', 'form', 'paintMs', 'ms', 150),
  ratio('a goal’s form, from its page’s beginning to that paint', 'form', 'paintMs', 'empty form', {
    bound: 2.5,
    goal: 1.5,
  }),
  ratio('a goal’s form, from the click to that paint', 'form', 'fromClickMs', 'empty form', { bound: 2, goal: 1.5 }),
  single('other groups of 100,000 goals, from the click to the paint', 'groups', 'switchMs', 'ms', 300),
  single('back to 5,000 companies, from the click to the paint', 'companies', 'switchMs', 'ms', 300),
  single(
    'a plan of 980 changes in 950 companies, from the click to the paint',
    'plan, many companies',
    'drawnMs',
    'ms',
    300,
  ),
  single(
    'a plan of 980 changes in 6 companies, from the click to the paint',
    'plan, few companies',
    'drawnMs',
    'ms',
    300,
  ),
  ratio('activation', 'start', 'activationMs', 'start, nothing', { bound: 1.5 }),
  ratio('activation with 200 drafts', 'start, 200 drafts', 'activationMs', 'start', { bound: 1 }),
  single('main bundle', 'bundle', 'kilobytes', 'KB', 150),
  single('script that a form loads at first', 'form page', 'kilobytes', 'KB', 60),
];

/** Medians of one run against those of another differ by as much with nothing changed. */
export const noise = 0.15;

export type Verdict = Line & {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The medians themselves, in milliseconds, of a line that is a ratio. */
  readonly medians?: readonly [own: number, other: number];
  /** Above the bound by more than the noise, or not measured at all. */
  readonly isBroken: boolean;
  /** The median in goals: 1 or less is reached. */
  readonly toGoal?: number;
};

/** @param rounds by probe, one sample a round */
export const judge = (lines: readonly Line[], rounds: ReadonlyMap<string, readonly Sample[]>): readonly Verdict[] =>
  lines.map((line) => {
    const own = valuesOf(rounds, line.of, line.value);
    const other = line.against === undefined ? undefined : valuesOf(rounds, line.against, line.value);
    const values = other === undefined ? own : own.map((value, round) => value / (other[round] ?? Number.NaN));
    const median = medianOf(values);
    return {
      ...line,
      median,
      least: Math.min(...values),
      most: Math.max(...values),
      ...(other === undefined ? {} : { medians: [medianOf(own), medianOf(other)] as const }),
      isBroken: !(median <= line.bound * (1 + noise)),
      ...(line.goal === undefined ? {} : { toGoal: median / line.goal }),
    };
  });

const valuesOf = (rounds: ReadonlyMap<string, readonly Sample[]>, of: string, value: string): readonly number[] =>
  (rounds.get(of) ?? []).map((sample) => sample[value] ?? Number.NaN);

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const markOf = ({ median, bound, isBroken }: Verdict): string => (isBroken ? '✗' : median <= bound ? '✓' : '≈');

/** Every line beside its bound. */
export const boundsTable = (verdicts: readonly Verdict[]): string =>
  [
    '| what | of | against | median | least to most | medians, ms | bound | |',
    '|---|---|---|--:|--:|--:|--:|---|',
    ...verdicts.map((verdict) => {
      const { what, of, against, unit, median, least, most, medians, bound } = verdict;
      const both = medians === undefined ? '' : medians.map((value) => short(value)).join(' / ');
      const range = `${short(least)} to ${short(most)}`;
      const mark = markOf(verdict);
      return row(what, of, against ?? '', `${short(median)} ${unit}`, range, both, `${bound} ${unit}`, mark);
    }),
  ].join('\n');

/** The lines that have a goal, and how far it is. */
export const goalsTable = (verdicts: readonly Verdict[]): string =>
  [
    '| what | of | against | median | goal | |',
    '|---|---|---|--:|--:|---|',
    ...verdicts.flatMap(({ what, of, against, unit, median, goal, toGoal }) =>
      goal === undefined || toGoal === undefined
        ? []
        : [row(what, of, against ?? '', `${short(median)} ${unit}`, `${goal} ${unit}`, distanceOf(toGoal))],
    ),
  ].join('\n');

const distanceOf = (toGoal: number): string =>
  toGoal <= 1 ? 'reached: make it the bound' : `${toGoal.toFixed(1)} times the goal`;
