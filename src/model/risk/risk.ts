/** Why a goal is at risk. */
export type RiskCode = 'overdue' | 'behind' | 'dueSoon' | 'stale' | 'noOwner' | 'noDate' | 'noMetric';

export type RiskReason =
  | { readonly code: 'overdue'; readonly points: number; readonly days: number; readonly percent?: number }
  /** Per cent that are done, and that would be done if it went on as time does. */
  | { readonly code: 'behind'; readonly points: number; readonly percent: number; readonly expected: number }
  | { readonly code: 'dueSoon'; readonly points: number; readonly days: number; readonly percent: number }
  | { readonly code: 'stale'; readonly points: number; readonly days: number }
  | { readonly code: 'noOwner' | 'noDate' | 'noMetric'; readonly points: number };

/** `score` is the sum of the reasons' points, 0 for no risk; those with most points come first. */
export type Risk = { readonly score: number; readonly reasons: readonly RiskReason[] };

/** From when on a rule holds, and which do not. */
export type RiskThresholds = {
  readonly overdueDays: number;
  /** Per cent that a goal's progress is behind the time that has passed. */
  readonly behindPercent: number;
  /** A goal that is due within so many days, and has less progress. */
  readonly dueSoonDays: number;
  readonly dueSoonPercent: number;
  /** Days in which nothing about a goal changed. */
  readonly staleDays: number;
  readonly off: ReadonlySet<RiskCode>;
};

export const usualThresholds: RiskThresholds = {
  overdueDays: 1,
  behindPercent: 20,
  dueSoonDays: 14,
  dueSoonPercent: 70,
  staleDays: 21,
  off: new Set(),
};

/** What is known of an open goal. Days may be parts of days; NaN is not known, or not there. */
export type RiskFacts = {
  /** Whole days until it is due, negative once it is overdue. */
  daysLeft: number;
  /** Days since it was created, and since it changed last. */
  age: number;
  still: number;
  percent: number;
  /** Whether it has none. What is not known is not said. */
  lacksOwner: boolean;
  lacksDate: boolean;
  lacksMetric: boolean;
};

/** Hears what there is against a goal: the two numbers are what the reason says. */
export type Hear = (code: RiskCode, points: number, first: number, second: number) => void;

/** All rules. An overdue goal is behind, and a late one is no longer due soon: each says what weighs more. */
export const judge = (facts: RiskFacts, thresholds: RiskThresholds, hear: Hear): void => {
  const { daysLeft, age, still, percent } = facts;
  const { overdueDays, behindPercent, dueSoonDays, dueSoonPercent, staleDays, off } = thresholds;
  const isOverdue = -daysLeft >= Math.max(1, overdueDays);
  if (isOverdue && !off.has('overdue')) hear('overdue', 30 + Math.min(30, -daysLeft), -daysLeft, percent);
  if (daysLeft >= 0 && daysLeft <= dueSoonDays && percent < dueSoonPercent && !off.has('dueSoon'))
    hear('dueSoon', 20 + Math.round((dueSoonPercent - percent) / 5), daysLeft, percent);
  if (!isOverdue && age >= 0 && daysLeft + age > 0 && !off.has('behind')) {
    const expected = Math.min(100, Math.round((age / (age + daysLeft)) * 100));
    if (expected - percent >= behindPercent) hear('behind', Math.round((expected - percent) / 2), percent, expected);
  }
  if (still >= staleDays && !off.has('stale'))
    hear('stale', 10 + Math.min(20, Math.floor((still - staleDays) / 7)), Math.floor(still), Number.NaN);
  if (facts.lacksOwner && !off.has('noOwner')) hear('noOwner', 10, Number.NaN, Number.NaN);
  if (facts.lacksDate && !off.has('noDate')) hear('noDate', 10, Number.NaN, Number.NaN);
  if (facts.lacksMetric && !off.has('noMetric')) hear('noMetric', 5, Number.NaN, Number.NaN);
};

export const riskOf = (facts: RiskFacts, thresholds: RiskThresholds): Risk => {
  const reasons: RiskReason[] = [];
  judge(facts, thresholds, (...heard) => reasons.push(reasonOf(...heard)));
  reasons.sort((a, b) => b.points - a.points);
  return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
};

const reasonOf = (...[code, points, first, second]: Parameters<Hear>): RiskReason => {
  switch (code) {
    case 'overdue':
      return { code, points, days: first, ...(Number.isNaN(second) ? {} : { percent: second }) };
    case 'behind':
      return { code, points, percent: first, expected: second };
    case 'dueSoon':
      return { code, points, days: first, percent: second };
    case 'stale':
      return { code, points, days: first };
    case 'noOwner':
    case 'noDate':
    case 'noMetric':
      return { code, points };
  }
};
