import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { registerMentionProviders } from './mentionProviders.ts';
import { flagUnknownMentions } from './unknownMentions.ts';

type MentionsDeps = {
  readonly store: GoalStore;
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** Goals where people write: `goal:ID` in any text, and trailers of commit messages. */
export const createMentions = ({ store, openGoal }: MentionsDeps) => {
  const parts = vscode.Disposable.from(registerMentionProviders(store), flagUnknownMentions(store));
  return {
    commands: {
      openMention: async (goalId?: unknown) => {
        const goal = typeof goalId === 'string' ? store.goal(goalId) : undefined;
        if (goal !== undefined) await openGoal(goal);
      },
    },
    dispose: () => parts.dispose(),
  };
};
