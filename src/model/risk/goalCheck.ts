import { goalCheckRules, type GoalCheckRule } from './goalCheckRule.ts';
import { dayNumber } from '../query/days.ts';
import { byCode, knownOpenTest, noText, openTest, overdueTest, type GoalRows } from '../query/goalRows.ts';

export type Finding = { readonly goalId: string } & (
  | { readonly rule: 'overdueInProgress'; readonly days: number }
  | { readonly rule: 'achievedBelow100'; readonly percent: number }
  /** How many other goals of the company have the same name, and the first of them. */
  | { readonly rule: 'sameName'; readonly count: number; readonly others: readonly string[] }
  /** So many others of the company, with the same target date or later ones among them, are all closed. */
  | { readonly rule: 'openPastOthers'; readonly closed: number }
  | { readonly rule: 'noOwner' | 'noDate' | 'noMetric' }
);

export type GoalCheckContext = {
  /** `yyyy-mm-dd` where the person is. */
  readonly today: string;
  readonly off?: ReadonlySet<GoalCheckRule>;
  /** Whether a goal has any; undefined where nobody asked the tenant. */
  readonly hasMetrics?: (goalId: string) => boolean | undefined;
};

/** One closed goal beside an open one says nothing. */
const fewestClosed = 2;

/**
 * What looks wrong with goals, by rule in the order above, and then as the goals come. What is not known is never found wrong.
 * @param only goals that are meant; all where it is left out
 */
export const checkGoals = (
  rows: GoalRows,
  { off = new Set(), ...context }: GoalCheckContext,
  only: (row: number) => boolean = () => true,
): readonly Finding[] => {
  const find = goalFinders(rows, context, allRows(rows));
  return goalCheckRules
    .filter((rule) => !off.has(rule))
    .flatMap((rule) => {
      const findings: Finding[] = [];
      for (let row = 0; row < rows.end; row += 1) {
        if (!rows.isThere(row) || !only(row)) continue;
        const finding = find[rule](row, rows.id(row) ?? '');
        if (finding !== undefined) findings.push(finding);
      }
      return findings;
    });
};

export type FindIn = (row: number, goalId: string) => Finding | undefined;

/** Rules that compare the goals of a company with each other. */
export const companyRules = ['sameName', 'openPastOthers'] as const satisfies readonly GoalCheckRule[];

/**
 * What each rule finds in a goal that is there.
 * @param among rows of the companies that are asked about, all of theirs: {@link companyRules} look at these
 */
export const goalFinders = (
  rows: GoalRows,
  { today, hasMetrics }: Omit<GoalCheckContext, 'off'>,
  among: Uint32Array | readonly number[],
): Readonly<Record<GoalCheckRule, FindIn>> => {
  const isOpen = knownOpenTest(rows);
  const isOverdue = overdueTest(rows, today);
  const statusIs = (wanted: string) => byCode(rows, 'Status', (status) => status === wanted);
  const [isInProgress, isAchieved] = [statusIs('In Progress'), statusIs('Achieved')];
  const { due, progress } = rows.numbers;
  const day = dayNumber(today);
  return {
    overdueInProgress: (row, goalId) =>
      isInProgress(row) && isOverdue(row)
        ? { rule: 'overdueInProgress', goalId, days: day - (due[row] ?? day) }
        : undefined,
    achievedBelow100: (row, goalId) => {
      const percent = progress[row] ?? Number.NaN;
      return isAchieved(row) && percent < 100 ? { rule: 'achievedBelow100', goalId, percent } : undefined;
    },
    sameName: lazily(() => sameNames(rows, among)),
    noOwner: (row, goalId) => (isOpen(row) && isNobodys(rows, row) ? { rule: 'noOwner', goalId } : undefined),
    noDate: (row, goalId) =>
      isOpen(row) && Number.isNaN(due[row]) && !rows.isUnreadable(row, 'TargetDate')
        ? { rule: 'noDate', goalId }
        : undefined,
    noMetric: (row, goalId) =>
      isOpen(row) && hasMetrics?.(goalId) === false ? { rule: 'noMetric', goalId } : undefined,
    openPastOthers: lazily(() => leftOpen(rows, among)),
  };
};

const allRows = (rows: GoalRows): Uint32Array => new Uint32Array(rows.end).map((_, row) => row);

/** So many namesakes are listed: nobody reads more, and each of 10,000 has as many. */
const mostNamed = 10;

/** How many findings each rule has; rules without any are left out. */
export const countsByRule = (findings: readonly Finding[]): ReadonlyMap<GoalCheckRule, number> => {
  const counts = new Map<GoalCheckRule, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
};

/** Looks at all goals of all companies where somebody asks. */
const lazily = (make: () => FindIn): FindIn => {
  let made: FindIn | undefined;
  return (row, goalId) => (made ??= make())(row, goalId);
};

const isNobodys = (rows: GoalRows, row: number): boolean =>
  rows.codes.OwnerId[row] === noText &&
  rows.codes.OwnerName[row] === noText &&
  !rows.isUnreadable(row, 'OwnerId') &&
  !rows.isUnreadable(row, 'OwnerName');

/** Closed ones too are namesakes; that they have some is said of open ones. */
const sameNames = (rows: GoalRows, among: Uint32Array | readonly number[]): FindIn => {
  // By company first, and no list of one: a key of both and a list for each of 100,000 goals take three times as long.
  const byName: Map<string, number | number[]>[] = [];
  const isOpen = knownOpenTest(rows);
  const companyOf = (row: number): number => rows.codes.CompanyId[row] ?? noText;
  for (const row of among) {
    const name = rows.isThere(row) ? rows.searched.get(row) : '';
    if (name === '') continue;
    const ofCompany = (byName[companyOf(row)] ??= new Map());
    const namesakes = ofCompany.get(name);
    if (namesakes === undefined) ofCompany.set(name, row);
    else if (typeof namesakes === 'number') ofCompany.set(name, [namesakes, row]);
    else namesakes.push(row);
  }
  return (row, goalId) => {
    const namesakes = isOpen(row) ? byName[companyOf(row)]?.get(rows.searched.get(row)) : undefined;
    if (namesakes === undefined || typeof namesakes === 'number') return undefined;
    const others = namesakes.slice(0, mostNamed + 1).filter((each) => each !== row);
    const ids = others.slice(0, mostNamed).flatMap((each) => rows.id(each) ?? []);
    return { rule: 'sameName', goalId, count: namesakes.length - 1, others: ids };
  };
};

type CompanyCounts = { open: number; closed: number; lastDue: number };

const leftOpen = (rows: GoalRows, among: Uint32Array | readonly number[]): FindIn => {
  const companies: (CompanyCounts | undefined)[] = [];
  const isOpen = knownOpenTest(rows);
  const mayBeOpen = openTest(rows);
  for (const row of among) {
    if (!rows.isThere(row)) continue;
    const company = (companies[rows.codes.CompanyId[row] ?? noText] ??= {
      open: 0,
      closed: 0,
      lastDue: Number.NEGATIVE_INFINITY,
    });
    if (mayBeOpen(row)) company.open += 1;
    else {
      company.closed += 1;
      company.lastDue = Math.max(company.lastDue, rows.numbers.due[row] || Number.NEGATIVE_INFINITY);
    }
  }
  return (row, goalId) => {
    const company = companies[rows.codes.CompanyId[row] ?? noText];
    if (company === undefined || !isOpen(row) || company.open > 1 || company.closed < fewestClosed) return undefined;
    const isPast = (rows.numbers.due[row] ?? Number.NaN) <= company.lastDue;
    return isPast ? { rule: 'openPastOthers', goalId, closed: company.closed } : undefined;
  };
};
