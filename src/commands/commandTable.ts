import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import { isRowGone, titleCommands } from './goneRow.ts';

export const commandNames = [
  'connect',
  'trySampleData',
  'disconnect',
  'switchTenant',
  'addTenant',
  'renameTenant',
  'markTenant',
  'removeTenant',
  'showFolderGoals',
  'testConnection',
  'refresh',
  'cancelLoading',
  'retry',
  'filterGoals',
  'completeFilter',
  'clearFilter',
  'groupGoals',
  'sortGoals',
  'showMoreGoals',
  'loosenFilter',
  'showView',
  'saveView',
  'renameView',
  'moveViewUp',
  'moveViewDown',
  'removeView',
  'exportViews',
  'importViews',
  'whoAmI',
  'showNews',
  'markAllSeen',
  'toggleWatch',
  'newGoal',
  'newGoalFromTemplate',
  'findGoal',
  'openGoal',
  'addMetric',
  'openToSide',
  'setStatusNotStarted',
  'setStatusInProgress',
  'setStatusAchieved',
  'setStatusMissed',
  'setTargetDate',
  'setOwner',
  'setTemplate',
  'renameGoal',
  'moveGoal',
  'cloneGoals',
  'exportGoals',
  'importGoals',
  'handOver',
  'editAsText',
  'planText',
  'startPlaybook',
  'duplicateGoal',
  'copyId',
  'copyMarkdown',
  'copyLink',
  'copyViewLink',
  'openInGainsight',
  'openLink',
  'copyMetric',
  'showOverview',
  'whatChanged',
  'goalCheck',
  'logUpdate',
  'weeklySweep',
  'createReview',
  'editReviewTemplate',
  'showAgentActivity',
  'openMention',
  'showActions',
  'saveGoal',
  'saveAndCloseGoal',
  'previousGoal',
  'nextGoal',
  'previousProblem',
  'nextProblem',
  'reopenGoal',
  'openDraft',
  'saveDraft',
  'saveAllDrafts',
  'discardDraft',
  'discardAllDrafts',
  'showMoreDrafts',
  'applyPlan',
  'discardPlan',
  'undoPlan',
  'openPlanned',
  'decidePlanned',
  'togglePlanned',
  'showLog',
] as const;

export type CommandName = (typeof commandNames)[number];

/** Gets what VS Code hands over: a row of the tree and all rows that are selected with it, or nothing. */
export type CommandHandlers = Readonly<Record<CommandName, (argument?: unknown, selected?: unknown) => unknown>>;

type CommandDeps = {
  readonly log: Log;
  readonly manifest: unknown;
  /** What each command waits for. */
  readonly before: () => Promise<void>;
};

/** Registers every command of the table behind the one error boundary. */
export const registerCommands = (
  handlers: CommandHandlers,
  { log, manifest, before }: CommandDeps,
): vscode.Disposable => {
  const titles = titleCommands(manifest);
  return vscode.Disposable.from(
    ...commandNames.map((name) =>
      vscode.commands.registerCommand(`customerGoals.${name}`, async (...handed: readonly unknown[]) => {
        try {
          if (isRowGone(`customerGoals.${name}`, handed, titles)) throw new Failure('rowGone');
          await before();
          await handlers[name](handed[0], handed[1]);
        } catch (error) {
          await report(name, error, handlers, log);
        }
      }),
    ),
  );
};

const report = async (name: CommandName, error: unknown, handlers: CommandHandlers, log: Log): Promise<void> => {
  if (error instanceof vscode.CancellationError || (error instanceof ApiError && error.kind === 'aborted')) return;
  log.error(`${name}: ${causeOf(error)}`);
  const { explainInOne } = await import('../explain.ts');
  const showLog = l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(explainInOne(error), showLog);
  if (chosen === showLog) await handlers.showLog();
};
