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
const mostKept = 50;

/** How the numbers of single goals went, read when somebody looks at one, and kept until it changes. */
export class GoalPasts {
  readonly #deps: PastsDeps;
  readonly #kept = new Map<string, Promise<Series>>();

  constructor(deps: PastsDeps) {
    this.#deps = deps;
  }

  /** Never rejects: without a history nothing is drawn. */
  of(goalId: string): Promise<Series> {
    const past = this.#kept.get(goalId) ?? this.#read(goalId);
    this.#kept.delete(goalId);
    this.#kept.set(goalId, past);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return past;
  }

  forget(goalIds: Iterable<string> | 'all'): void {
    if (goalIds === 'all') return this.#kept.clear();
    for (const goalId of goalIds) this.#kept.delete(goalId);
  }

  async #read(goalId: string): Promise<Series> {
    const since = secondsOf(this.#deps.now()) - daysBack * 86_400;
    const series = new Series(since);
    const take = (change: RecordedChange): void => {
      if (change.goalId === goalId) series.take(change);
    };
    await this.#deps.read(since, take).catch(() => undefined);
    return series;
  }
}
