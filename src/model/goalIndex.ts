import type { Goal } from '../api/schema.ts';
import { byName } from './names/byName.ts';
import { GoalColumns } from './goalColumns.ts';
import { GoalSearch } from './names/goalSearch.ts';
import { inGoalOrder } from './goalOrder.ts';
import type { GoalSlice } from './goalSlice.ts';
import { today } from './dueDate.ts';

/** A company as its goals name it; the contract has no other source for companies. */
export type Company = { readonly Gsid: string; readonly name: string };

/** A user as goals name them as owner. */
export type Owner = { readonly id: string; readonly name: string };

/** How many goals a company has. Achieved and missed ones are closed; overdue ones are open and their target date is past. */
export type CompanyStats = {
  readonly goals: number;
  readonly achieved: number;
  readonly missed: number;
  readonly overdue: number;
};

export type FoundGoals = {
  /** The best first, and no more than were asked for. */
  readonly goals: readonly Goal[];
  /** How many there are in all. */
  readonly total: number;
};

/** The goals of one company, as rows, and what was worked out of them until one changes. */
type CompanyRows = {
  readonly id: string;
  readonly rows: number[];
  shown: Company | undefined;
  stats: { readonly day: string; readonly counts: CompanyStats } | undefined;
};

const noGoals: CompanyStats = { goals: 0, achieved: 0, missed: 0, overdue: 0 };

/** Goals by id and by company. Pure bookkeeping: it fetches nothing and tells nobody. */
export class GoalIndex {
  readonly #columns = new GoalColumns();
  /** By the number of the company's id. */
  readonly #companies: (CompanyRows | undefined)[] = [];
  /** In order when they were listed last, and then those that came since. */
  #listed: CompanyRows[] = [];
  #inOrder: readonly Company[] | undefined;
  /** By the number of the company's id, the name under which it is shown. */
  #names: readonly (string | undefined)[] | undefined;
  #day: { readonly minute: number; readonly day: string } | undefined;
  readonly #search = new GoalSearch({
    size: () => this.size,
    name: (row) => this.#columns.name(row),
    companies: () => ({ numbers: this.#columns.codes('CompanyId'), names: this.#companyNames() }),
    owners: () => ({ numbers: this.#columns.codes('OwnerName'), names: this.#columns.texts('OwnerName') }),
    modified: () => this.#columns.modified(),
  });

  get size(): number {
    return this.#columns.size;
  }

  goal(goalId: string): Goal | undefined {
    const row = this.#columns.rowOf(goalId);
    return row === undefined ? undefined : this.#columns.goal(row);
  }

  has(goalId: string): boolean {
    return this.#columns.rowOf(goalId) !== undefined;
  }

  ids(): Iterable<string> {
    return this.#columns.ids();
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
    for (let row = this.#columns.append(slice); row < this.#columns.size; row += 1) {
      this.#search.forget(row);
      const company = this.#join(this.#columns.code('CompanyId', row), row);
      company.shown = undefined;
    }
    this.#forgetNames();
  }

  /** Returns the company in which the goal stood before. */
  #put(goal: Goal): string | undefined {
    const { size } = this;
    const row = this.#columns.rowFor(goal.Gsid);
    const isNew = row === size;
    const before = isNew ? 0 : this.#columns.code('CompanyId', row);
    const earlier = isNew ? undefined : this.#columns.text('CompanyId', row);
    if (isNew || this.#columns.name(row) !== goal.Name) this.#search.forget(row);
    this.#columns.put(goal, row);
    const number = this.#columns.code('CompanyId', row);
    if (before !== 0 && before !== number) this.#leave(before, row);
    const company = before === number ? this.#companies[number] : this.#join(number, row);
    if (company !== undefined) this.#forget(company, goal.CompanyName);
    return earlier;
  }

  #join(number: number, row: number): CompanyRows {
    const company = this.#companies[number] ?? this.#found(number, row);
    company.rows.push(row);
    company.stats = undefined;
    return company;
  }

  #found(number: number, row: number): CompanyRows {
    const id = this.#columns.text('CompanyId', row) ?? '';
    const company: CompanyRows = { id, rows: [], shown: undefined, stats: undefined };
    this.#companies[number] = company;
    this.#listed.push(company);
    this.#forgetNames();
    return company;
  }

  #leave(number: number, row: number): void {
    const company = this.#companies[number];
    if (company === undefined) return;
    company.rows.splice(company.rows.indexOf(row), 1);
    if (company.rows.length === 0) this.#companies[number] = undefined;
    company.shown = undefined;
    company.stats = undefined;
    this.#forgetNames();
  }

  /** What was worked out for a company holds no more; its place in the order does while its name is the same. */
  #forget(company: CompanyRows, name: string | undefined): void {
    company.stats = undefined;
    if (company.shown === undefined || company.shown.name === name) return;
    company.shown = undefined;
    this.#forgetNames();
  }

  #forgetNames(): void {
    this.#inOrder = undefined;
    this.#names = undefined;
  }

  /** Under the name that its first goal with one has, else under its id; undefined where no goal names it. */
  company(companyId: string): Company | undefined {
    const company = this.#rowsOf(companyId);
    return company && this.#shown(company);
  }

  #rowsOf(companyId: string): CompanyRows | undefined {
    return this.#companies[this.#columns.codeOf('CompanyId', companyId)];
  }

  #shown(company: CompanyRows): Company {
    company.shown ??= { Gsid: company.id, name: this.#nameOf(company) ?? company.id };
    return company.shown;
  }

  #nameOf({ rows }: CompanyRows): string | undefined {
    const row = rows.find((one) => (this.#columns.text('CompanyName', one) ?? '') !== '');
    return row === undefined ? undefined : this.#columns.text('CompanyName', row);
  }

  /** Sorted by name. */
  companies(): readonly Company[] {
    this.#inOrder ??= this.#sort();
    return this.#inOrder;
  }

  /** To sort what is in order for the most part takes little more than to look at it. */
  #sort(): readonly Company[] {
    this.#listed = this.#listed
      .filter(({ rows }) => rows.length > 0)
      .toSorted((a, b) => byName(this.#shown(a).name, this.#shown(b).name));
    return this.#listed.map((company) => this.#shown(company));
  }

  /** In the order of {@link inGoalOrder}; none for a company that is not known. */
  goalsOf(companyId: string): readonly Goal[] {
    const rows = this.#rowsOf(companyId)?.rows ?? [];
    return rows.map((row) => this.#columns.goal(row)).toSorted(inGoalOrder);
  }

  /** Sorted by name; one without a name stands under its id. */
  owners(): readonly Owner[] {
    const owners = new Map<string, string>();
    for (let row = 0; row < this.#columns.size; row += 1) {
      const id = this.#columns.text('OwnerId', row);
      const name = this.#columns.text('OwnerName', row);
      if (id !== undefined && (name !== undefined || !owners.has(id))) owners.set(id, name ?? id);
    }
    return [...owners].map(([id, name]) => ({ id, name })).toSorted((a, b) => byName(a.name, b.name));
  }

  /**
   * The goals that have each word of the query somewhere in their names, their companies' or their owners', in any order; case and
   * accents do not count. For no words the goals that were modified last; for the id of a goal that goal. As fast as it can be once
   * {@link prepareFind} has nothing left to do.
   */
  find(query: string, limit: number): FoundGoals {
    const goal = this.goal(query.trim());
    if (goal !== undefined) return { goals: [goal], total: 1 };
    const { rows, total } = this.#search.find(query, limit);
    return { goals: rows.map((row) => this.#columns.goal(row)), total };
  }

  /** Does some of what {@link find} would do at first, a few milliseconds' worth. Returns whether anything is left. */
  prepareFind(): boolean {
    return this.#search.prepare();
  }

  #companyNames(): readonly (string | undefined)[] {
    this.#names ??= this.#columns.texts('CompanyId').map((_, number) => {
      const company = this.#companies[number];
      return company && this.#shown(company).name;
    });
    return this.#names;
  }

  /** Counts for the day that `now` is where the person is; all 0 for a company that is not known. */
  stats(companyId: string, now: Date): CompanyStats {
    const company = this.#rowsOf(companyId);
    if (company === undefined) return noGoals;
    const day = this.#dayOf(now);
    if (company.stats?.day !== day) company.stats = { day, counts: this.#count(company, day) };
    return company.stats.counts;
  }

  /** All companies are counted at the same moment, and a day takes longer to work out than a count. */
  #dayOf(now: Date): string {
    const minute = Math.floor(now.getTime() / 60_000);
    if (this.#day?.minute !== minute) this.#day = { minute, day: today(now) };
    return this.#day.day;
  }

  #count({ rows }: CompanyRows, day: string): CompanyStats {
    const counts = { goals: rows.length, achieved: 0, missed: 0, overdue: 0 };
    for (const row of rows) {
      const status = this.#columns.text('Status', row);
      if (status === 'Achieved') counts.achieved += 1;
      else if (status === 'Missed') counts.missed += 1;
      // As `isOverdue` has it: dates are `yyyy-mm-dd`, and so is the day.
      else if ((this.#columns.text('TargetDate', row) ?? day) < day && !this.#columns.isUnreadable(row, 'Status'))
        counts.overdue += 1;
    }
    return counts;
  }
}
