import type { Goal } from './api/schema.ts';
import type { Log } from './log.ts';
import type { GoalStore } from './model/goalStore.ts';
import type { Intent } from './plan/intent.ts';
import { createOverview } from './overview/overviewFeature.ts';
import { createReviewFeature } from './review/reviewFeature.ts';
import { createReportFeature } from './report/reportFeature.ts';
import { createSweepFeature } from './sweep/sweepFeature.ts';
import type { createViews } from './views/viewsFeature.ts';
import * as vscode from 'vscode';
import { today } from './model/dueDate.ts';
import type { TenantId } from './model/tenant.ts';
import { onDidChangeSetting, settings } from './settings.ts';

type ReviewFeatureDeps = Parameters<typeof createReviewFeature>[0];

type ReviewsDeps = Omit<ReviewFeatureDeps, 'settings' | 'history' | 'connections' | 'fixing'> & {
  readonly store: GoalStore;
  readonly connection: {
    readonly connections: ReviewFeatureDeps['connections'] & {
      readonly tenants: { labelOf(tenant: TenantId): string };
    };
    readonly commands: { connect(): PromiseLike<unknown> };
  };
  readonly extensionUri: vscode.Uri;
  readonly kept: Pick<ReviewFeatureDeps, 'history'> & Pick<Parameters<typeof createOverview>[0], 'past'>;
  readonly views: Pick<ReturnType<typeof createViews>, 'goals' | 'person' | 'listed'>;
  readonly view: { companyIdOf(row: unknown): string | undefined };
  readonly forms: { openGoal(goal: Goal): Promise<void> };
  readonly plans: { plan(intents: readonly Intent[]): Promise<boolean> };
  /** A folder of the extension, by its name. */
  readonly storage: (name: string) => string;
  readonly log: Log;
};

/** What looks at goals rather than at one: what changed, what looks wrong, the sweep, reviews, the overview. */
export const createReviews = ({ views, plans, storage, log, kept: { history, past }, ...deps }: ReviewsDeps) => {
  const { store, connection, forms } = deps;
  const { connections } = connection;
  const review = createReviewFeature({
    ...deps,
    connections,
    history,
    settings,
    fixing: {
      off: settings.rulesOff,
      ask: {
        date: async (title) => (await import('./quickActions/goalPickers.ts')).enterDate('', title),
        owner: async (title) =>
          (await (await import('./quickActions/goalPickers.ts')).pickOwner(store.owners(), title))?.id,
      },
      plan: (intents) => plans.plan(intents),
    },
  });
  const sweep = createSweepFeature({
    store,
    tenant: () => connections.connected?.tenant,
    onDidChangeTenant: connections.onDidChange,
    files: async () =>
      new (await import('./sweep/sweepFiles.ts')).SweepFiles(storage('sweeps'), (message) => log.warn(message)),
    ...views.person,
    nameOf: async () => (await import('./review/logUpdateCommand.ts')).nameOf(settings),
    readDate: async () => {
      const { typedDate } = await import('./quickActions/typedDate.ts');
      return (text) => typedDate(text, today(new Date()), vscode.env.language);
    },
    staleDays: settings.staleDays,
    risk: settings.risk,
    openGoal: (goal) => forms.openGoal(goal),
    plan: (intents) => plans.plan(intents),
  });
  const report = createReportFeature({
    store,
    tenant: () => connections.connected?.tenant,
    onDidChangeTenant: connections.onDidChange,
    history,
    companyIdOf: (row) => deps.view.companyIdOf(row),
    views: () => views.listed(),
    templateFile: vscode.Uri.joinPath(vscode.Uri.file(storage('review')), 'template.md'),
  });
  const overview = createOverview({
    ...views.goals,
    store,
    extensionUri: deps.extensionUri,
    ruleText: async () => (await import('./review/findingText.ts')).ruleText,
    risk: settings.risk,
    rulesOff: settings.rulesOff,
    onDidChangeRules: (listener) =>
      vscode.Disposable.from(
        onDidChangeSetting('risk', () => listener(undefined)),
        onDidChangeSetting('goalCheck', () => listener(undefined)),
      ),
    past,
    connect: () => connection.commands.connect(),
    log,
    tenant: () => connections.connected?.tenant,
    labelOf: (tenant) => connections.tenants.labelOf(tenant),
    companyIdOf: (row) => deps.view.companyIdOf(row),
    openGoal: (goal) => forms.openGoal(goal),
    whoAmI: () => views.person.askMe(),
  });
  return {
    commands: { ...review.commands, ...sweep.commands, ...report.commands, ...overview.commands },
    dispose: (): void => {
      review.dispose();
      overview.dispose();
    },
  };
};
