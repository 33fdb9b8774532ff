import { companyRules, goalFinders, type FindIn } from '../model/risk/goalCheck.ts';
import { goalCheckRules, type GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import { noText, type GoalRows } from '../model/query/goalRows.ts';
import type { CountDeps } from './countDeps.ts';
import { StaleRows, withRoom } from './staleRows.ts';
import { Tally } from './tally.ts';

/** How many goals are checked before others may work: what compares names folds each of them at first. */
const rowsATurn = 2000;

/** How many goals are compared before others may work: what they are compared with is read with the first of them. */
const membersATurn = 20_000;

/** Whether rows are meant, as far as they are counted. */
type Counted = {
  readonly isDone: boolean;
  readonly isMeant: (row: number) => boolean;
  readonly count: (deps: CountDeps) => Promise<void>;
};

type CheckDeps = CountDeps & { readonly counted: Counted };

type Found = { readonly count: number; readonly ids: readonly string[] };

const byRule = <T>(of: (rule: GoalCheckRule) => T): Record<GoalCheckRule, T> => ({
  overdueInProgress: of('overdueInProgress'),
  achievedBelow100: of('achievedBelow100'),
  sameName: of('sameName'),
  noOwner: of('noOwner'),
  noDate: of('noDate'),
  noMetric: of('noMetric'),
  openPastOthers: of('openPastOthers'),
});

const bitsOf = byRule((rule) => 1 << goalCheckRules.indexOf(rule));

const ownRules = goalCheckRules.filter((rule) => !companyRules.some((each) => each === rule));
const companyBits = companyRules.reduce((bits, rule) => bits | bitsOf[rule], 0);

/** What the goal check finds in each row: looked for once, and again where the row, or another one of its company, is different. */
export class CheckedRows {
  readonly #stale = new StaleRows();
  /** Of each row that is meant, a bit for each rule. */
  readonly #found = new Tally();
  /** By row, the number of the company with whose goals it was compared. */
  #companies = new Uint32Array();
  /** Numbers of the companies whose goals are to be compared. */
  readonly #toCompare = new Set<number>();

  changed(rows: Iterable<number>): void {
    this.#stale.again(rows);
  }

  /** How many rows each rule finds, and the ids of so many of them. */
  found(rows: GoalRows, most: number): Readonly<Record<GoalCheckRule, Found>> {
    return byRule((rule) => {
      const has = (bits: number): boolean => (bits & bitsOf[rule]) !== 0;
      const some = this.#found
        .used()
        .filter(has)
        .flatMap((bits) => this.#found.rows(bits, most));
      const first = some.toSorted((a, b) => a - b).slice(0, most);
      return { count: this.#found.countWhere(has), ids: first.flatMap((row) => rows.id(row) ?? []) };
    });
  }

  async check(deps: CheckDeps): Promise<void> {
    const { rows, pause, counted } = deps;
    while (!this.#stale.isDone(rows.end)) {
      // Rows may have changed in between: whether one is meant is known first.
      await counted.count(deps);
      if (counted.isDone) this.#takeTurn(deps);
      await pause();
    }
    const members = this.#members(rows);
    if (members.length === 0) return;
    const find = goalFinders(rows, deps.context, members);
    for (const rule of companyRules)
      for (let from = 0; from < members.length; from += membersATurn) {
        this.#compare(members.slice(from, from + membersATurn), deps, find[rule], bitsOf[rule]);
        await pause();
      }
    this.#toCompare.clear();
  }

  #takeTurn({ rows, context, counted }: CheckDeps): void {
    this.#found.makeRoom(rows.end);
    this.#companies = withRoom(this.#companies, rows.end, (room) => new Uint32Array(room));
    // These rules look at no other row.
    const find = goalFinders(rows, context, []);
    for (const row of this.#stale.take(rows.end, rowsATurn)) {
      const before = this.#companies[row] ?? noText;
      const company = rows.codes.CompanyId[row] ?? noText;
      this.#toCompare.add(before).add(company);
      this.#companies[row] = company;
      let found = this.#found.get(row) & companyBits;
      if (rows.isThere(row)) rows.searched.get(row);
      if (rows.isThere(row) && counted.isMeant(row)) {
        for (const rule of ownRules) if (find[rule](row, rows.id(row) ?? '') !== undefined) found |= bitsOf[rule];
      }
      this.#found.set(row, found);
    }
  }

  /** All rows of the companies whose goals are to be compared. */
  #members(rows: GoalRows): readonly number[] {
    const members: number[] = [];
    if (this.#toCompare.size === 0) return members;
    for (let row = 0; row < rows.end; row += 1)
      if (this.#toCompare.has(this.#companies[row] ?? noText)) members.push(row);
    return members;
  }

  #compare(members: readonly number[], { rows, counted }: CheckDeps, find: FindIn, bit: number): void {
    for (const row of members) {
      const isFound = rows.isThere(row) && counted.isMeant(row) && find(row, rows.id(row) ?? '') !== undefined;
      this.#found.set(row, isFound ? this.#found.get(row) | bit : this.#found.get(row) & ~bit);
    }
  }
}
