import type { PagingClock } from '../../../src/api/paging.ts';
import type { Goal, GoalPage, SearchRequest } from '../../../src/api/schema.ts';
import { StampClock } from '../../../src/api/stampClock.ts';

export const goal = (id: string, version: number): Goal => ({
  Gsid: id,
  Name: id,
  CompanyId: 'C',
  ModifiedDate: new Date(Date.UTC(2031, 0, 1) + version).toISOString(),
});

export type Change =
  | { readonly kind: 'add' | 'remove' | 'edit'; readonly at: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number };

export type Habits = {
  /** The most rows that the tenant answers at a time. */
  readonly clamp: number;
  readonly count: 'right' | 'none' | 'tooLow' | 'tooHigh';
};

/** A list of goals in an order of its own, on which some changes are made before each page is read. Pages may be read in any order. */
export class ChangingTenant {
  readonly #rows: Goal[];
  readonly #changes: (readonly Change[])[];
  readonly #habits: Habits;
  readonly #delays: number[];
  #time = 0;
  #added = 0;
  #underWay = 0;
  readonly requests: SearchRequest[] = [];
  /** How many requests were under way as each one began, itself included. */
  readonly atOnce: number[] = [];

  /** @param delays how many turns each request waits before its page is read */
  constructor(size: number, changes: readonly (readonly Change[])[], habits: Habits, delays: readonly number[] = []) {
    this.#rows = Array.from({ length: size }, (_, i) => goal(`g${i}`, -1000 * (i + 1)));
    this.#changes = [...changes];
    this.#habits = habits;
    this.#delays = [...delays];
  }

  get rows(): readonly Goal[] {
    return this.#rows;
  }

  readonly #now = () => {
    this.#time += 1;
    const tenantTime = goal('', this.#time).ModifiedDate ?? '';
    return { elapsedMs: Date.parse(tenantTime), tenantTime };
  };

  readonly clock: PagingClock = { now: this.#now, stamps: new StampClock({ overlapMs: 0, unknownLeadMs: 0 }) };

  #change(change: Change): void {
    this.#time += 1;
    const place = (at: number): number => at % Math.max(1, this.#rows.length);
    switch (change.kind) {
      case 'add':
        this.#added += 1;
        this.#rows.splice(place(change.at), 0, goal(`new${this.#added}`, this.#time));
        break;
      case 'remove':
        this.#rows.splice(place(change.at), 1);
        break;
      case 'edit':
        this.#replace(place(change.at), place(change.at));
        break;
      case 'move':
        this.#replace(place(change.from), place(change.to));
        break;
    }
  }

  /** Whatever moves was modified. */
  #replace(from: number, to: number): void {
    const [moved] = this.#rows.splice(from, 1);
    if (moved !== undefined) this.#rows.splice(to, 0, goal(moved.Gsid, this.#time));
  }

  readonly fetch = async (request: SearchRequest): Promise<GoalPage> => {
    this.requests.push(request);
    this.#underWay += 1;
    this.atOnce.push(this.#underWay);
    for (let turns = this.#delays.shift() ?? 0; turns > 0; turns -= 1) await Promise.resolve();
    this.#underWay -= 1;
    return this.#read(request);
  };

  #read(request: SearchRequest): GoalPage {
    for (const change of this.#changes.shift() ?? []) this.#change(change);
    const since = request.where?.conditions[0]?.value;
    const matching = this.#rows.filter(
      ({ ModifiedDate }) => typeof since !== 'string' || (ModifiedDate ?? '') >= since,
    );
    const offset = request.offset ?? 0;
    const records = matching.slice(offset, offset + Math.min(request.limit ?? 100, this.#habits.clamp));
    const totals = { right: matching.length, tooLow: Math.floor(matching.length / 2), tooHigh: matching.length + 7 };
    return this.#habits.count === 'none' ? { records } : { records, totalCount: totals[this.#habits.count] };
  }
}

export const exact: Habits = { clamp: 10_000, count: 'right' };
