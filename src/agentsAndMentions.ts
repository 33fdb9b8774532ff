import { join } from 'node:path';
import type { AgentActivityDeps } from './agent/vscode/agentActivity.ts';
import { registerLanguageModelTools, type LanguageModelToolDeps } from './agent/vscode/languageModelTools.ts';
import { registerServerProvider, type ServerProviderDeps } from './agent/vscode/serverProvider.ts';
import type { WindowToolsDeps } from './agent/vscode/windowTools.ts';
import { createMentions } from './mentions/mentionsFeature.ts';
import { onDidChangeSetting, settings } from './settings.ts';
import type { MentionedGoalsDeps } from './mentions/mentionedGoals.ts';
import { sharedFolder } from './sharing/sharedFolder.ts';

type AgentsAndMentionsDeps = Pick<WindowToolsDeps, 'store'> & {
  readonly log: WindowToolsDeps['log'] & Parameters<typeof createMentions>[0]['log'];
  readonly connection: {
    readonly connections: LanguageModelToolDeps['connections'] &
      ServerProviderDeps['connections'] &
      MentionedGoalsDeps['connections'];
    readonly tenant: AgentActivityDeps['tenant'];
  };
  readonly sync: { want(): Promise<void> };
  readonly context: {
    readonly extensionUri: ServerProviderDeps['extensionUri'];
    readonly globalState: ServerProviderDeps['memory'];
  };
  /** A folder of the extension, by its name. */
  readonly storage: (name: string) => string;
  readonly kept: Pick<WindowToolsDeps, 'history'>;
  readonly views: Pick<WindowToolsDeps, 'rows'>;
  readonly forms: { openGoal: WindowToolsDeps['show'] };
  readonly plans: { plan: (...args: Parameters<AgentActivityDeps['plan']>) => Promise<unknown> };
};

/** Goals beside the side bar and the form: for agents, and in texts. */
export const createAgentsAndMentions = ({
  store,
  connection: { connections, tenant },
  context,
  kept,
  log,
  storage,
  forms,
  plans,
  views,
  sync,
}: AgentsAndMentionsDeps) => {
  const shared = sharedFolder(process.env);
  const openGoal: WindowToolsDeps['show'] = (goal) => forms.openGoal(goal);
  const folder = storage('agents');
  const activityFolder = join(shared, 'activity');
  const tools = registerLanguageModelTools({
    store,
    connections,
    history: kept.history,
    risk: settings.risk,
    rows: views.rows,
    want: () => sync.want(),
    show: openGoal,
    folder,
    activityFolder,
    log,
  });
  const servers = registerServerProvider({
    connections,
    memory: context.globalState,
    extensionUri: context.extensionUri,
    historyFolder: storage('history'),
    stateFolder: folder,
    risk: settings.risk,
    onDidChangeRisk: (listener) => onDidChangeSetting('risk', () => listener(undefined)),
  });
  const mentions = createMentions({ store, connections, want: () => sync.want(), openGoal, log });
  return {
    commands: {
      ...mentions.commands,
      showAgentActivity: async () => {
        const { showAgentActivity } = await import('./agent/vscode/agentActivity.ts');
        const planFolders = [folder, join(shared, 'agent-plans')];
        await showAgentActivity({
          store,
          tenant,
          activityFolder,
          planFolders,
          openGoal,
          plan: async (intents) => void (await plans.plan(intents)),
        });
      },
    },
    dispose: () => [tools, servers, mentions].forEach((part) => void part.dispose()),
  };
};
