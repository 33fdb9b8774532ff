import type { CompanyStats } from '../model/goalIndex.ts';
import { daysUntilDue, type Due } from '../model/dueDate.ts';

/**
 * What stands at the right edge of a row, where no long name hides it; VS Code gives it two characters. Of a goal it is how long until
 * it is due (`ahead`, or `soon`) or since it was (`late`), as `5d`, `8w`, `4M` or `1y`; of a company how many goals are overdue. `changed` is a goal
 * that somebody else changed.
 */
export type DueMark = { readonly kind: MarkKind; readonly text: string };

const kinds = ['late', 'soon', 'ahead', 'changed', 'overdueGoals'] as const;
type MarkKind = (typeof kinds)[number];

/** What is shown by colours and words: a person may turn each off. */
export type Decorations = {
  readonly overdue: boolean;
  readonly dueSoon: boolean;
  readonly changed: boolean;
  readonly drafts: boolean;
};

export const allDecorations: Decorations = { overdue: true, dueSoon: true, changed: true, drafts: true };

/** So many days before its target date a goal is due soon. */
const soonDays = 7;

export type GoalMarkNotes = { readonly isChanged?: boolean; readonly decorations: Decorations };

/** Undefined where nothing is due, since the goal may be closed or has no date, and nobody else changed it. */
export const goalMark = (
  goal: Due,
  now: Date,
  { isChanged = false, decorations }: GoalMarkNotes = { decorations: { ...allDecorations, dueSoon: false } },
): DueMark | undefined => {
  const days = daysUntilDue(goal, now);
  const tellsChange = isChanged && decorations.changed;
  if (days === undefined) return tellsChange ? { kind: 'changed', text: '•' } : undefined;
  const kind =
    days < 0 && decorations.overdue
      ? 'late'
      : tellsChange
        ? 'changed'
        : days >= 0 && days <= soonDays && decorations.dueSoon
          ? 'soon'
          : 'ahead';
  return { kind, text: spanOf(Math.abs(days)) };
};

export const companyMark = (
  { overdue }: Pick<CompanyStats, 'overdue'>,
  { overdue: isOn }: Decorations = allDecorations,
): DueMark | undefined =>
  overdue === 0 || !isOn ? undefined : { kind: 'overdueGoals', text: String(Math.min(99, overdue)) };

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
  const [, name, text = ''] = /^\/(\w+)\/(\d{1,2}|\d[dwMy]|•)$/.exec(path) ?? [];
  const kind = kinds.find((each) => each === name);
  return kind && { kind, text };
};
