import * as vscode from 'vscode';
import { nameText } from '../model/query/format.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { OverviewPanel, OverviewPanelDeps } from './overviewPanel.ts';
import type { Scope } from './protocol.ts';

type OverviewDeps = Omit<OverviewPanelDeps, 'store' | 'ruleText'> & {
  /** Words of the goal check, loaded with the first overview. */
  readonly ruleText: () => Promise<OverviewPanelDeps['ruleText']>;
  readonly store: Pick<GoalStore, 'state' | 'goal' | 'company' | 'onDidChange'>;
  /** Of the row of a view, or of what the side bar shows where the row is none. */
  readonly scopeOf: (row: unknown) => Scope;
  readonly companyIdOf: (row: unknown) => string | undefined;
};

const viewType = 'customerGoals.overview';

/** Overviews in tabs: of the tenant, of a view, of a company. The panels are loaded when the first is opened. */
export const createOverview = (deps: OverviewDeps) => {
  const panels = new Set<OverviewPanel>();
  const add = async (panel: vscode.WebviewPanel, scope: Scope): Promise<void> => {
    const { OverviewPanel: Panel } = await import('./overviewPanel.ts');
    const ruleText = await deps.ruleText();
    const added: OverviewPanel = new Panel(panel, { ...deps, ruleText }, scope, () => panels.delete(added));
    panels.add(added);
  };
  const show = async (scope: Scope): Promise<void> => {
    const open = [...panels].find((panel) => panel.isOf(scope));
    if (open !== undefined) return open.reveal();
    await add(vscode.window.createWebviewPanel(viewType, '', vscode.ViewColumn.Active), scope);
  };
  const companyScope = (companyId: string): Scope => {
    const name = deps.store.company(companyId)?.name;
    return { query: `company:${nameText('company', companyId)}`, ...(name === undefined ? {} : { name }) };
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      const { parseScope } = await import('./protocol.ts');
      await add(panel, parseScope(state) ?? { query: '' });
    },
  });
  return {
    commands: {
      showOverview: (row?: unknown): Promise<void> => {
        const companyId = deps.companyIdOf(row);
        return show(companyId === undefined ? deps.scopeOf(row) : companyScope(companyId));
      },
    },
    // The tabs stay: VS Code brings them back after a reload, and one that is closed as this window ends would be gone.
    dispose: (): void => {
      serializer.dispose();
    },
  };
};
