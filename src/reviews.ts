import type { Goal } from './api/schema.ts';
import type { Log } from './log.ts';
import type { GoalRows } from './model/query/goalRows.ts';
import type { Intent } from './plan/intent.ts';
import { createReviewFeature } from './review/reviewFeature.ts';
import { createReportFeature } from './report/reportFeature.ts';
import type { ReviewDeps } from './report/createReview.ts';
import { createSweepFeature } from './sweep/sweepFeature.ts';
import * as vscode from 'vscode';
import { today } from './model/dueDate.ts';
import { settings } from './settings.ts';

type ReviewFeatureDeps = Parameters<typeof createReviewFeature>[0];

type ReviewsDeps = Omit<ReviewFeatureDeps, 'settings' | 'history' | 'fixing'> & {
  readonly kept: Pick<ReviewFeatureDeps, 'history'>;
  readonly views: {
    readonly person: {
      me(): readonly string[] | undefined;
      askMe(): Promise<void>;
      rows(): Promise<GoalRows | undefined>;
    };
    listed(): ReturnType<ReviewDeps['views']>;
  };
  readonly view: { companyIdOf(row: unknown): string | undefined };
  readonly forms: { openGoal(goal: Goal): Promise<void> };
  readonly plans: { plan(intents: readonly Intent[]): Promise<boolean> };
  /** A folder of the extension, by its name. */
  readonly storage: (name: string) => string;
  readonly log: Log;
};

/** What a person looks at each week: what changed, what looks wrong, the sweep. */
export const createReviews = ({ views, plans, storage, log, kept: { history }, ...deps }: ReviewsDeps) => {
  const { store, connections, forms } = deps;
  const review = createReviewFeature({
    ...deps,
    history,
    settings,
    fixing: {
      off: settings.rulesOff,
      ask: {
        date: async (title) => (await import('./commands/goalPickers.ts')).enterDate('', title),
        owner: async (title) =>
          (await (await import('./commands/goalPickers.ts')).pickOwner(store.owners(), title))?.id,
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
      const { typedDate } = await import('./commands/typedDate.ts');
      return (text) => typedDate(text, today(new Date()), vscode.env.language);
    },
    staleDays: settings.staleDays,
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
  return { commands: { ...review.commands, ...sweep.commands, ...report.commands }, dispose: () => review.dispose() };
};
