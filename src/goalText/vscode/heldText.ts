import * as l10n from '@vscode/l10n';
import type { Goal } from '../../api/schema.ts';
import { plainLabel } from '../../model/plainLabel.ts';
import { Names, type KnownTenant } from '../../plan/knownTenant.ts';
import { dayText } from '../../words/dates.ts';
import { GoalShower } from '../textBase.ts';
import { fieldKeys, fieldOf } from '../textKeys.ts';

/** What the tenant has at a key of a goal's text; undefined for a key that is no field, and for a long text. */
export const heldText = (goal: Goal, key: string, tenant: KnownTenant): string | undefined => {
  const field = fieldKeys.find((each) => each === key);
  if (key !== 'id' && (field === undefined || field === 'description')) return undefined;
  const held = field === undefined ? 'Name' : fieldOf[field];
  if (goal.unreadable?.includes(held) === true) return l10n.t('In Gainsight: a value that cannot be read');
  if (field === undefined) return l10n.t('In Gainsight: {0}', plainLabel(goal.Name));
  const text = new GoalShower(new Names(tenant), tenant).base(goal).shown[field] ?? '';
  if (text === '') return l10n.t('In Gainsight: none');
  return l10n.t('In Gainsight: {0}', plainLabel(field === 'targetDate' ? dayText(text) : text));
};
