import { createRowCommands } from './commands/rowCommands.ts';
import { createGoalText } from './goalText/vscode/goalTextFeature.ts';

type Deps = Omit<Parameters<typeof createRowCommands>[0], 'plans'> &
  Omit<Parameters<typeof createGoalText>[0], 'ask' | 'shown' | 'view'> & {
    readonly view: Parameters<typeof createGoalText>[0]['view'];
    readonly views: { readonly shown: Parameters<typeof createGoalText>[0]['shown'] };
  };

/** What is done to goals from the list: by a row's menu, and as a text. */
export const createGoalTools = (deps: Deps) => {
  const rows = createRowCommands(deps);
  const texts = createGoalText({ ...deps, shown: deps.views.shown, ask: rows.ask });
  return {
    commands: { ...rows.commands, ...texts.commands },
    dispose: (): void => {
      rows.dispose();
      texts.dispose();
    },
  };
};
