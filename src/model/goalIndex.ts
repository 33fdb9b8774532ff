import type { Goal } from '../api/schema.ts';
import { GoalColumns } from './goalColumns.ts';
import type { GoalSlice } from './goalSlice.ts';
import { isOverdue, today } from './progress.ts';

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

/** The goals of one company, as rows, and what was worked out of them until one changes. */
type CompanyRows = {
  readonly rows: number[];
  name?: string;
  stats?: { readonly day: string; readonly counts: CompanyStats };
};

/** Goals by id and by company. Pure bookkeeping: it fetches nothing and tells nobody. */
export class GoalIndex {
  readonly #columns = new GoalColumns();
  readonly #companies = new Map<string, CompanyRows>();
  #sorted: readonly Company[] | undefined;

  get size(): number {
    return this.#columns.size;
  }

  goal(goalId: string): Goal | undefined {
    const row = this.#columns.rowOf(goalId);
    return row === undefined ? undefined : this.#columns.goal(row);
  }

  *goals(): Iterable<Goal> {
    for (let row = 0; row < this.#columns.size; row += 1) yield this.#columns.goal(row);
  }

  /** Puts the goal in place of an earlier version and returns the ids of the companies that look different now. */
  put(goal: Goal): ReadonlySet<string> {
    const before = this.#put(goal);
    return new Set([goal.CompanyId, ...(before === undefined ? [] : [before])]);
  }

  putAll(goals: readonly Goal[]): void {
    for (const goal of goals) this.#put(goal);
  }

  /** All goals, so many at a time. */
  slices(goalsASlice: number): Generator<GoalSlice, void, undefined> {
    return this.#columns.slices(goalsASlice);
  }

  /** Adds a slice to an index that holds the slices before it and nothing else. */
  append(slice: GoalSlice): void {
    const grown = new Set<CompanyRows>();
    for (let row = this.#columns.append(slice); row < this.#columns.size; row += 1) {
      const companyId = this.#columns.text('CompanyId', row) ?? '';
      const company = this.#companies.get(companyId) ?? { rows: [] };
      if (company.rows.length === 0) this.#companies.set(companyId, company);
      company.rows.push(row);
      grown.add(company);
    }
    for (const company of grown) if (company.stats !== undefined) delete company.stats;
    for (const company of grown) if (company.name !== undefined) delete company.name;
    this.#sorted = undefined;
  }

  /** Returns the company in which the goal stood before. */
  #put(goal: Goal): string | undefined {
    const known = this.#columns.rowOf(goal.Gsid);
    const before = known === undefined ? undefined : this.#columns.text('CompanyId', known);
    const row = this.#columns.put(goal);
    if (before !== undefined && before !== goal.CompanyId) this.#leaveCompany(before, row);
    const company = this.#companies.get(goal.CompanyId);
    if (company === undefined) {
      this.#companies.set(goal.CompanyId, { rows: [row] });
      this.#sorted = undefined;
      return before;
    }
    if (before !== goal.CompanyId) company.rows.push(row);
    this.#forget(company, goal.CompanyName);
    return before;
  }

  #leaveCompany(companyId: string, row: number): void {
    const company = this.#companies.get(companyId);
    if (company === undefined) return;
    company.rows.splice(company.rows.indexOf(row), 1);
    if (company.rows.length === 0) this.#companies.delete(companyId);
    delete company.name;
    delete company.stats;
    this.#sorted = undefined;
  }

  /** What was worked out for a company holds no more; its place in the order does while its name is the same. */
  #forget(company: CompanyRows, name: string | undefined): void {
    delete company.stats;
    if (company.name === name) return;
    delete company.name;
    this.#sorted = undefined;
  }

  company(companyId: string): Company | undefined {
    const company = this.#companies.get(companyId);
    if (company === undefined) return undefined;
    company.name ??= this.#nameOf(company) ?? companyId;
    return { Gsid: companyId, name: company.name };
  }

  #nameOf({ rows }: CompanyRows): string | undefined {
    const row = rows.find((one) => (this.#columns.text('CompanyName', one) ?? '') !== '');
    return row === undefined ? undefined : this.#columns.text('CompanyName', row);
  }

  /** Sorted by name. */
  companies(): readonly Company[] {
    this.#sorted ??= [...this.#companies.keys()]
      .map((id) => this.company(id))
      .filter((company) => company !== undefined)
      .toSorted((a, b) => byName.compare(a.name, b.name));
    return this.#sorted;
  }

  /** Sorted by name. */
  goalsOf(companyId: string): readonly Goal[] {
    const rows = this.#companies.get(companyId)?.rows ?? [];
    return rows.map((row) => this.#columns.goal(row)).toSorted((a, b) => byName.compare(a.Name, b.Name));
  }

  /** Sorted by name. */
  owners(): readonly Owner[] {
    const owners = new Map<string, string>();
    for (let row = 0; row < this.#columns.size; row += 1) {
      const id = this.#columns.text('OwnerId', row);
      const name = this.#columns.text('OwnerName', row);
      if (id !== undefined && (name !== undefined || !owners.has(id))) owners.set(id, name ?? id);
    }
    return [...owners].map(([id, name]) => ({ id, name })).toSorted((a, b) => byName.compare(a.name, b.name));
  }

  stats(companyId: string, now: Date): CompanyStats {
    const company = this.#companies.get(companyId);
    if (company === undefined) return { goals: 0, achieved: 0, missed: 0, overdue: 0 };
    const day = today(now);
    if (company.stats?.day !== day) company.stats = { day, counts: this.#count(company, now) };
    return company.stats.counts;
  }

  #count({ rows }: CompanyRows, now: Date): CompanyStats {
    const goals = rows.map((row) => this.#columns.goal(row));
    return {
      goals: goals.length,
      achieved: goals.filter(({ Status }) => Status === 'Achieved').length,
      missed: goals.filter(({ Status }) => Status === 'Missed').length,
      overdue: goals.filter((goal) => isOverdue(goal, now)).length,
    };
  }
}
