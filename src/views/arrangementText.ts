import * as l10n from '@vscode/l10n';
import { plainLabel } from '../model/plainLabel.ts';
import { format } from '../model/query/format.ts';
import type { Grouping, Arrangement, SortKey } from '../model/query/arrangement.ts';
import type { Shown } from '../model/views/shown.ts';

/** One way to group or to sort goals: as it is chosen from a list, and in a few words beside a title. */
type Named = { readonly name: string; readonly brief: string };

export const groupingText = (grouping: Grouping): Named => {
  switch (grouping) {
    case 'company':
      return { name: l10n.t('Company'), brief: l10n.t('by company') };
    case 'status':
      return { name: l10n.t('Status'), brief: l10n.t('by status') };
    case 'owner':
      return { name: l10n.t('Owner'), brief: l10n.t('by owner') };
    case 'template':
      return { name: l10n.t('Template'), brief: l10n.t('by template') };
    case 'due':
      return { name: l10n.t('Due month'), brief: l10n.t('by due month') };
    case 'none':
      return { name: l10n.t('No groups'), brief: l10n.t('no groups') };
  }
};

export const orderText = ({ sort, isDown }: Pick<Arrangement, 'sort' | 'isDown'>): Named =>
  isDown ? downText(sort) : upText(sort);

const upText = (sort: SortKey): Named => {
  switch (sort) {
    case 'name':
      return { name: l10n.t('Name, A to Z'), brief: l10n.t('A to Z') };
    case 'due':
      return { name: l10n.t('Target date, earliest first'), brief: l10n.t('earliest due first') };
    case 'progress':
      return { name: l10n.t('Progress, lowest first'), brief: l10n.t('least progress first') };
    case 'changed':
      return { name: l10n.t('Last change, oldest first'), brief: l10n.t('oldest change first') };
    case 'status':
      return { name: l10n.t('Status, not started first'), brief: l10n.t('by status, not started first') };
  }
};

const downText = (sort: SortKey): Named => {
  switch (sort) {
    case 'name':
      return { name: l10n.t('Name, Z to A'), brief: l10n.t('Z to A') };
    case 'due':
      return { name: l10n.t('Target date, latest first'), brief: l10n.t('latest due first') };
    case 'progress':
      return { name: l10n.t('Progress, highest first'), brief: l10n.t('most progress first') };
    case 'changed':
      return { name: l10n.t('Last change, newest first'), brief: l10n.t('newest change first') };
    case 'status':
      return { name: l10n.t('Status, closed first'), brief: l10n.t('by status, closed first') };
  }
};

/** What stands beside the title of the goals: the view that is shown, or else the filter, and how its goals are grouped and in which order. */
export const shownText = (shown: Shown, view: string | undefined): string =>
  [
    plainLabel(view ?? format(shown.query)),
    ...(shown.group === 'company' ? [] : [groupingText(shown.group).brief]),
    ...(shown.sort === 'name' && !shown.isDown ? [] : [orderText(shown).brief]),
  ]
    .filter((part) => part !== '')
    .join(' · ');
