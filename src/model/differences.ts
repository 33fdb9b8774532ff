import type { Goal } from '../api/schema.ts';
import type { Company, GoalIndex } from './goalIndex.ts';
import { goalChange, mostListed, saysTheSame, type GoalChange, type StoreChange } from './storeChange.ts';

type Readable = Pick<GoalIndex, 'goal'>;

/** Which goals another reading of all of them says something new about. */
export class Differences {
  readonly #before: Readable;
  readonly #companies = new Set<string>();
  readonly goalIds = new Set<string>();

  constructor(before: Readable) {
    this.#before = before;
  }

  note(goalId: string, before: Goal | undefined, after: Goal | undefined): void {
    if (!isDifferent(before, after)) return;
    this.goalIds.add(goalId);
    for (const version of [before, after]) if (version !== undefined) this.#companies.add(version.CompanyId);
  }

  /** What is different in `after`, which is to take the place of what stands there now. */
  change(after: Readable): Pick<StoreChange, 'companies' | 'goals'> {
    if (this.goalIds.size > mostListed) return { companies: this.#companies, goals: 'all' };
    const companies = new Set<string>();
    const goals = new Map<string, GoalChange>();
    for (const goalId of this.goalIds) {
      const change = goalChange(this.#before.goal(goalId), after.goal(goalId));
      // What was written meanwhile was told then.
      if (!isDifferent(change.before, change.after)) continue;
      goals.set(goalId, change);
      for (const version of Object.values(change)) companies.add(version.CompanyId);
    }
    return { companies, goals };
  }
}

const isDifferent = (before: Goal | undefined, after: Goal | undefined): boolean =>
  before === undefined || after === undefined ? before !== after : !saysTheSame(before, after);

/** Whether two lists of companies have the same companies under the same names in the same order. */
export const isSameList = (before: readonly Company[], after: readonly Company[]): boolean =>
  before === after ||
  (before.length === after.length &&
    before.every(({ Gsid, name }, at) => Gsid === after[at]?.Gsid && name === after[at].name));
