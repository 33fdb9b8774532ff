import * as vscode from 'vscode';
import type { Goal } from './api/schema.ts';
import type { createRowCommands, RowCommandsDeps } from './commands/rowCommands.ts';
import { loadedInSameTenant } from './editing/sameTenant.ts';
import { createGoalText } from './goalText/vscode/goalTextFeature.ts';
import { lazily, loadingCommand } from './lazily.ts';
import type { DroppedGoals } from './quickActions/dropped.ts';
import { PickedGoals } from './quickActions/pickedGoals.ts';
import { tell } from './tell.ts';

type TextDeps = Parameters<typeof createGoalText>[0];
type Ask = ReturnType<typeof createRowCommands>['ask'];

type RowToolsDeps = Omit<RowCommandsDeps, 'view' | 'views'> & {
  readonly view: RowCommandsDeps['view'] & { readonly onDidDrop: vscode.Event<DroppedGoals> };
  readonly views: RowCommandsDeps['views'] & { readonly onDidChooseGoal: vscode.Event<string> };
};

type GoalToolsDeps = RowToolsDeps &
  Omit<TextDeps, 'ask' | 'shown' | 'view' | 'plans'> &
  Pick<TextDeps, 'plans' | 'view'> & { readonly views: { readonly shown: TextDeps['shown'] } };

/** What is done to goals from the list: by a row's menu, and as a text. Each is loaded with its first use. */
export const createGoalTools = (deps: GoalToolsDeps) => {
  const view: GoalToolsDeps['view'] = {
    ...deps.view,
    goalIdsOf: async (row, selected) => (row instanceof PickedGoals ? row.ids : deps.view.goalIdsOf(row, selected)),
  };
  const rows = createRowTools({ ...deps, view });
  const texts = createGoalText({ ...deps, view, shown: deps.views.shown, ask: rows.ask });
  const commands = { ...rows.commands, ...texts.commands };
  return {
    commands,
    /** @param check throws where another tenant is connected by now */
    change: async (goals: readonly Goal[], check: () => void): Promise<void> => {
      const { changeSeveral } = await import('./commands/changeSeveral.ts');
      await changeSeveral(goals, commands, check);
    },
    dispose: (): void => {
      rows.dispose();
      texts.dispose();
    },
  };
};

/** The menu of a row, and goals that are dropped or chosen. */
export const createRowTools = (deps: RowToolsDeps) => {
  const { store, view, views, forms, tenant } = deps;
  const rows = lazily(
    () => import('./commands/rowCommands.ts'),
    (module) => module.createRowCommands(deps),
  );
  const asked = () => loadedInSameTenant(tenant, rows.get);
  const drops = view.onDidDrop((dropped) =>
    asked()
      .then((row) => row.drop(dropped))
      .catch(tell),
  );
  const choices = views.onDidChooseGoal(async (id) => {
    const goal = store.goal(id);
    if (goal !== undefined) await forms.openGoal(goal).catch(tell);
  });
  const row = loadingCommand(async () => (await asked()).commands);
  return {
    /** How a person is asked for companies, an owner and a date. */
    ask: {
      companies: async (title) => (await rows.get()).ask.companies(title),
      owner: async (title) => (await rows.get()).ask.owner(title),
      date: async (...args) => (await rows.get()).ask.date(...args),
    } satisfies Ask,
    commands: {
      setStatusNotStarted: row('setStatusNotStarted'),
      setStatusInProgress: row('setStatusInProgress'),
      setStatusAchieved: row('setStatusAchieved'),
      setStatusMissed: row('setStatusMissed'),
      setTargetDate: row('setTargetDate'),
      setOwner: row('setOwner'),
      setTemplate: row('setTemplate'),
      renameGoal: row('renameGoal'),
      moveGoal: row('moveGoal'),
      cloneGoals: row('cloneGoals'),
      exportGoals: row('exportGoals'),
      importGoals: row('importGoals'),
      handOver: row('handOver'),
      openToSide: row('openToSide'),
      duplicateGoal: row('duplicateGoal'),
      toggleWatch: row('toggleWatch'),
      copyId: row('copyId'),
      copyMarkdown: row('copyMarkdown'),
      copyMetric: row('copyMetric'),
    },
    dispose: (): void => vscode.Disposable.from(drops, choices, rows).dispose(),
  };
};
