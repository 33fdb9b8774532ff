import * as l10n from '@vscode/l10n';
import type { Goal } from '../api/schema.ts';
import { plainLabel } from '../model/plainLabel.ts';

/** For the status bar, which draws icons. */
export const updateSavedText = ({ Name }: Pick<Goal, 'Name'>): string =>
  l10n.t('The update of “{0}” was saved.', plainLabel(Name));
