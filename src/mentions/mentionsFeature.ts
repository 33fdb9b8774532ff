import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { lazily } from '../lazily.ts';

type MentionsDeps = {
  readonly store: GoalStore;
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** Goals where people write: `goal:ID` in any text, and trailers of commit messages. Without a tenant there are none to be named. */
export const createMentions = ({ store, openGoal }: MentionsDeps) => {
  const parts = lazily(
    () => Promise.all([import('./mentionProviders.ts'), import('./unknownMentions.ts')]),
    ([{ registerMentionProviders }, { flagUnknownMentions }]) =>
      vscode.Disposable.from(registerMentionProviders(store), flagUnknownMentions(store)),
    (made) => made.dispose(),
  );
  const follow = (): void => {
    if (store.state.kind !== 'disconnected' && parts.made === undefined) parts.get().catch(() => undefined);
  };
  const subscription = store.onDidChange(follow);
  follow();
  return {
    commands: {
      openMention: async (goalId?: unknown) => {
        const goal = typeof goalId === 'string' ? store.goal(goalId) : undefined;
        if (goal !== undefined) await openGoal(goal);
      },
    },
    dispose: () => vscode.Disposable.from(subscription, parts).dispose(),
  };
};
