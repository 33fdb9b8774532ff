import type { Goal, GoalMetric } from '../api/schema.ts';
import type { NewsItem } from '../history/goalNews.ts';
import type { StatusNote } from '../description/statusNotes.ts';
import { dayMs, daysUntilDue, isOpen } from '../model/dueDate.ts';
import { isInternal } from './internal.ts';

/** A goal as a review has it. */
export type ReportGoal = {
  readonly goal: Goal;
  /** Undefined where nobody asked the tenant. */
  readonly metrics: readonly GoalMetric[] | undefined;
  /** What happened to it in the time of the review, as far as that was recorded. */
  readonly news: readonly NewsItem[];
  readonly notes: readonly StatusNote[];
};

export type Edition = 'team' | 'customer';

export type ReportScope = {
  /** A company's name, or a view's. */
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly now: Date;
  readonly edition: Edition;
  /** When what is recorded begins, likewise; undefined where nothing is. */
  readonly recordedFrom: number | undefined;
  /** Whether goals may be missing, or may be others by now, because they could not be loaded. */
  readonly mayLack: boolean;
};

export type Slip = { readonly goal: ReportGoal; readonly from?: string; readonly to?: string; readonly late?: number };

export type ReportData = ReportScope & {
  readonly goals: readonly ReportGoal[];
  readonly achieved: readonly ReportGoal[];
  readonly missed: readonly ReportGoal[];
  readonly slipped: readonly Slip[];
  readonly next: readonly ReportGoal[];
  /** How many goals are marked internal and therefore not here. */
  readonly leftOut: number;
};

/** What comes next is due within so many days. */
export const daysAhead = 90;

/** What a review says. A goal that was closed before its time is not part of it. */
export const reportData = (goals: readonly ReportGoal[], scope: ReportScope): ReportData => {
  const isForAll = scope.edition === 'team';
  const shown = isForAll ? goals : goals.filter(({ goal }) => !isInternal(goal.Name)).map(forCustomer);
  const ended = (item: ReportGoal, kind: 'achieved' | 'missed'): boolean => isEnded(item, kind, scope);
  const achieved = shown.filter((item) => item.goal.Status === 'Achieved' && ended(item, 'achieved'));
  const missed = shown.filter((item) => item.goal.Status === 'Missed' && ended(item, 'missed'));
  const open = shown.filter(({ goal }) => isOpen(goal));
  const daysOf = ({ goal }: ReportGoal): number => daysUntilDue(goal, scope.now) ?? Number.NaN;
  return {
    ...scope,
    goals: [...open.toSorted(byDue), ...achieved, ...missed],
    achieved,
    missed,
    slipped: open.flatMap((item) => slipOf(item, daysOf(item))),
    next: open.filter((item) => daysOf(item) >= 0 && daysOf(item) <= daysAhead).toSorted(byDue),
    leftOut: goals.length - shown.length,
  };
};

/** Without what is for colleagues: their notes, ids, metrics that are marked, names that were changed from marked ones. */
const forCustomer = ({ goal, metrics, news }: ReportGoal): ReportGoal => ({
  goal: { ...goal, Gsid: '', CompanyId: '', OwnerName: '', OwnerId: '', Description: '' },
  metrics: metrics?.filter(({ Name }) => !isInternal(Name)),
  news: news.filter(({ kind }) => kind === 'slipped' || kind === 'achieved' || kind === 'missed'),
  notes: [],
});

/** As recorded; before anything was, the last change tells it as well as can be. */
const isEnded = ({ goal, news }: ReportGoal, kind: NewsItem['kind'], { since, recordedFrom }: ReportScope): boolean => {
  if (news.some((item) => item.kind === kind)) return true;
  const changed = Date.parse(goal.ModifiedDate ?? '');
  return changed >= since && (recordedFrom === undefined || changed < recordedFrom);
};

/** A date that was put off, or that has passed. */
const slipOf = (goal: ReportGoal, days: number): readonly Slip[] => {
  const put = goal.news.find((item) => item.kind === 'slipped');
  const late = days < 0 ? { late: -days } : {};
  if (put?.kind === 'slipped') {
    const { from, to } = put;
    return [{ goal, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...late }];
  }
  return days < 0 ? [{ goal, ...late }] : [];
};

const byDue = (a: ReportGoal, b: ReportGoal): number => {
  const [first, second] = [a, b].map(({ goal }) => Date.parse(goal.TargetDate ?? '') / dayMs);
  return (Number.isNaN(first) ? Infinity : (first ?? 0)) - (Number.isNaN(second) ? Infinity : (second ?? 0)) || 0;
};
