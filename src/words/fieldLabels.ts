import * as l10n from '@vscode/l10n';
import { listText } from './lists.ts';

/** What a person calls a field of a goal. */
export const goalFieldLabel = (field: keyof typeof ofGoal): string => ofGoal[field]();

/** `Name, Owner, and Status`. */
export const goalFieldList = (fields: readonly (keyof typeof ofGoal)[]): string =>
  listText(fields.map((field) => goalFieldLabel(field)));

/** What a person calls a field of a metric. */
export const metricFieldLabel = (field: keyof typeof ofMetric): string => ofMetric[field]();

const ofGoal = {
  Name: () => l10n.t('Name'),
  CompanyId: () => l10n.t('Company'),
  Status: () => l10n.t('Status'),
  OwnerId: () => l10n.t('Owner'),
  TargetDate: () => l10n.t('Target date'),
  TemplateId: () => l10n.t('Template'),
  Description: () => l10n.t('Description'),
};

const ofMetric = {
  Name: () => l10n.t('Metric'),
  CurrentValue: () => l10n.t('Current'),
  TargetValue: () => l10n.t('Target'),
  Unit: () => l10n.t('Unit'),
};
