import type * as vscode from 'vscode';
import type { GoalStore } from './model/goalStore.ts';
import { createOverview } from './overview/overviewFeature.ts';
import { ruleText } from './review/findingText.ts';
import { createReviewFeature } from './review/reviewFeature.ts';
import type { createViews } from './views/viewsFeature.ts';
import type { Log } from './log.ts';

type ReviewDeps = Parameters<typeof createReviewFeature>[0];

type Deps = ReviewDeps & {
  readonly store: GoalStore;
  readonly extensionUri: vscode.Uri;
  readonly views: Pick<ReturnType<typeof createViews>, 'goals'> & { readonly commands: { whoAmI(): Promise<void> } };
  readonly view: { companyIdOf(row: unknown): string | undefined };
  readonly connect: () => PromiseLike<unknown>;
  readonly log: Log;
};

/** What looks at goals rather than at one: the review's commands, and the overview. */
export const createReviewing = (deps: Deps) => {
  const { store, connections, extensionUri, views, view, forms, connect, log } = deps;
  const review = createReviewFeature(deps);
  const overview = createOverview({
    ...views.goals,
    store,
    extensionUri,
    ruleText,
    connect,
    log,
    tenant: () => connections.connected?.tenant,
    companyIdOf: (row) => view.companyIdOf(row),
    openGoal: (goal) => forms.openGoal(goal),
    whoAmI: () => views.commands.whoAmI(),
  });
  return {
    commands: { ...review.commands, ...overview.commands },
    dispose: (): void => {
      review.dispose();
      overview.dispose();
    },
  };
};
