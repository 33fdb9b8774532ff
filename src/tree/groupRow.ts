import * as l10n from '@vscode/l10n';
import { plainLabel } from '../model/plainLabel.ts';
import { format } from '../model/query/format.ts';
import type { Group } from '../model/query/groups.ts';
import type { Grouping } from '../model/query/arrangement.ts';
import type { Shown } from '../model/views/shown.ts';
import { monthText } from '../words/dates.ts';
import { numberText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName } from '../words/unreadableText.ts';
import { statusIcon, type Row, type RowIcon } from './goalRow.ts';

/** The row of a group of goals: how many are overdue, and how many there are. */
export const groupRow = (grouping: Grouping, group: Group): Row => {
  const label = groupLabel(grouping, group);
  const late =
    group.overdue === 0 ? [] : [phrase(l10n.t('{0, plural, one {# overdue} other {# overdue}}'), group.overdue)];
  const goals = group.rows.length;
  return {
    label,
    description: [...late, numberText(goals)].join(' · '),
    icon: groupIcon(grouping, group),
    spoken: [label, phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals), ...late].join(', '),
  };
};

/** Of goals without a key, and of such with others whose key could not be read. */
const withoutKey = {
  status: [() => l10n.t('No status'), () => l10n.t('No status or unreadable')],
  owner: [() => l10n.t('No owner'), () => l10n.t('No owner or unreadable')],
  template: [() => l10n.t('No template'), () => l10n.t('No template or unreadable')],
  due: [() => l10n.t('No target date'), () => l10n.t('No target date or unreadable')],
} as const;

const groupLabel = (grouping: Grouping, { key, name, unread }: Group): string => {
  const known = plainLabel(name ?? '');
  if (grouping === 'company' || grouping === 'none') return known || plainLabel(key ?? '') || unreadableName();
  if (key === undefined) return withoutKey[grouping][unread === 0 ? 0 : 1]();
  if (grouping === 'status') return plainLabel(statusText(key));
  return grouping === 'due' ? monthText(key) : known || plainLabel(key);
};

const groupIcon = (grouping: Grouping, { key, overdue, unread }: Group): RowIcon => {
  switch (grouping) {
    case 'status':
      return unread === 0 ? statusIcon(key) : 'otherStatus';
    case 'owner':
      return 'owner';
    case 'template':
      return 'template';
    case 'due':
      return 'month';
    case 'company':
    case 'none':
      return overdue === 0 ? 'company' : 'companyOverdue';
  }
};

/** The row of the filter that is on. @param total how many goals there are at all */
export const filterRow = (
  { query }: Pick<Shown, 'query'>,
  goals: number,
  total: number,
): Pick<Row, 'label' | 'description' | 'spoken'> => {
  const label = plainLabel(format(query));
  const found = phrase(l10n.t('{1, plural, one {{0} of # goal} other {{0} of # goals}}'), goals, total);
  return {
    label,
    description: found,
    spoken: l10n.t('Filter: {0}. {1}. Press Enter to change it.', label, found),
  };
};
