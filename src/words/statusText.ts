import * as l10n from '@vscode/l10n';

/** A status as a person reads it. One that the tenant's admin made up is shown as the tenant has it. */
export const statusText = (status: string): string => texts.get(status)?.() ?? status;

const texts: ReadonlyMap<string, () => string> = new Map([
  ['Not Started', () => l10n.t('Not Started')],
  ['In Progress', () => l10n.t('In Progress')],
  ['Achieved', () => l10n.t('Achieved')],
  ['Missed', () => l10n.t('Missed')],
]);
