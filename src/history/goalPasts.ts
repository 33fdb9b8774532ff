import type { Coverage, RecordedChange } from './recordedChange.ts';
import { secondsOf } from './recordedChange.ts';
import { Series } from './series.ts';

type PastsDeps = {
  readonly read: (since: number, take: (change: RecordedChange) => void) => Promise<Coverage | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** How far back the numbers of a goal are drawn. */
const daysBack = 90;

/** Goals that somebody looked at last. */
const mostCached = 50;

/** How the numbers of single goals went, read when somebody looks at one, and kept until it changes. */
export class GoalPasts {
  readonly #deps: PastsDeps;
  readonly #cached = new Map<string, Promise<Series>>();
  /** The read that begins in a moment, for all goals that are asked for until then: each reads through the whole history. */
  #next: { readonly goalIds: Set<string>; readonly series: Promise<Series> } | undefined;

  constructor(deps: PastsDeps) {
    this.#deps = deps;
  }

  /** Never rejects: without a history nothing is drawn. */
  of(goalId: string): Promise<Series> {
    const past = this.#cached.get(goalId) ?? this.#readSoon(goalId);
    this.#cached.delete(goalId);
    this.#cached.set(goalId, past);
    const [oldest] = this.#cached.keys();
    if (this.#cached.size > mostCached && oldest !== undefined) this.#cached.delete(oldest);
    return past;
  }

  forget(goalIds: Iterable<string> | 'all'): void {
    if (goalIds === 'all') return this.#cached.clear();
    for (const goalId of goalIds) this.#cached.delete(goalId);
  }

  #readSoon(goalId: string): Promise<Series> {
    const goalIds = new Set<string>();
    this.#next ??= { goalIds, series: Promise.resolve().then(() => this.#read(goalIds)) };
    this.#next.goalIds.add(goalId);
    return this.#next.series;
  }

  async #read(goalIds: ReadonlySet<string>): Promise<Series> {
    this.#next = undefined;
    const since = secondsOf(this.#deps.now()) - daysBack * 86_400;
    const changes: RecordedChange[] = [];
    const take = (change: RecordedChange): void => {
      if (goalIds.has(change.goalId)) changes.push(change);
    };
    const coverage = await this.#deps.read(since, take).catch(() => undefined);
    // What held before anything was recorded is not known.
    const series = new Series(Math.max(since, coverage?.from ?? since));
    for (const change of changes) series.take(change);
    return series;
  }
}
