import { ApiError } from './errors.ts';
import type { Goal, GoalPage } from './schema.ts';

/** More steps back than this are not rows that move, but stamps that change at each look. */
const maxStepsBack = 50;

/** The same page for other offsets so many times, and of so many rows, is a tenant that does not heed the offset: a few rows may have moved. */
const maxRepeated = { pages: 5, rows: 100 };

/** So many pages, and so many rows, without a goal that was not met are a tenant that shuffles: a few rows may have moved there. */
const maxBarren = { pages: 5, rows: 250 };

/** Sees to it that a search for all goals ends, whatever the tenant answers. */
export class PagingGuard {
  #stepsBack = 0;
  #repeated = { pages: 0, rows: 0 };
  #barren = { pages: 0, rows: 0 };
  #isBarren = false;
  #furthest = 0;
  #last: { readonly offset: number; readonly records: readonly Goal[] } = { offset: -1, records: [] };

  /** Whether the rows never keep still, so that no page can be joined to the one before. */
  get isExhausted(): boolean {
    return this.#stepsBack >= maxStepsBack;
  }

  /** To be called before another pass: its rows are others. @param reached how far an earlier search came in it */
  begin(reached: number): void {
    this.#barren = { pages: 0, rows: 0 };
    this.#furthest = reached;
  }

  /** Whether a pass ended because it met nothing new any more. */
  get isBarren(): boolean {
    return this.#isBarren;
  }

  stepBack(): void {
    this.#stepsBack += 1;
  }

  /**
   * @param isNew whether any of its goals was not met in this pass
   * @throws ApiError 'malformed' for a tenant that answers the same page over and over
   */
  accept({ records }: GoalPage, offset: number, isNew: boolean): void {
    // After a step back whatever comes was met before.
    const isFurther = this.isExhausted || offset + records.length > this.#furthest;
    this.#furthest = Math.max(this.#furthest, offset + records.length);
    const { pages, rows } = this.#barren;
    if (isNew) this.#barren = { pages: 0, rows: 0 };
    else if (isFurther) this.#barren = { pages: pages + 1, rows: rows + records.length };
    this.#isBarren ||= this.#barren.pages > maxBarren.pages && this.#barren.rows > maxBarren.rows;
    const isRepeat = records.length > 1 && offset > this.#last.offset && areSame(records, this.#last.records);
    const repeated = this.#repeated;
    this.#repeated = isRepeat
      ? { pages: repeated.pages + 1, rows: repeated.rows + records.length }
      : { pages: 0, rows: 0 };
    this.#last = { offset, records };
    if (this.#repeated.pages >= maxRepeated.pages && this.#repeated.rows >= maxRepeated.rows)
      throw new ApiError('malformed', 'searchGoals', { answeredBy: 'tenant' });
  }
}

const areSame = (goals: readonly Goal[], others: readonly Goal[]): boolean =>
  goals.length === others.length && goals.every(({ Gsid }, place) => Gsid === others[place]?.Gsid);
