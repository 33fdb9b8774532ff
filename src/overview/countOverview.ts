import { isOpen, today } from '../model/dueDate.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dayNumber } from '../model/query/days.ts';
import { needsOf, type QueryContext } from '../model/query/context.ts';
import { byCode, type GoalRows } from '../model/query/goalRows.ts';
import { matcher, verdicts, type Test } from '../model/query/matcher.ts';
import type { Query } from '../model/query/query.ts';
import type { Risk } from '../model/risk/risk.ts';
import { mostAtRisk, riskOfRow, riskScores } from '../model/risk/riskRows.ts';
import type { RiskThresholds } from '../model/risk/riskThresholds.ts';
import { BarCounts, type StatusTone } from './barCounts.ts';
import { DueCounts } from './dueCounts.ts';
import { PaceCounts } from './paceCounts.ts';
import type { Check, GoalName, Overview, Totals } from './protocol.ts';

/** How many goals are looked at before others may work: a few milliseconds' worth. */
const rowsATurn = 5000;

const mostRisky = 10;
const soonDays = 7;

export type CountDeps = {
  readonly rows: GoalRows;
  readonly query: Query;
  readonly context: QueryContext;
  readonly now: Date;
  readonly risk: RiskThresholds;
  readonly nameOf: (goalId: string) => string | undefined;
  readonly riskText: (reasons: Risk['reasons']) => string;
  /** Lets others work. Throws where nobody wants the answer any more. */
  readonly pause: () => Promise<void>;
};

const statusTones: ReadonlyMap<string | undefined, StatusTone> = new Map([
  ['Achieved', 'achieved'],
  ['In Progress', 'inProgress'],
  ['Not Started', 'notStarted'],
  ['Missed', 'missed'],
]);

/** Everything of an overview but for its checks, from one look at all goals in turns. */
export const countOverview = async (deps: CountDeps): Promise<Overview> => {
  const { rows, query, context, now } = deps;
  const counter = new Counter(deps);
  const test = matcher(query, rows, context);
  let unknown = 0;
  for (let from = 0; from < rows.end; from += rowsATurn) {
    if (from > 0) await deps.pause();
    unknown += takeTurn(rows, test, counter, from);
  }
  await deps.pause();
  const risk = await riskIn(deps, counter.isMeant);
  const idOf = (row: number): string | undefined => (rows.isThere(row) ? rows.id(row) : undefined);
  const [due, pace] = [counter.due.due(idOf), counter.pace.pace(idOf)];
  const ids = [...(due.goals ?? []), ...pace.goals, ...risk.rows].map(({ id }) => id);
  return {
    unknown,
    asksWho: needsOf(query, context).includes('me'),
    today: dayNumber(today(now)),
    totals: counter.totals,
    companies: counter.companies.byStatus(),
    due,
    pace,
    risk,
    owners: counter.owners.byLoad(),
    names: namesOf(deps, ids),
  };
};

/** Returns how many goals may be meant. */
const takeTurn = (rows: GoalRows, test: Test, counter: Counter, from: number): number => {
  let unknown = 0;
  const end = Math.min(rows.end, from + rowsATurn);
  for (let row = from; row < end; row += 1) {
    if (!rows.isThere(row)) continue;
    const verdict = test(row);
    if (verdict === verdicts.yes) counter.take(row);
    else if (verdict === verdicts.unknown) unknown += 1;
  }
  return unknown;
};

class Counter {
  readonly #rows: GoalRows;
  readonly #today: number;
  readonly #toneOf: (row: number) => StatusTone;
  readonly #isOpen: (row: number) => boolean;
  readonly #totals = { goals: 0, open: 0, overdue: 0, dueSoon: 0, achieved: 0 };
  readonly #meant = new Set<number>();
  readonly companies: BarCounts;
  readonly owners: BarCounts;
  readonly due: DueCounts;
  readonly pace: PaceCounts;

  constructor({ rows, now, risk }: Pick<CountDeps, 'rows' | 'now' | 'risk'>) {
    this.#rows = rows;
    this.#today = dayNumber(today(now));
    this.#toneOf = byCode(rows, 'Status', (status) => statusTones.get(status) ?? 'other');
    this.#isOpen = byCode(rows, 'Status', (status) => isOpen(status === undefined ? {} : { Status: status }));
    this.companies = new BarCounts(rows, 'CompanyId');
    this.owners = new BarCounts(rows, 'OwnerId');
    this.due = new DueCounts(this.#today);
    this.pace = new PaceCounts(now.getTime(), risk.off.has('behind') ? Number.POSITIVE_INFINITY : risk.behindPercent);
  }

  get totals(): Totals {
    return this.#totals;
  }

  readonly isMeant = (row: number): boolean => this.#meant.has(row);

  take(row: number): void {
    const { due, created, progress } = this.#rows.numbers;
    const [day = Number.NaN, tone] = [due[row], this.#toneOf(row)];
    // A status that could not be read may be a closed one.
    const isOverdue = day < this.#today && this.#isOpen(row) && !this.#rows.isUnreadable(row, 'Status');
    const totals = this.#totals;
    this.#meant.add(row);
    totals.goals += 1;
    if (tone === 'achieved') totals.achieved += 1;
    this.companies.add(row, tone, isOverdue);
    this.due.add(row, day, isOverdue ? 'overdue' : this.#isOpen(row) ? 'open' : 'closed');
    if (!this.#isOpen(row)) return;
    totals.open += 1;
    if (isOverdue) totals.overdue += 1;
    if (day >= this.#today && day <= this.#today + soonDays) totals.dueSoon += 1;
    this.owners.add(row, tone, isOverdue);
    this.pace.add(row, created[row] ?? Number.NaN, day, progress[row] ?? Number.NaN);
  }
}

const riskIn = async (
  { rows, context, now, risk, riskText, pause }: CountDeps,
  isMeant: (row: number) => boolean,
): Promise<Overview['risk']> => {
  const asked = {
    now,
    thresholds: risk,
    ...(context.hasMetrics === undefined ? {} : { hasMetrics: context.hasMetrics }),
  };
  const scores = riskScores(rows, asked);
  await pause();
  let goals = 0;
  for (let row = 0; row < scores.length; row += 1) {
    if (scores[row] === 0) continue;
    if (isMeant(row)) goals += 1;
    else scores[row] = 0;
  }
  const worst = mostAtRisk(scores, mostRisky);
  return {
    rows: worst.flatMap((row) => {
      const id = rows.id(row);
      return id === undefined ? [] : [{ id, why: riskText(riskOfRow(rows, row, asked).reasons) }];
    }),
    goals,
  };
};

type Named = Pick<CountDeps, 'rows' | 'nameOf'>;

const namesOf = ({ rows, nameOf }: Named, ids: readonly string[]): readonly GoalName[] =>
  [...new Set(ids)].flatMap((id) => {
    const row = rows.rowOf(id);
    const name = nameOf(id);
    if (row === undefined || name === undefined) return [];
    const company = rows.textAt('CompanyName', row) ?? rows.textAt('CompanyId', row) ?? '';
    return [{ id, name: plainLabel(name), company: plainLabel(company) }];
  });

/** An overview with what a goal check found, once that is known. */
export const withChecks = (overview: Overview, checks: readonly Check[], named: Named): Overview => ({
  ...overview,
  checks,
  names: namesOf(named, [...overview.names.map(({ id }) => id), ...checks.flatMap(({ ids }) => ids)]),
});
