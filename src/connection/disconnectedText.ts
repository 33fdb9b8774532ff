import * as l10n from '@vscode/l10n';
import type { Connection } from './connection.ts';

/** How a tenant was left: sample data has no key; that of another was removed; or that happened in another window. */
type Leaving = 'keyKept' | 'keyRemoved' | 'elsewhere';

/** Says in passing that this window has left its tenant. */
export const disconnectedText = (left: Connection, leaving: Leaving): string => {
  const label = left.kind === 'none' ? '' : left.label;
  return label === '' ? unnamed(leaving) : named(leaving, label);
};

const named = (leaving: Leaving, label: string): string => {
  switch (leaving) {
    case 'keyKept':
      return l10n.t('Disconnected from {0}.', label);
    case 'keyRemoved':
      return l10n.t('Disconnected from {0}. The access key was removed from this computer.', label);
    case 'elsewhere':
      return l10n.t('Disconnected from {0} in another window.', label);
  }
};

const unnamed = (leaving: Leaving): string => {
  switch (leaving) {
    case 'keyKept':
      return l10n.t('Disconnected.');
    case 'keyRemoved':
      return l10n.t('Disconnected. The access key was removed from this computer.');
    case 'elsewhere':
      return l10n.t('Disconnected in another window.');
  }
};
