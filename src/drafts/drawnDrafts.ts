import type { ListedDraft } from '../editing/draft.ts';

/** So many drafts have a row at first, and so many more with each press on the last row. */
export const drawnAtATime = 500;

/** A row that stands for the drafts without one. */
export type MoreDrafts = { readonly left: number };

/** Which drafts have a row: each pause in typing draws all rows anew, and thousands take their time. */
export class DrawnDrafts {
  #most = drawnAtATime;

  rows(drafts: readonly ListedDraft[]): readonly (ListedDraft | MoreDrafts)[] {
    if (drafts.length <= this.#most) return drafts;
    return [...drafts.slice(0, this.#most), { left: drafts.length - this.#most }];
  }

  drawMore(): void {
    this.#most += drawnAtATime;
  }
}
