import * as l10n from '@vscode/l10n';
import type { GoalSession } from '../../editing/goalSession.ts';

/** What a person knows an open goal by. */
export const goalTitle = ({ edits, address }: Pick<GoalSession, 'edits' | 'address'>): string =>
  edits.mine.Name.trim() || (address.isNew ? newGoalName() : address.name);

export const newGoalName = (): string => l10n.t('New goal');
