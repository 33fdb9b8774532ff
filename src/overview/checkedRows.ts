import { companyRules, goalFinders, type FindIn } from '../model/goalCheck.ts';
import { goalCheckRules, type GoalCheckRule } from '../model/goalCheckRule.ts';
import { noText, type GoalRows } from '../model/query/goalRows.ts';
import type { CountDeps } from './countDeps.ts';
import { RowsToDo, withRoom } from './rowsToDo.ts';

/** How many goals are checked before others may work: what compares names folds each of them at first. */
const rowsATurn = 2000;

type CheckDeps = Pick<CountDeps, 'rows' | 'context' | 'pause'>;

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
  readonly #toDo = new RowsToDo();
  /** By row, a bit for each rule. */
  #found = new Uint8Array();
  /** By row, the number of the company with whose goals it was compared. */
  #companies = new Uint32Array();
  /** Numbers of the companies whose goals are to be compared. */
  readonly #toCompare = new Set<number>();

  changed(rows: Iterable<number>): void {
    this.#toDo.again(rows);
  }

  /** Of the rows that are meant: how many each rule finds, and the ids of so many of them. */
  found(rows: GoalRows, isMeant: (row: number) => boolean, most: number): Readonly<Record<GoalCheckRule, Found>> {
    const ids = byRule((): string[] => []);
    // Each combination of rules once: a look at every rule for each row would take longer than all the rest.
    const counts = new Uint32Array(1 << goalCheckRules.length);
    let wanted = counts.length - 1;
    for (let row = 0; row < rows.end; row += 1) {
      const bits = this.#found[row] ?? 0;
      if (bits === 0 || !isMeant(row)) continue;
      counts[bits] = (counts[bits] ?? 0) + 1;
      if ((bits & wanted) === 0) continue;
      for (const rule of goalCheckRules) {
        if ((bits & wanted & bitsOf[rule]) === 0) continue;
        ids[rule].push(rows.id(row) ?? '');
        if (ids[rule].length === most) wanted &= ~bitsOf[rule];
      }
    }
    return byRule((rule) => ({
      count: counts.reduce((sum, count, bits) => ((bits & bitsOf[rule]) === 0 ? sum : sum + count), 0),
      ids: ids[rule],
    }));
  }

  async check(deps: CheckDeps): Promise<void> {
    const { rows, pause } = deps;
    while (!this.#toDo.isDone(rows.end)) {
      this.#takeTurn(deps);
      await pause();
    }
    const members = this.#members(rows);
    if (members.length === 0) return;
    const find = goalFinders(rows, deps.context, members);
    for (const rule of companyRules) {
      this.#compare(members, rows, find[rule], bitsOf[rule]);
      await pause();
    }
    this.#toCompare.clear();
  }

  #takeTurn({ rows, context }: CheckDeps): void {
    this.#found = withRoom(this.#found, rows.end, (room) => new Uint8Array(room));
    this.#companies = withRoom(this.#companies, rows.end, (room) => new Uint32Array(room));
    // These rules look at no other row.
    const find = goalFinders(rows, context, []);
    for (const row of this.#toDo.take(rows.end, rowsATurn)) {
      const before = this.#companies[row] ?? noText;
      const company = rows.codes.CompanyId[row] ?? noText;
      this.#toCompare.add(before).add(company);
      this.#companies[row] = company;
      let found = (this.#found[row] ?? 0) & companyBits;
      if (rows.isThere(row)) {
        rows.searched.get(row);
        for (const rule of ownRules) if (find[rule](row, rows.id(row) ?? '') !== undefined) found |= bitsOf[rule];
      }
      this.#found[row] = found;
    }
  }

  /** All rows of the companies whose goals are to be compared. */
  #members(rows: GoalRows): readonly number[] {
    const members: number[] = [];
    if (this.#toCompare.size === 0) return members;
    const isAsked = new Uint8Array(Math.max(...this.#toCompare) + 1);
    for (const company of this.#toCompare) isAsked[company] = 1;
    for (let row = 0; row < rows.end; row += 1) if (isAsked[this.#companies[row] ?? noText] === 1) members.push(row);
    return members;
  }

  #compare(members: readonly number[], rows: GoalRows, find: FindIn, bit: number): void {
    for (const row of members) {
      const isFound = rows.isThere(row) && find(row, rows.id(row) ?? '') !== undefined;
      this.#found[row] = isFound ? (this.#found[row] ?? 0) | bit : (this.#found[row] ?? 0) & ~bit;
    }
  }
}
