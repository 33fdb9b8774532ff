import * as l10n from '@vscode/l10n';
import type { Goal } from '../api/schema.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import type { GoalCheckDeps } from './goalCheckCommand.ts';
import type { LogUpdateDeps } from './logUpdateCommand.ts';
import { MarkdownPages } from './markdownPages.ts';
import type { WhatChangedDeps } from './whatChangedCommand.ts';

type ReviewDeps = Pick<WhatChangedDeps, 'memory'> & {
  readonly store: GoalStore;
  readonly connections: {
    readonly connected: { readonly tenant: TenantId } | undefined;
    readonly onDidChange: Event<unknown>;
  };
  readonly history: WhatChangedDeps['history'] & { use(tenant: TenantId | undefined): void };
  readonly settings: Pick<LogUpdateDeps, 'yourName' | 'keepYourName'>;
  readonly view: { goalIdOf(row: unknown): string | undefined };
  readonly forms: { openGoal(goal: Goal): Promise<void> };
  readonly fixing: Pick<GoalCheckDeps, 'off' | 'ask' | 'plan'>;
};

/** What stands on the history and the goals of the connected tenant. Each command is loaded when it is first used. */
export const createReviewFeature = ({
  store,
  connections,
  history,
  settings,
  view,
  forms,
  fixing,
  memory,
}: ReviewDeps) => {
  const pages = new MarkdownPages();
  const tenant = (): TenantId | undefined => connections.connected?.tenant;
  const follow = connections.onDidChange(() => history.use(tenant()));
  const { yourName, keepYourName } = settings;
  const openGoal = (goal: Goal): Promise<void> => forms.openGoal(goal);
  const show = (markdown: string): Promise<void> => pages.show(l10n.t('What Changed'), markdown);
  return {
    commands: {
      whatChanged: async () => {
        const { whatChanged } = await import('./whatChangedCommand.ts');
        await whatChanged({ store, tenant, onDidChangeTenant: connections.onDidChange, history, memory, show });
      },
      goalCheck: async () => {
        const { goalCheck } = await import('./goalCheckCommand.ts');
        await goalCheck({ store, tenant, onDidChangeTenant: connections.onDidChange, openGoal, ...fixing });
      },
      logUpdate: async (row?: unknown) => {
        const goal = store.goal(view.goalIdOf(row) ?? '');
        if (goal === undefined) return;
        const { askAndLog } = await import('./logUpdateCommand.ts');
        await askAndLog({ store, tenant, yourName, keepYourName, openGoal }, goal);
      },
    },
    dispose: (): void => {
      pages.dispose();
      follow.dispose();
    },
  };
};
