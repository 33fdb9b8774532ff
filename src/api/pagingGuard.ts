import { ApiError } from './errors.ts';
import type { Goal, GoalPage } from './schema.ts';

/** More steps back than this are not rows that move, but stamps that change at each look. */
const maxStepsBack = 50;

/** So many times the same page for another offset is a tenant that does not heed the offset. */
const maxRepeats = 5;

/** Sees to it that a search for all goals ends, whatever the tenant answers. */
export class PagingGuard {
  #stepsBack = 0;
  #repeats = 0;
  #last: { readonly offset: number; readonly records: readonly Goal[] } = { offset: -1, records: [] };

  get isExhausted(): boolean {
    return this.#stepsBack >= maxStepsBack;
  }

  stepBack(): void {
    this.#stepsBack += 1;
  }

  /** @throws ApiError 'malformed' for a tenant that answers the same page over and over */
  accept({ records }: GoalPage, offset: number): void {
    const isRepeat = records.length > 1 && offset > this.#last.offset && areSame(records, this.#last.records);
    this.#repeats = isRepeat ? this.#repeats + 1 : 0;
    this.#last = { offset, records };
    if (this.#repeats >= maxRepeats) throw new ApiError('malformed', 'searchGoals');
  }
}

const areSame = (goals: readonly Goal[], others: readonly Goal[]): boolean =>
  goals.length === others.length && goals.every(({ Gsid }, place) => Gsid === others[place]?.Gsid);
