import * as l10n from '@vscode/l10n';
import { goalFieldLabel } from './fieldLabels.ts';
import { listText } from './lists.ts';

/** Of a goal, a metric or a company whose name cannot be read. */
export const unreadableName = (): string => l10n.t('Unreadable name');

type OfGoal = Parameters<typeof goalFieldLabel>[0];

/** All fields of a goal. */
export type UnreadableField = OfGoal | keyof typeof others;

/** Which fields the tenant answered in a way that cannot be read; '' where there is none. */
export const unreadableText = ({ unreadable = [] }: { readonly unreadable?: readonly UnreadableField[] }): string =>
  unreadable.length === 0 ? '' : l10n.t('unreadable: {0}', listText(unreadable.map(labelOf)));

const labelOf = (field: UnreadableField): string => (isOther(field) ? others[field]() : goalFieldLabel(field));

const isOther = (field: UnreadableField): field is keyof typeof others => Object.hasOwn(others, field);

const others = {
  CompletionPercentage: () => l10n.t('Progress'),
  CompanyName: () => l10n.t('Company name'),
  OwnerName: () => l10n.t('Owner name'),
  CreatedDate: () => l10n.t('Created date'),
  ModifiedDate: () => l10n.t('Modified date'),
  Gsid: () => l10n.t('ID'),
};
