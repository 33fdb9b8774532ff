import { dayMs, today } from '../dueDate.ts';
import { dayNumber } from '../query/days.ts';
import { knownOpenTest, noText, type GoalRows } from '../query/goalRows.ts';
import { judge, riskOf, type Risk, type RiskFacts } from './risk.ts';
import type { RiskThresholds } from './riskThresholds.ts';

export type RiskContext = {
  readonly now: Date;
  readonly thresholds: RiskThresholds;
  /** Whether a goal has any; undefined where nobody asked the tenant. */
  readonly hasMetrics?: (goalId: string) => boolean | undefined;
};

const noRisk: Risk = { score: 0, reasons: [] };

/** Reads one row after another into the same facts: an object for each of 100,000 goals would take longer than the rules. */
class FactReader {
  readonly facts: RiskFacts = {
    daysLeft: Number.NaN,
    age: Number.NaN,
    still: Number.NaN,
    percent: Number.NaN,
    lacksOwner: false,
    lacksDate: false,
    lacksMetric: false,
  };
  readonly #rows: GoalRows;
  readonly #nowMs: number;
  readonly #today: number;
  readonly #hasMetrics: RiskContext['hasMetrics'];

  constructor(rows: GoalRows, { now, hasMetrics }: RiskContext) {
    this.#rows = rows;
    this.#nowMs = now.getTime();
    this.#today = dayNumber(today(now));
    this.#hasMetrics = hasMetrics;
  }

  read(row: number): RiskFacts {
    const { numbers, codes } = this.#rows;
    const { facts } = this;
    const due = numbers.due[row] ?? Number.NaN;
    facts.daysLeft = due - this.#today;
    facts.age = (this.#nowMs - (numbers.created[row] ?? Number.NaN)) / dayMs;
    facts.still = (this.#nowMs - (numbers.changed[row] ?? Number.NaN)) / dayMs;
    facts.percent = numbers.progress[row] ?? Number.NaN;
    const isNobodys = codes.OwnerId[row] === noText && codes.OwnerName[row] === noText;
    facts.lacksOwner = isNobodys && !this.#isOdd(row, 'OwnerId') && !this.#isOdd(row, 'OwnerName');
    facts.lacksDate = Number.isNaN(due) && !this.#isOdd(row, 'TargetDate');
    facts.lacksMetric = this.#hasMetrics !== undefined && this.#hasMetrics(this.#rows.id(row) ?? '') === false;
    return facts;
  }

  #isOdd(row: number, field: 'OwnerId' | 'OwnerName' | 'TargetDate'): boolean {
    return this.#rows.isUnreadable(row, field);
  }
}

/** The score of a row, 0 for goals that are gone and for those that may be closed. */
export const riskScorer = (rows: GoalRows, context: RiskContext): ((row: number) => number) => {
  const { thresholds } = context;
  const reader = new FactReader(rows, context);
  const isOpen = knownOpenTest(rows);
  let score = 0;
  const add = (_code: string, points: number): void => void (score += points);
  return (row) => {
    score = 0;
    if (rows.isThere(row) && isOpen(row)) judge(reader.read(row), thresholds, add);
    return score;
  };
};

/** The score of each row. */
export const riskScores = (rows: GoalRows, context: RiskContext): Uint16Array => {
  const scores = new Uint16Array(rows.end);
  const scoreOf = riskScorer(rows, context);
  for (let row = 0; row < rows.end; row += 1) scores[row] = scoreOf(row);
  return scores;
};

/** The risk of one row, and why. */
export const riskOfRow = (rows: GoalRows, row: number, context: RiskContext): Risk =>
  rows.isThere(row) && knownOpenTest(rows)(row)
    ? riskOf(new FactReader(rows, context).read(row), context.thresholds)
    : noRisk;
