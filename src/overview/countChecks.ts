import { checkGoals } from '../model/goalCheck.ts';
import { goalCheckRules, type GoalCheckRule } from '../model/goalCheckRule.ts';
import type { GoalRows } from '../model/query/goalRows.ts';
import { matcher, verdicts, type Test } from '../model/query/matcher.ts';
import type { CountDeps } from './countOverview.ts';
import type { Check } from './protocol.ts';

/** So many goals of each rule are named. */
const mostNamed = 20;

type CheckDeps = Omit<CountDeps, 'risk' | 'riskText' | 'nameOf'> & {
  readonly ruleText: (rule: GoalCheckRule) => string;
  /** Rules that a person turned off. */
  readonly rulesOff: ReadonlySet<GoalCheckRule>;
};

/** How many of the goals each rule of the goal check finds that is not turned off, a rule at a time. */
export const countChecks = async (deps: CheckDeps): Promise<readonly Check[]> => {
  const { rows, query, context, pause, ruleText, rulesOff } = deps;
  const checks: Check[] = [];
  await foldNames(deps);
  await pause();
  const isMeant = meantRows(rows, matcher(query, rows, context));
  for (const rule of goalCheckRules.filter((each) => !rulesOff.has(each))) {
    await pause();
    const off = new Set(goalCheckRules.filter((each) => each !== rule));
    const { today, hasMetrics } = context;
    const asked = { today, off, ...(hasMetrics === undefined ? {} : { hasMetrics }) };
    const found = checkGoals(rows, asked, (row) => isMeant[row] === 1);
    if (found.length === 0) continue;
    const ids = found.slice(0, mostNamed).map(({ goalId }) => goalId);
    checks.push({ name: ruleText(rule), count: found.length, ids });
  }
  return checks;
};

/** Once for all rules. */
const meantRows = (rows: GoalRows, test: Test): Uint8Array => {
  const isMeant = new Uint8Array(rows.end);
  for (let row = 0; row < rows.end; row += 1) if (rows.isThere(row) && test(row) === verdicts.yes) isMeant[row] = 1;
  return isMeant;
};

/** So many names are folded before others may work. */
const namesATurn = 2000;

/** What compares names folds each of them at first: that takes longer than all the rest. */
const foldNames = async ({ rows, pause }: CheckDeps): Promise<void> => {
  for (let row = 0; row < rows.end; row += 1) {
    if (row % namesATurn === 0) await pause();
    if (rows.isThere(row)) rows.searched.get(row);
  }
};
