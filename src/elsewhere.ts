import { registerLanguageModelTools } from './agent/vscode/languageModelTools.ts';
import type { WindowToolsDeps } from './agent/vscode/windowTools.ts';

type ElsewhereDeps = Pick<WindowToolsDeps, 'store' | 'connections' | 'history' | 'log'> & {
  /** A folder of the extension, by its name. */
  readonly storage: (name: string) => string;
  readonly forms: { openGoal: WindowToolsDeps['show'] };
};

/** Goals beside the side bar and the form: for agents. */
export const createElsewhere = ({ store, connections, history, log, storage, forms }: ElsewhereDeps) => {
  const show: WindowToolsDeps['show'] = (goal) => forms.openGoal(goal);
  const tools = registerLanguageModelTools({ store, connections, history, show, folder: storage('agents'), log });
  return { dispose: () => tools.dispose() };
};
