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
  { name: 'find', args: ['find', 'ours', 'plain'] },
  { name: 'watch', args: ['watch', 'ours', 'plain'] },
  { name: 'memory', args: ['memory', 'ours', 'plain'] },
  { name: 'look', args: ['look', 'ours', 'plain'] },
];

/** A value of one probe, alone or against the same of another in the same round. */
export type Line = {
  readonly what: string;
  readonly of: string;
  readonly value: string;
  readonly against?: string;
  readonly unit: string;
  readonly target: number;
};

export const ratio = (what: string, of: string, value: string, against: string, target: number): Line => ({
  what,
  of,
  value,
  against,
  unit: '×',
  target,
});

const cold = 'cold load of 100,000';

/** Of a tenant of 100,000 goals. */
export const tenantLines: readonly Line[] = [
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'raw', 1.5),
  ratio(`${cold}, wall`, 'ours', 'wallMs', 'raw', 1.6),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'openapi-fetch', 1),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'axios', 1.5),
  ratio(`${cold}, CPU`, 'ours', 'cpuMs', 'generated', 1),
  ratio(`${cold} with gzip, wall`, 'ours, gzip', 'wallMs', 'ours', 1.15),
  ratio(`${cold} with gzip, wall`, 'ours, gzip', 'wallMs', 'openapi-fetch, gzip', 0.5),
  ratio(`${cold} at 50 ms, wall`, 'ours, 50 ms', 'wallMs', 'openapi-fetch, 50 ms', 0.5),
  ratio(`${cold} at 50 ms, wall`, 'ours, 50 ms', 'wallMs', 'axios, 50 ms', 0.5),
  ratio(`${cold} at 50 ms, wall`, 'ours, 50 ms', 'wallMs', 'fetch, 50 ms', 0.5),
  ratio(`${cold} at 50 ms, wall`, 'ours, 50 ms', 'wallMs', 'generated, 50 ms', 0.5),
  ratio(`${cold} at 50 ms, wall`, 'ours, 50 ms', 'wallMs', 'raw, 50 ms', 0.5),
  ratio('first companies at 50 ms, wall', 'ours, 50 ms', 'firstMs', 'openapi-fetch, 50 ms', 1),
  { what: 'longest block while loading, CPU', of: 'watch', value: 'blockMs', unit: 'ms', target: 50 },
  ratio('from the snapshot to all companies with their counts, CPU', 'restore', 'cpuMs', 'JSON.parse', 0.5),
  { what: 'refresh with 100 changes, requests', of: 'refresh', value: 'requests', unit: '', target: 1 },
  { what: 'refresh with 100 changes, CPU', of: 'refresh', value: 'refreshMs', unit: 'ms', target: 5 },
  { what: 'refresh with 100 changes, companies redrawn', of: 'refresh', value: 'companies', unit: '', target: 100 },
  { what: 'find among 100,000', of: 'find', value: 'medianMs', unit: 'ms', target: 5 },
  { what: 'find among 100,000, the slowest query', of: 'find', value: 'worstMs', unit: 'ms', target: 15 },
  { what: 'find among 100,000, of a plain scan', of: 'find', value: 'toNaive', unit: '×', target: 0.2 },
  ratio('one small request, CPU', 'request', 'cpuMs', 'request, node-fetch', 1.1),
  ratio('one small request, wall', 'request', 'wallMs', 'request, openapi-fetch', 0.5),
  { what: 'memory of a goal', of: 'memory', value: 'bytesAGoal', unit: 'bytes', target: 330 },
  { what: '5,000 companies in order, CPU', of: 'look', value: 'rootsMs', unit: 'ms', target: 20 },
  { what: 'goals of one company', of: 'look', value: 'expandMs', unit: 'ms', target: 1 },
];

/** In a real workbench: a goal's form, and the start. */
export const workbenchLines: readonly Line[] = [
  {
    what: 'a goal’s form, from its page’s beginning to the paint of what is known',
    of: 'form',
    value: 'paintMs',
    unit: 'ms',
    target: 150,
  },
  ratio('activation', 'start', 'activationMs', 'start, nothing', 1.5),
  ratio('activation with 200 drafts', 'start, 200 drafts', 'activationMs', 'start', 1),
  { what: 'main bundle', of: 'bundle', value: 'kilobytes', unit: 'KB', target: 150 },
  { what: 'script that a form loads at first', of: 'form page', value: 'kilobytes', unit: 'KB', target: 60 },
];

/** Medians of one run against those of another differ by as much with nothing changed. */
export const noise = 0.15;

export type Verdict = Line & {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The medians themselves, in milliseconds, of a line that is a ratio. */
  readonly medians?: readonly [own: number, other: number];
  readonly isMet: boolean;
  readonly isMissed: boolean;
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
      isMet: median <= line.target,
      isMissed: !(median <= line.target * (1 + noise)),
    };
  });

const valuesOf = (rounds: ReadonlyMap<string, readonly Sample[]>, of: string, value: string): readonly number[] =>
  (rounds.get(of) ?? []).map((sample) => sample[value] ?? Number.NaN);

export const markdownOf = (verdicts: readonly Verdict[]): string =>
  [
    '| what | of | against | median | least to most | medians, ms | target | |',
    '|---|---|---|--:|--:|--:|--:|---|',
    ...verdicts.map((verdict) => {
      const { what, of, against, unit, median, least, most, medians, target } = verdict;
      const between = `${short(least)} to ${short(most)}`;
      const both = medians === undefined ? '' : medians.map((value) => short(value)).join(' / ');
      const cells = [what, of, against ?? '', `${short(median)} ${unit}`, between, both, `${target} ${unit}`];
      return `| ${[...cells, markOf(verdict)].join(' | ')} |`;
    }),
  ].join('\n');

const markOf = ({ isMet, isMissed }: Verdict): string => (isMet ? '✓' : isMissed ? '✗' : '≈');

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
