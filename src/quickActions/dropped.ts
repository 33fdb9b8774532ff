import type { Goal } from '../api/schema.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { Grouping } from '../model/query/arrangement.ts';
import { dayFirst } from '../model/writtenDay.ts';
import type { Intent } from '../plan/intent.ts';

/** Goals that were dropped onto a group, and what those in it have in common. */
export type DroppedGoals = {
  readonly goalIds: readonly string[];
  readonly grouping: Exclude<Grouping, 'none'>;
  readonly key: string | undefined;
};

const fields = {
  company: 'CompanyId',
  status: 'Status',
  owner: 'OwnerId',
  template: 'TemplateId',
  due: 'TargetDate',
} as const satisfies Record<DroppedGoals['grouping'], GoalField>;

/** No goal goes without them. */
const needed: ReadonlySet<GoalField> = new Set(['CompanyId', 'Status']);

/** A plan also for one: a drop may be a slip of the hand. Goals that are there already stay. */
export const movesOf = (
  { goalIds, grouping, key = '' }: DroppedGoals,
  goalOf: (goalId: string) => Goal | undefined,
): readonly Intent[] => {
  const field = fields[grouping];
  if (key === '' && needed.has(field)) return [];
  return goalIds.flatMap((goalId): readonly Intent[] => {
    const held = goalOf(goalId)?.[field] ?? '';
    const value = grouping === 'due' && key !== '' ? dayIn(key, held) : key;
    return value === held ? [] : [{ kind: 'update', goalId, fields: { [field]: value }, base: { [field]: held } }];
  });
};

/** The same day of that month, or its last where it has no such day, or none was set. @param month as `yyyy-mm` */
const dayIn = (month: string, date: string): string => {
  const [year = '', number = ''] = month.split('-');
  const days = [date.slice(8, 10), '31', '30', '29', '28'];
  return days.map((day) => dayFirst(day, number, year)).find((day) => day !== undefined) ?? date;
};
