import * as l10n from '@vscode/l10n';
import type { GoalCheckRule } from '../model/risk/goalCheckRule.ts';
import type { WantedFields } from '../plan/intent.ts';
import { statusText } from '../words/statusText.ts';

/** What would put goals right; undefined where a person leaves. */
export type Fix = { readonly label: string; readonly fields: () => Promise<WantedFields | undefined> };

export type AskFor = {
  /** @returns `yyyy-mm-dd`, or '' for none */
  readonly date: (title: string) => Promise<string | undefined>;
  /** @returns the id of an owner, or '' for none */
  readonly owner: (title: string) => Promise<string | undefined>;
};

const status = (value: string): Fix => ({
  label: l10n.t('Set Status to {0}', statusText(value)),
  fields: async () => ({ Status: value }),
});

/** What can be done about a problem to many goals at once; none where each needs a look of its own. */
export const fixesFor = (rule: GoalCheckRule, { date, owner }: AskFor): readonly Fix[] => {
  const dated: Fix = {
    label: l10n.t('Set Target Date…'),
    fields: async () => given('TargetDate', await date(l10n.t('Set Target Date'))),
  };
  const owned: Fix = {
    label: l10n.t('Set Owner…'),
    fields: async () => given('OwnerId', await owner(l10n.t('Set Owner'))),
  };
  switch (rule) {
    case 'overdueInProgress':
      return [dated, status('Achieved'), status('Missed')];
    case 'achievedBelow100':
      return [status('In Progress')];
    case 'openPastOthers':
      return [status('Achieved'), status('Missed')];
    case 'noOwner':
      return [owned];
    case 'noDate':
      return [dated];
    case 'sameName':
    case 'noMetric':
      return [];
  }
};

/** None is no fix for what is missing. */
const given = (field: 'TargetDate' | 'OwnerId', value: string | undefined): WantedFields | undefined =>
  value === undefined || value === '' ? undefined : { [field]: value };
