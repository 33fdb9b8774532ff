import type { Goal } from './schema.ts';

/** In milliseconds. */
export type Margins = {
  /** A change may be stamped so long before a search finds it: a request takes its time, and a tenant has more clocks than one. */
  readonly overlapMs: number;
  /** How far the `Date` header may be ahead of the stamps, where no goal tells. */
  readonly unknownLeadMs: number;
};

const usualMargins: Margins = { overlapMs: 60_000, unknownLeadMs: 15 * 60_000 };

/** When a load or refresh began, by two clocks. */
export type Beginning = {
  /** Milliseconds that passed on this computer since any fixed moment. */
  readonly elapsedMs: number;
  /** The tenant's time as its `Date` header has it, ISO 8601. */
  readonly tenantTime: string;
};

/**
 * What the clock that stamps a tenant's goals shows at least. The `Date` header comes from another clock: where that is ahead, what
 * is stamped next would be older than what was asked for last. A stamp that was seen is past, and from then on time passes there as
 * it does here.
 */
export class StampClock {
  readonly #margins: Margins;
  /** By how much the stamps are ahead of the time that passed here, at least. */
  #leadMs: number | undefined;

  constructor(margins: Margins = usualMargins) {
    this.#margins = margins;
  }

  /**
   * @param goals as they were answered
   * @param elapsedMs when, as in {@link Beginning}
   * @param tenantTime a stamp that is later than this is odd and says nothing
   */
  note(goals: readonly Goal[], { elapsedMs, tenantTime }: Beginning): void {
    let latest = '';
    for (const { ModifiedDate = '' } of goals)
      if (ModifiedDate > latest && ModifiedDate <= tenantTime) latest = ModifiedDate;
    const leadMs = Date.parse(latest) - elapsedMs;
    if (!Number.isNaN(leadMs)) this.#leadMs = Math.max(this.#leadMs ?? Number.NEGATIVE_INFINITY, leadMs);
  }

  /** From when on changes have to be asked for that a load or refresh with this beginning may have missed, ISO 8601. */
  since({ elapsedMs, tenantTime }: Beginning): string {
    const { overlapMs, unknownLeadMs } = this.#margins;
    const headerMs = Date.parse(tenantTime);
    const stampMs = this.#leadMs === undefined ? headerMs - unknownLeadMs : this.#leadMs + elapsedMs;
    return new Date(Math.min(headerMs, stampMs) - overlapMs).toISOString();
  }
}
