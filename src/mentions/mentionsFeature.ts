import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { lazily } from '../lazily.ts';
import { causeOf, type Log } from '../log.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { MentionAnswersDeps } from './mentionAnswers.ts';
import type { MentionedGoalsDeps } from './mentionedGoals.ts';
import { registerMentionProviders } from './mentionProviders.ts';

type MentionsDeps = Pick<MentionedGoalsDeps, 'connections'> & {
  readonly store: GoalStore;
  readonly want: MentionAnswersDeps['want'];
  readonly openGoal: (goal: Goal) => Promise<void>;
  readonly log: Pick<Log, 'warn'>;
};

/**
 * Goals where people write: `goal:ID` in any text, and trailers of commit messages. What answers is loaded with the first text that
 * VS Code asks about, and what flags unknown goals with the first tenant's goals.
 */
export const createMentions = ({ store, connections, want, openGoal, log }: MentionsDeps) => {
  const parts = lazily(
    () => Promise.all([import('./mentionAnswers.ts'), import('./mentionedGoals.ts')]),
    ([{ createMentionAnswers }, { MentionedGoals }]) => {
      const goals = new MentionedGoals({ store, connections, elapsedMs: () => performance.now() });
      return { goals, answers: createMentionAnswers({ store, goals, want }) };
    },
    ({ goals }) => goals.dispose(),
  );
  const flags = lazily(
    () => import('./unknownMentions.ts'),
    ({ flagUnknownMentions }) => flagUnknownMentions(store),
    (made) => made.dispose(),
  );
  const flag = (): void => {
    if (store.state.kind !== 'disconnected' && flags.made === undefined)
      flags.get().catch((error: unknown) => log.warn(`mentions: ${causeOf(error)}`));
  };
  const subscription = vscode.Disposable.from(
    store.onDidChange(flag),
    registerMentionProviders(async () => (await parts.get()).answers),
  );
  flag();
  return {
    commands: {
      openMention: async (goalId?: unknown) => openGoal(await (await parts.get()).goals.named(goalId)),
    },
    dispose: () => vscode.Disposable.from(subscription, parts, flags).dispose(),
  };
};
