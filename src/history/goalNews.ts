import { isOpen } from '../model/dueDate.ts';
import type { RecordedChange, RecordedField, RecordedValue } from './recordedChange.ts';

/** What a goal's changes come to. `from` and `to` are absent where there was no value. */
export type NewsItem =
  | { readonly kind: 'created' | 'gone' }
  | { readonly kind: StatusNews | DateNews; readonly from?: string; readonly to?: string }
  /** Ids of owners, and of companies; names of the goal. */
  | { readonly kind: 'owner' | 'company' | 'renamed'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'progress'; readonly from?: number; readonly to?: number }
  /** A line that somebody logged: its day, who, and what. */
  | { readonly kind: 'update'; readonly date: string; readonly name: string; readonly text: string }
  | { readonly kind: 'metricAdded'; readonly metricId: string; readonly to?: number }
  | {
      readonly kind: 'metric' | 'metricTarget';
      readonly metricId: string;
      readonly from?: number;
      readonly to?: number;
    };

type StatusNews = 'achieved' | 'missed' | 'reopened' | 'status';
type DateNews = 'slipped' | 'broughtForward' | 'dateSet' | 'dateRemoved';
export type NewsKind = NewsItem['kind'];

/** In this order: what ended comes first, and then what is in danger. */
export const newsRank: Readonly<Record<NewsKind, number>> = {
  achieved: 0,
  missed: 1,
  slipped: 2,
  created: 3,
  reopened: 4,
  progress: 5,
  update: 6,
  metric: 7,
  status: 8,
  broughtForward: 9,
  dateSet: 10,
  dateRemoved: 11,
  owner: 12,
  company: 13,
  renamed: 14,
  metricAdded: 15,
  metricTarget: 16,
  gone: 17,
};

/** The first value and the last one of a time: what was in between came to nothing. */
type Net = {
  readonly from: RecordedValue | undefined;
  to: RecordedValue | undefined;
};

type MetricNet = { isNew: boolean; value?: Net; target?: Net };

/** What one goal's changes come to, taken in the order in which they were seen. */
export class GoalNews {
  readonly #fields = new Map<RecordedField, Net>();
  readonly #metrics = new Map<string, MetricNet>();
  #readFirst: number | undefined;
  readonly #updates: NewsItem[] = [];

  take(change: RecordedChange): void {
    const { field, metricId, after, seen } = change;
    if (field === 'metricsRead') this.#readFirst = seen;
    else if (metricId === undefined) this.#fields.set(field, continued(this.#fields.get(field), change));
    // What the first reading of a goal's metrics brought was there before.
    else if (seen !== this.#readFirst) this.#takeMetric(metricId, change, after);
  }

  /** A line that was logged, which no change tells of: in the order of their days. */
  takeUpdate(update: Extract<NewsItem, { readonly kind: 'update' }>): void {
    this.#updates.push(update);
  }

  #takeMetric(metricId: string, change: RecordedChange, after: RecordedValue | undefined): void {
    const metric = this.#metrics.get(metricId) ?? { isNew: false };
    this.#metrics.set(metricId, metric);
    if (change.field === 'metricName') metric.isNew ||= change.before === undefined && after !== undefined;
    else if (change.field === 'metricValue') metric.value = continued(metric.value, change);
    else metric.target = continued(metric.target, change);
  }

  /** The company in which the goal was last, where a change says so. */
  get companyId(): string | undefined {
    const company = this.#fields.get('CompanyId');
    return textOf(company?.to ?? company?.from);
  }

  /** The name of that company, where the goal is gone. */
  get companyName(): string | undefined {
    return textOf(this.#fields.get('CompanyName')?.from);
  }

  /** The name of a goal that is gone. */
  get nameBefore(): string | undefined {
    return textOf(this.#fields.get('existence')?.from);
  }

  items(): readonly NewsItem[] {
    const existence = this.#fields.get('existence');
    const isCreated = existence?.from === undefined && existence?.to !== undefined;
    const isGone = existence !== undefined && existence.to === undefined;
    // What came and went meanwhile is no news.
    if (isGone) return existence.from === undefined ? [] : [{ kind: 'gone' }];
    const status = statusNews(this.#fields.get('Status'));
    if (isCreated)
      return inOrder([{ kind: 'created' }, ...status.filter(({ kind }) => kind !== 'status'), ...this.#updates]);
    return inOrder([...status, ...this.#others(), ...this.#updates, ...[...this.#metrics].flatMap(metricNews)]);
  }

  #others(): readonly NewsItem[] {
    const texts = (kind: 'owner' | 'company' | 'renamed', field: RecordedField): readonly NewsItem[] => {
      const net = this.#fields.get(field);
      return isChanged(net) ? [{ kind, ...ends(textOf(net.from), textOf(net.to)) }] : [];
    };
    const percent = this.#fields.get('CompletionPercentage');
    return [
      ...dateNews(this.#fields.get('TargetDate')),
      ...(isChanged(percent)
        ? [{ kind: 'progress', ...ends(numberOf(percent.from), numberOf(percent.to)) } as const]
        : []),
      ...texts('owner', 'OwnerId'),
      ...texts('company', 'CompanyId'),
      ...texts('renamed', 'Name'),
    ];
  }
}

const continued = (net: Net | undefined, { before, after }: RecordedChange): Net =>
  net === undefined ? { from: before, to: after } : { from: net.from, to: after };

const isChanged = (net: Net | undefined): net is Net => net !== undefined && net.from !== net.to;

const statusNews = (net: Net | undefined): readonly NewsItem[] => {
  if (!isChanged(net)) return [];
  const [from, to] = [textOf(net.from), textOf(net.to)];
  const wasClosed = from !== undefined && !isOpen({ Status: from });
  const kind =
    to === 'Achieved' ? 'achieved' : to === 'Missed' ? 'missed' : wasClosed ? 'reopened' : ('status' as const);
  return [{ kind, ...ends(from, to) }];
};

const dateNews = (net: Net | undefined): readonly NewsItem[] => {
  if (!isChanged(net)) return [];
  const [from, to] = [textOf(net.from), textOf(net.to)];
  if (from === undefined) return [{ kind: 'dateSet', ...ends(from, to) }];
  if (to === undefined) return [{ kind: 'dateRemoved', ...ends(from, to) }];
  // Both are `yyyy-mm-dd`.
  return [{ kind: to > from ? 'slipped' : 'broughtForward', from, to }];
};

const metricNews = ([metricId, { isNew, value, target }]: readonly [string, MetricNet]): readonly NewsItem[] => {
  if (isNew) return [{ kind: 'metricAdded', metricId, ...ends(undefined, numberOf(value?.to)) }];
  const of = (kind: 'metric' | 'metricTarget', net: Net | undefined): readonly NewsItem[] =>
    isChanged(net) ? [{ kind, metricId, ...ends(numberOf(net.from), numberOf(net.to)) }] : [];
  return [...of('metric', value), ...of('metricTarget', target)];
};

const inOrder = (items: readonly NewsItem[]): readonly NewsItem[] =>
  items.toSorted((a, b) => newsRank[a.kind] - newsRank[b.kind]);

const textOf = (value: RecordedValue | undefined): string | undefined =>
  value === undefined ? undefined : String(value);

const numberOf = (value: RecordedValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

const ends = <T>(from: T | undefined, to: T | undefined): { readonly from?: T; readonly to?: T } => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});
