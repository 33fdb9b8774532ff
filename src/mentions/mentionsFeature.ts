import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { isGoalId } from './mention.ts';
import { MentionedGoals, type MentionedGoalsDeps } from './mentionedGoals.ts';
import { registerMentionProviders, type MentionProviderDeps } from './mentionProviders.ts';
import { flagUnknownMentions } from './unknownMentions.ts';

type MentionsDeps = Pick<MentionedGoalsDeps, 'connections'> & {
  readonly store: GoalStore;
  readonly want: MentionProviderDeps['want'];
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** Goals where people write: `goal:ID` in any text, and trailers of commit messages. */
export const createMentions = ({ store, connections, want, openGoal }: MentionsDeps) => {
  const goals = new MentionedGoals({ store, connections, elapsedMs: () => performance.now() });
  const parts = [goals, registerMentionProviders({ store, goals, want }), flagUnknownMentions(store)];
  return {
    commands: {
      openMention: async (goalId?: unknown) => {
        const goal = typeof goalId === 'string' && isGoalId(goalId) ? await goals.goal(goalId) : undefined;
        if (goal === undefined) throw connections.connected ? new ApiError('notFound', 'getGoal') : new NotConnected();
        await openGoal(goal);
      },
    },
    dispose: () => vscode.Disposable.from(...parts).dispose(),
  };
};
