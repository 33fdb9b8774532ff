import type { RiskCode, RiskThresholds } from './riskThresholds.ts';

/** With the threshold of its rule, as far as it has one. */
export type RiskReason =
  | {
      readonly code: 'overdue';
      readonly points: number;
      readonly days: number;
      readonly percent?: number;
      readonly limit: number;
    }
  /** Per cent that are done, and that would be done if it went on as time does. */
  | {
      readonly code: 'behind';
      readonly points: number;
      readonly percent: number;
      readonly expected: number;
      readonly limit: number;
    }
  | {
      readonly code: 'dueSoon';
      readonly points: number;
      readonly days: number;
      readonly percent: number;
      /** Per cent that should be done, so many days before. */
      readonly limit: number;
      readonly within: number;
    }
  | { readonly code: 'stale'; readonly points: number; readonly days: number; readonly limit: number }
  | { readonly code: 'noOwner' | 'noDate' | 'noMetric'; readonly points: number };

/** `score` is the sum of the reasons' points, 0 for no risk; those with most points come first. */
export type Risk = { readonly score: number; readonly reasons: readonly RiskReason[] };

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
  judge(facts, thresholds, (...heard) => reasons.push(reasonOf(thresholds, ...heard)));
  reasons.sort((a, b) => b.points - a.points);
  return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons };
};

const reasonOf = (
  { overdueDays, behindPercent, dueSoonDays, dueSoonPercent, staleDays }: RiskThresholds,
  ...[code, points, first, second]: Parameters<Hear>
): RiskReason => {
  switch (code) {
    case 'overdue':
      return { code, points, days: first, ...(Number.isNaN(second) ? {} : { percent: second }), limit: overdueDays };
    case 'behind':
      return { code, points, percent: first, expected: second, limit: behindPercent };
    case 'dueSoon':
      return { code, points, days: first, percent: second, limit: dueSoonPercent, within: dueSoonDays };
    case 'stale':
      return { code, points, days: first, limit: staleDays };
    case 'noOwner':
    case 'noDate':
    case 'noMetric':
      return { code, points };
  }
};
