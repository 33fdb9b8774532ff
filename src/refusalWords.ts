import * as l10n from '@vscode/l10n';
import { isGoalField } from './model/goalFields.ts';
import type { Refusal } from './plan/intent.ts';
import { goalFieldLabel, metricFieldLabel } from './words/fieldLabels.ts';
import { listText } from './words/lists.ts';
import { phrase } from './words/phrase.ts';

/** Why a change cannot be made, in a sentence. */
export const refusalText = (refusal: Refusal): string => {
  const { place } = refusal;
  const text = reasonText(refusal);
  return place?.line === undefined ? text : phrase(l10n.t('Line {0}: {1}'), place.line, text);
};

const reasonText = ({ code, field = '', fields = [], value = '', limit = 0, other }: Refusal): string => {
  const label = labelOf(field);
  const list = (): string => listText(fields.map(labelOf));
  switch (code) {
    case 'missing':
      return l10n.t('{0} is required.', label);
    case 'tooLong':
      return phrase(l10n.t('{0} is longer than {1} characters.'), label, limit);
    case 'badDate':
      return l10n.t('“{0}” is not a date. Use YYYY-MM-DD.', value);
    case 'badNumber':
      return l10n.t('“{0}” is not a number.', value);
    case 'noSuchGoal':
      return l10n.t('No goal with the ID “{0}” was found.', value);
    case 'twice':
      return other?.line === undefined
        ? l10n.t('Two changes set {0} to different values.', label)
        : phrase(l10n.t('{0} is set to a different value on line {1}.'), label, other.line);
    case 'unreadable':
      return fields.length === 0
        ? l10n.t('Part of this goal could not be read, so it cannot be changed here.')
        : l10n.t('This goal cannot be changed here because Gainsight has values that cannot be read: {0}.', list());
    case 'unreadableSource':
      return l10n.t('This goal cannot be cloned because Gainsight has values that cannot be read: {0}.', list());
    case 'goalCannotBeRemoved':
      return l10n.t('Goals can be created here but not deleted.');
    case 'metricCannotBeRemoved':
      return l10n.t('Metrics can be added here but not removed.');
    case 'changedSince':
      return field === 'ModifiedDate'
        ? l10n.t('The goal has changed since this file was exported. Export it again, and make your changes there.')
        : l10n.t('The goal has changed since then, so it is left as it is.');
    case 'notRead':
      return value === '' ? l10n.t('This entry could not be read.') : value;
  }
};

const labelOf = (field: string): string => {
  if (isGoalField(field)) return goalFieldLabel(field);
  if (field === 'Metric') return metricFieldLabel('Name');
  if (field === 'CurrentValue' || field === 'TargetValue' || field === 'Unit') return metricFieldLabel(field);
  return field;
};
