import { goalCheckRules, type GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import { CheckedRows } from './checkedRows.ts';
import { CountedRows } from './countedRows.ts';
import type { CountDeps } from './countDeps.ts';
import type { Check } from './protocol.ts';

/** So many goals of each rule are named. */
const mostNamed = 20;

type CheckDeps = CountDeps & {
  readonly ruleText: (rule: GoalCheckRule) => string;
  /** Rules that a person turned off. */
  readonly rulesOff: ReadonlySet<GoalCheckRule>;
  /** What is known of rows from the count before, by the same query and context. */
  readonly counted?: CountedRows;
  readonly checked?: CheckedRows;
};

/** How many of the goals that are meant each rule of the goal check finds that is not turned off. */
export const countChecks = async (deps: CheckDeps): Promise<readonly Check[]> => {
  const { rows, now, ruleText, rulesOff, counted = new CountedRows(rows, now), checked = new CheckedRows() } = deps;
  await deps.pause();
  await checked.check({ ...deps, counted });
  const found = checked.found(rows, mostNamed);
  return goalCheckRules.flatMap((rule) => {
    const { count, ids } = found[rule];
    return count === 0 || rulesOff.has(rule) ? [] : [{ name: ruleText(rule), count, ids }];
  });
};
