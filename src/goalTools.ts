import type { Goal } from './api/schema.ts';
import { createRowCommands } from './commands/rowCommands.ts';
import { createGoalText } from './goalText/vscode/goalTextFeature.ts';
import { PickedGoals } from './quickActions/pickedGoals.ts';

type Deps = Omit<Parameters<typeof createRowCommands>[0], 'plans'> &
  Omit<Parameters<typeof createGoalText>[0], 'ask' | 'shown' | 'view'> & {
    readonly view: Parameters<typeof createGoalText>[0]['view'];
    readonly views: { readonly shown: Parameters<typeof createGoalText>[0]['shown'] };
  };

/** What is done to goals from the list: by a row's menu, and as a text. */
export const createGoalTools = (deps: Deps) => {
  const view: Deps['view'] = {
    ...deps.view,
    goalIdsOf: async (row, selected) => (row instanceof PickedGoals ? row.ids : deps.view.goalIdsOf(row, selected)),
  };
  const rows = createRowCommands({ ...deps, view });
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
