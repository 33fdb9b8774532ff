import * as l10n from '@vscode/l10n';
import { plainLabel } from '../model/plainLabel.ts';
import { format } from '../model/query/format.ts';
import type { Group, Grouping } from '../model/query/groups.ts';
import type { SortKey } from '../model/query/listing.ts';
import type { Shown } from '../model/views/shown.ts';
import { monthText } from '../words/dates.ts';
import { numberText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';
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

const groupLabel = (grouping: Grouping, { key, name }: Group): string => {
  const known = plainLabel(name ?? '');
  switch (grouping) {
    case 'status':
      return key === undefined ? l10n.t('No status') : plainLabel(statusText(key));
    case 'owner':
      return key === undefined ? l10n.t('No owner') : known || plainLabel(key);
    case 'template':
      return key === undefined ? l10n.t('No template') : known || plainLabel(key);
    case 'due':
      return key === undefined ? l10n.t('No target date') : monthText(key);
    case 'company':
    case 'none':
      return known || plainLabel(key ?? '');
  }
};

const groupIcon = (grouping: Grouping, { key, overdue }: Group): RowIcon => {
  switch (grouping) {
    case 'status':
      return statusIcon(key);
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

/** What the view says beside its title: the view that is shown, and how its goals are grouped and in which order. */
export const shownText = ({ group, sort, isDown }: Shown, view: string | undefined): string =>
  [
    ...(view === undefined ? [] : [plainLabel(view)]),
    ...(group === 'company' ? [] : [groupingText(group)]),
    ...(sort === 'name' && !isDown ? [] : [orderText(sort, isDown)]),
  ].join(' · ');

const groupingText = (grouping: Grouping): string => {
  switch (grouping) {
    case 'company':
      return l10n.t('by company');
    case 'status':
      return l10n.t('by status');
    case 'owner':
      return l10n.t('by owner');
    case 'template':
      return l10n.t('by template');
    case 'due':
      return l10n.t('by due month');
    case 'none':
      return l10n.t('no groups');
  }
};

const orderText = (sort: SortKey, isDown: boolean): string => {
  switch (sort) {
    case 'name':
      return isDown ? l10n.t('Z to A') : l10n.t('A to Z');
    case 'due':
      return isDown ? l10n.t('due last first') : l10n.t('due first');
    case 'progress':
      return isDown ? l10n.t('most progress first') : l10n.t('least progress first');
    case 'changed':
      return isDown ? l10n.t('last changed first') : l10n.t('first changed first');
    case 'status':
      return isDown ? l10n.t('by status, closed first') : l10n.t('by status, not started first');
  }
};
