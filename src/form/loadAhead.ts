import type { GoalStore } from '../model/goalStore.ts';
import { isWhole } from '../model/loadState.ts';

/** Milliseconds in which the goals that have just come are drawn. */
const pauseMs = 1500;

/** Loads what the first goal that is opened needs, a moment after there are goals to open. Whoever opens one earlier loads it then. */
export const loadAhead = (
  store: Pick<GoalStore, 'onDidChange' | 'state'>,
  load: () => Promise<unknown>,
): { dispose(): void } => {
  let due: NodeJS.Timeout | undefined;
  const watching = store.onDidChange(() => {
    if (!isWhole(store.state)) return;
    watching.dispose();
    // Who opens a goal is told of a failure.
    due = setTimeout(() => void load().catch(() => undefined), pauseMs);
  });
  return {
    dispose: () => {
      watching.dispose();
      clearTimeout(due);
    },
  };
};
