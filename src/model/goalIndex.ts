import type { Goal } from '../api/schema.ts';
import { isOverdue } from './progress.ts';

/** A company as its goals name it; the contract has no other source for companies. */
export type Company = { readonly Gsid: string; readonly name: string };

/** A user as goals name them as owner. */
export type Owner = { readonly id: string; readonly name: string };

export type CompanyStats = {
  readonly goals: number;
  readonly achieved: number;
  readonly missed: number;
  readonly overdue: number;
};

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Goals by id and by company. Pure bookkeeping: it fetches nothing and tells nobody. */
export class GoalIndex {
  readonly #goals = new Map<string, Goal>();
  readonly #companies = new Map<string, Map<string, Goal>>();

  get size(): number {
    return this.#goals.size;
  }

  goal(goalId: string): Goal | undefined {
    return this.#goals.get(goalId);
  }

  goals(): Iterable<Goal> {
    return this.#goals.values();
  }

  /** Puts the goal in place of an earlier version and returns the ids of the companies that look different now. */
  put(goal: Goal): ReadonlySet<string> {
    const before = this.#goals.get(goal.Gsid);
    if (before !== undefined && before.CompanyId !== goal.CompanyId) this.#leaveCompany(before);
    this.#goals.set(goal.Gsid, goal);
    const companyGoals = this.#companies.get(goal.CompanyId) ?? new Map<string, Goal>();
    this.#companies.set(goal.CompanyId, companyGoals.set(goal.Gsid, goal));
    return new Set([goal.CompanyId, ...(before === undefined ? [] : [before.CompanyId])]);
  }

  #leaveCompany({ Gsid, CompanyId }: Goal): void {
    const companyGoals = this.#companies.get(CompanyId);
    companyGoals?.delete(Gsid);
    if (companyGoals?.size === 0) this.#companies.delete(CompanyId);
  }

  company(companyId: string): Company | undefined {
    const companyGoals = this.#companies.get(companyId);
    if (companyGoals === undefined) return undefined;
    for (const { CompanyName } of companyGoals.values()) {
      if (CompanyName !== undefined && CompanyName !== '') return { Gsid: companyId, name: CompanyName };
    }
    return { Gsid: companyId, name: companyId };
  }

  /** Sorted by name. */
  companies(): readonly Company[] {
    const known = [...this.#companies.keys()].map((id) => this.company(id)).filter((company) => company !== undefined);
    return known.toSorted((a, b) => byName.compare(a.name, b.name));
  }

  /** Sorted by name. */
  goalsOf(companyId: string): readonly Goal[] {
    return [...(this.#companies.get(companyId)?.values() ?? [])].toSorted((a, b) => byName.compare(a.Name, b.Name));
  }

  /** Sorted by name. */
  owners(): readonly Owner[] {
    const owners = new Map<string, string>();
    for (const { OwnerId, OwnerName } of this.#goals.values()) {
      if (OwnerId !== undefined && (OwnerName !== undefined || !owners.has(OwnerId)))
        owners.set(OwnerId, OwnerName ?? OwnerId);
    }
    return [...owners].map(([id, name]) => ({ id, name })).toSorted((a, b) => byName.compare(a.name, b.name));
  }

  stats(companyId: string, now: Date): CompanyStats {
    const goals = [...(this.#companies.get(companyId)?.values() ?? [])];
    return {
      goals: goals.length,
      achieved: goals.filter(({ Status }) => Status === 'Achieved').length,
      missed: goals.filter(({ Status }) => Status === 'Missed').length,
      overdue: goals.filter((goal) => isOverdue(goal, now)).length,
    };
  }
}
