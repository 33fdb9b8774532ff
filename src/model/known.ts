import QuickLRU from 'quick-lru';
import type { Client } from '../api/client.ts';
import type { SearchCursor } from '../api/paging.ts';
import type { Goal, GoalMetric, GoalTemplate } from '../api/schema.ts';
import { looksKept } from './goalColumns.ts';
import { GoalIndex } from './goalIndex.ts';

/** How much is known. */
export type Extent = {
  readonly loaded: number;
  /** How many goals there are; undefined where the tenant did not say. */
  readonly total: number | undefined;
  /** When the goals were as they are known; absent as long as not all were loaded once. */
  readonly asOf?: Date;
};

export type LoadState =
  | { readonly kind: 'disconnected' }
  | ({ readonly kind: 'loading' } & Extent)
  | { readonly kind: 'loaded'; readonly at: Date }
  /** What was known before, or came before the failure, is still there. `isAsked`: a person asked for it, and no clock. */
  | ({ readonly kind: 'failed'; readonly error: unknown; readonly isAsked: boolean } & Extent);

export type StoreChange = {
  /** Ids of the companies that look different; 'all' where the list of companies itself may have changed. */
  readonly companies: ReadonlySet<string> | 'all';
  /** Ids of goals whose fields or metrics changed, where they are few enough to name. */
  readonly goals: ReadonlySet<string>;
};

/** A load or refresh that runs. */
export type Job = {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  isAsked: boolean;
  /** It is past the steps that a person's refresh has and one of the clock has not. */
  isPastAsking?: boolean;
  /** The refresh that a person asked for when it was too late for this one. */
  next?: Promise<void>;
};

/** What holds once all goals were loaded. Moments in milliseconds since 1970. */
export type Whole = {
  /** When the goals were as they are known. */
  readonly at: number;
  /** The tenant's time from which the next refresh has to ask for changes, ISO 8601. */
  readonly since: string;
  /** When the tenant's count of its goals was last held against ours. */
  readonly countedAt: number;
  /** When every goal was last read. */
  readonly readAt: number;
  /** By how many goals the tenant's count was off when every goal had just been read. */
  readonly miscount: number;
};

/** All that is known of one tenant. Replaced as a whole with the connection, so that late answers land in a dead one. */
export type Known = {
  readonly client: Client;
  readonly ended: AbortController;
  readonly metrics: Map<string, Promise<readonly GoalMetric[]>>;
  /** Of all metrics that were seen. */
  readonly units: Set<string>;
  /** Goals written or read one by one while a job runs: what the job reads may be older. */
  readonly touched: Map<string, Goal>;
  /** How often this window wrote a goal. */
  readonly written: Map<string, number>;
  index: GoalIndex;
  state: LoadState;
  /** Absent until all goals were loaded once. */
  whole?: Whole;
  /** How far the first load has come, and the tenant's time at its beginning; absent once all goals are there. */
  partial?: { readonly cursor: SearchCursor; readonly since: string };
  templates?: Promise<readonly GoalTemplate[]>;
  job?: Job;
};

export const newlyKnown = (client: Client): Known => ({
  client,
  ended: new AbortController(),
  metrics: new QuickLRU({ maxSize: looksKept }),
  units: new Set(),
  touched: new Map(),
  written: new Map(),
  index: new GoalIndex(),
  state: { kind: 'loading', loaded: 0, total: undefined },
});
