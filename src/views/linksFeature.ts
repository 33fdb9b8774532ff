import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { loadedInSameTenant } from '../editing/sameTenant.ts';
import { isRecord } from '../json.ts';
import { lazily } from '../lazily.ts';
import { format } from '../model/query/format.ts';
import type { Query } from '../model/query/query.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Shown } from '../model/views/shown.ts';
import type { LinksDeps } from './linkHandler.ts';

type LinksFeatureDeps = Pick<LinksDeps, 'store' | 'extensionId' | 'goalUrl'> & {
  readonly connections: {
    readonly connected: { readonly tenant: TenantId } | undefined;
    readonly tenants: {
      readonly kept: { readonly tenants: ReadonlyMap<TenantId, unknown> };
      labelOf(tenant: TenantId): string;
    };
    switchTo(tenant: TenantId): Promise<void>;
    whenIdle(): Promise<void>;
  };
  readonly views: { readonly shown: { readonly shown: Shown }; showQuery(query: Query): Promise<void> };
  readonly view: {
    /** Of the row that a command was run from. */
    goalIdOf(row: unknown): string | undefined;
    reveal(goalId: string): Promise<void>;
  };
  readonly forms: { openGoal(goal: Goal): Promise<void> };
};

/** Links to goals and views, copied and opened. What they are is loaded with the first of them. */
export const createLinks = ({ connections, views, view, forms, ...deps }: LinksFeatureDeps) => {
  const linksDeps: LinksDeps = {
    ...deps,
    tenant: () => connections.connected?.tenant,
    whenIdle: () => connections.whenIdle(),
    isKept: (tenant) => connections.tenants.kept.tenants.has(tenant),
    labelOf: (tenant) => connections.tenants.labelOf(tenant),
    switchTo: (tenant) => connections.switchTo(tenant),
    open: (goal) => forms.openGoal(goal),
    reveal: (goalId) => view.reveal(goalId),
    show: (query) => views.showQuery(query),
  };
  const links = lazily(
    () => import('./linkHandler.ts'),
    ({ Links }) => new Links(linksDeps),
  );
  const here = () => loadedInSameTenant(linksDeps.tenant, links.get);
  const goalOf = (row: unknown): Goal | undefined => deps.store.goal(view.goalIdOf(row) ?? '');
  const handler = vscode.window.registerUriHandler({ handleUri: openLink });
  return {
    copyGoalLink: async (goal: Goal) => (await here()).copyGoal(goal),
    commands: {
      copyLink: async (row?: unknown) => {
        const goal = goalOf(row);
        if (goal !== undefined) await (await here()).copyGoal(goal);
      },
      copyViewLink: async () => (await here()).copyView(format(views.shown.shown.query)),
      openInGainsight: async (row?: unknown) => {
        const goal = goalOf(row);
        if (goal !== undefined) await (await here()).openInGainsight(goal);
      },
      openLink: async (link?: unknown) => {
        const { path, query } = isRecord(link) ? link : {};
        if (typeof path === 'string' && typeof query === 'string') await (await links.get()).handle({ path, query });
      },
    },
    dispose: () => handler.dispose(),
  };
};

/** By a command: what fails is told as of any other. */
const openLink = async ({ path, query }: vscode.Uri): Promise<void> => {
  await vscode.commands.executeCommand('customerGoals.openLink', { path, query });
};
