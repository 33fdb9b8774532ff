import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { GoalNode } from './goalNode.ts';

/** On a row of goals that nobody can tell as long as the person did not say who they are. */
export const whoAmICommand = (): vscode.Command => ({
  command: 'customerGoals.whoAmI',
  title: l10n.t('Choose Who You Are…'),
});

/** What a press on a row does; a company's opens and closes it. */
export const pressCommand = (kind: GoalNode['kind']): vscode.Command | undefined => {
  switch (kind) {
    case 'company':
    case 'group':
    case 'noMatch':
      return undefined;
    case 'filter':
    case 'unknown':
      return { command: 'customerGoals.filterGoals', title: l10n.t('Filter Goals…') };
    case 'more':
      return { command: 'customerGoals.showMoreGoals', title: l10n.t('Show More Goals') };
    case 'looser':
      return { command: 'customerGoals.loosenFilter', title: l10n.t('Loosen the Filter') };
    case 'goal':
    case 'metric':
      return { command: 'customerGoals.openGoal', title: l10n.t('Open Goal') };
    case 'noMetric':
      return { command: 'customerGoals.addMetric', title: l10n.t('Add Metric…') };
    case 'failure':
      return { command: 'customerGoals.retry', title: l10n.t('Try Again') };
  }
};
