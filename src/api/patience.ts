import { ApiError } from './errors.ts';
import type { GoalPage } from './schema.ts';

/** More steps back than this are not rows that move, but stamps that change at each look. */
const maxStepsBack = 50;

/** So many times the same page for another offset is a tenant that does not heed the offset. */
const maxRepeats = 5;

/** Sees to it that a search for all goals ends, whatever the tenant answers. */
export class Patience {
  #stepsBack = 0;
  #repeats = 0;
  #last = { offset: -1, ids: '' };

  get isExhausted(): boolean {
    return this.#stepsBack >= maxStepsBack;
  }

  stepBack(): void {
    this.#stepsBack += 1;
  }

  /** @throws ApiError 'malformed' for a tenant that answers the same page over and over */
  accept({ records }: GoalPage, offset: number): void {
    const ids = records.map(({ Gsid }) => Gsid).join(' ');
    const isRepeat = records.length > 1 && offset > this.#last.offset && ids === this.#last.ids;
    this.#repeats = isRepeat ? this.#repeats + 1 : 0;
    this.#last = { offset, ids };
    if (this.#repeats >= maxRepeats) throw new ApiError('malformed', 'searchGoals');
  }
}
