import type { Goal } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { daysUntilDue } from '../model/dueDate.ts';

/**
 * What stands at the right edge of a row, where no long name hides it; VS Code gives it two characters. Of a goal it is how long until
 * it is due (`ahead`) or since it was (`late`), as `5d`, `8w`, `4M` or `1y`; of a company how many goals are overdue.
 */
export type DueMark = { readonly kind: 'late' | 'ahead' | 'overdueGoals'; readonly text: string };

/** Undefined where nothing is due: the goal is closed, or has no date. */
export const goalMark = (goal: Pick<Goal, 'Status' | 'TargetDate'>, now: Date): DueMark | undefined => {
  const days = daysUntilDue(goal, now);
  if (days === undefined) return undefined;
  return { kind: days < 0 ? 'late' : 'ahead', text: spanOf(Math.abs(days)) };
};

export const companyMark = ({ overdue }: Pick<CompanyStats, 'overdue'>): DueMark | undefined =>
  overdue === 0 ? undefined : { kind: 'overdueGoals', text: String(Math.min(99, overdue)) };

/** A month is `M`: a small one would be a minute. */
const units = [
  { days: 1, name: 'd' },
  { days: 7, name: 'w' },
  { days: 30.4375, name: 'M' },
] as const;

const yearDays = 365.25;

/** Whole units that have passed, in the smallest of which there are fewer than ten; from ten months on years, one to nine. */
const spanOf = (days: number): string => {
  const unit = units.find((each) => days < 10 * each.days);
  if (unit !== undefined) return `${Math.floor(days / unit.days)}${unit.name}`;
  return `${Math.min(9, Math.max(1, Math.floor(days / yearDays)))}y`;
};

/** The mark as the path by which VS Code asks for a row's decoration. It says all that the decoration shows, so it is never stale. */
export const markPath = ({ kind, text }: DueMark): string => `/${kind}/${text}`;

/** Undefined for a path of another make. */
export const markAt = (path: string): DueMark | undefined => {
  const [, kind, text = ''] = /^\/(late|ahead|overdueGoals)\/(\d{1,2}|\d[dwMy])$/.exec(path) ?? [];
  return kind === 'late' || kind === 'ahead' || kind === 'overdueGoals' ? { kind, text } : undefined;
};
