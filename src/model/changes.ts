import type { Goal } from '../api/schema.ts';
import type { Company, GoalIndex } from './goalIndex.ts';
import { numberFields, sharedFields } from './goalSlice.ts';
import type { StoreChange } from './known.ts';

/** Every field but the description, which is fetched with the goal that is looked at. */
export const listedFields = ['Gsid', 'Name', ...sharedFields, ...numberFields] as const;

/** Notes what goals say that an index did not: a tenant answers more than what changed. */
export class Changes {
  readonly #before: GoalIndex;
  readonly #companiesBefore: readonly Company[];
  readonly #companies = new Set<string>();
  readonly goals = new Set<string>();

  constructor(before: GoalIndex) {
    this.#before = before;
    this.#companiesBefore = before.companies();
  }

  /** Whether the goal is new or says something new. To be called before it is put into the index. */
  note(goal: Goal): boolean {
    const before = this.#before.goal(goal.Gsid);
    if (before !== undefined && listedFields.every((field) => before[field] === goal[field])) return false;
    this.#companies.add(goal.CompanyId);
    if (before !== undefined) this.#companies.add(before.CompanyId);
    this.goals.add(goal.Gsid);
    return true;
  }

  noteGone(goalId: string): void {
    const before = this.#before.goal(goalId);
    if (before === undefined) return;
    this.#companies.add(before.CompanyId);
    this.goals.add(goalId);
  }

  /** What looks different in `after`. */
  in(after: GoalIndex): StoreChange {
    const isSameList = isSame(this.#companiesBefore, after.companies());
    return { companies: isSameList ? this.#companies : 'all', goals: this.goals };
  }
}

const isSame = (before: readonly Company[], after: readonly Company[]): boolean =>
  before === after ||
  (before.length === after.length &&
    before.every(({ Gsid, name }, at) => Gsid === after[at]?.Gsid && name === after[at].name));
