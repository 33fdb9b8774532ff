import { today } from '../model/dueDate.ts';
import { dayNumber } from '../model/query/days.ts';
import { byCode, knownOpenTest, openTest, type GoalRows } from '../model/query/goalRows.ts';
import { matcher, verdicts } from '../model/query/matcher.ts';
import { riskScorer } from '../model/risk/riskRows.ts';
import { BarCounts, type StatusTone } from './barCounts.ts';
import type { CountDeps } from './countDeps.ts';
import { DueCounts } from './dueCounts.ts';
import { PaceCounts } from './paceCounts.ts';
import type { Totals } from './protocol.ts';
import { StaleRows, withRoom } from './staleRows.ts';
import { Tally } from './tally.ts';

/** How many goals are counted before others may work: a few milliseconds' worth. */
const rowsATurn = 5000;

const soonDays = 7;

type RowDeps = Pick<CountDeps, 'query' | 'context' | 'risk' | 'pause'>;

const statusToneOf: ReadonlyMap<string | undefined, StatusTone> = new Map([
  ['Achieved', 'achieved'],
  ['In Progress', 'inProgress'],
  ['Not Started', 'notStarted'],
  ['Missed', 'missed'],
]);

const totalBits = { goals: 1, open: 2, overdue: 4, dueSoon: 8, achieved: 16 } as const;

/** The goals of a query in numbers: each row is counted once, and taken out and counted again where it is different. */
export class CountedRows {
  readonly #rows: GoalRows;
  /** Of everything here: a clock that was another for each row would make them incomparable. */
  readonly now: Date;
  readonly #today: number;
  readonly #stale = new StaleRows();
  #verdicts = new Uint8Array();
  /** The risk of each row; of none that is not meant. */
  readonly scores = new Tally();
  /** Of which totals each row is one. */
  readonly #marks = new Tally();
  #unknown = 0;
  readonly companies: BarCounts;
  readonly owners: BarCounts;
  readonly due: DueCounts;
  readonly pace: PaceCounts;

  constructor(rows: GoalRows, now: Date) {
    this.#rows = rows;
    this.now = now;
    this.#today = dayNumber(today(now));
    this.companies = new BarCounts(rows, 'CompanyId');
    this.owners = new BarCounts(rows, 'OwnerId');
    this.due = new DueCounts(this.#today);
    this.pace = new PaceCounts(rows, now.getTime());
  }

  get totals(): Totals {
    const of = (bit: number): number => this.#marks.countWhere((mark) => (mark & bit) !== 0);
    const { goals, open, overdue, dueSoon, achieved } = totalBits;
    return { goals: of(goals), open: of(open), overdue: of(overdue), dueSoon: of(dueSoon), achieved: of(achieved) };
  }

  /** How many goals may be meant, too. */
  get unknown(): number {
    return this.#unknown;
  }

  isMeant(row: number): boolean {
    return this.#verdicts[row] === verdicts.yes;
  }

  changed(rows: Iterable<number>): void {
    this.#stale.again(rows);
  }

  get isDone(): boolean {
    return this.#stale.isDone(this.#rows.end);
  }

  async count(deps: RowDeps): Promise<void> {
    while (!this.isDone) {
      this.#makeRoom(this.#rows.end);
      this.#takeTurn(deps);
      await deps.pause();
    }
  }

  #makeRoom(rows: number): void {
    this.#verdicts = withRoom(this.#verdicts, rows, (room) => new Uint8Array(room));
    for (const counts of [this.companies, this.owners, this.due, this.pace, this.scores, this.#marks])
      counts.makeRoom(rows);
  }

  #takeTurn({ query, context, risk }: RowDeps): void {
    const rows = this.#rows;
    const { hasMetrics } = context;
    const test = matcher(query, rows, context);
    const metrics = hasMetrics === undefined ? {} : { hasMetrics };
    const scoreOf = riskScorer(rows, { now: this.now, thresholds: risk, ...metrics });
    const add = this.#adder();
    for (const row of this.#stale.take(rows.end, rowsATurn)) {
      this.#remove(row);
      const verdict = rows.isThere(row) ? test(row) : verdicts.no;
      this.#verdicts[row] = verdict;
      this.scores.set(row, verdict === verdicts.yes ? scoreOf(row) : 0);
      if (verdict === verdicts.unknown) this.#unknown += 1;
      if (verdict === verdicts.yes) add(row);
    }
  }

  #remove(row: number): void {
    if (this.#verdicts[row] === verdicts.unknown) this.#unknown -= 1;
    if (this.#verdicts[row] !== verdicts.yes) return;
    this.#marks.set(row, 0);
    for (const counts of [this.companies, this.owners, this.due, this.pace]) counts.remove(row);
  }

  #adder(): (row: number) => void {
    const rows = this.#rows;
    const toneOf = byCode(rows, 'Status', (status) => statusToneOf.get(status) ?? 'other');
    const [openOf, isKnown] = [openTest(rows), knownOpenTest(rows)];
    return (row) => {
      const day = rows.numbers.due[row] ?? Number.NaN;
      const tone = toneOf(row);
      const isStillOpen = openOf(row);
      const isOverdue = day < this.#today && isKnown(row);
      const isSoon = isKnown(row) && day >= this.#today && day <= this.#today + soonDays;
      const mark =
        totalBits.goals |
        (isStillOpen ? totalBits.open : 0) |
        (isOverdue ? totalBits.overdue : 0) |
        (isSoon ? totalBits.dueSoon : 0) |
        (tone === 'achieved' ? totalBits.achieved : 0);
      this.#marks.set(row, mark);
      this.companies.add(row, tone, isOverdue);
      this.due.add(row, day, isOverdue ? 'overdue' : isStillOpen ? 'open' : 'closed');
      if (!isStillOpen) return;
      this.owners.add(row, tone, isOverdue);
      this.pace.add(row);
    };
  }
}
