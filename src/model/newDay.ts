import { today } from './dueDate.ts';

/** A timer for midnight itself would be late by as long as the computer slept. */
const checkMs = 60_000;

/** Tells within a minute that a person's day has ended, also after a night in which the computer slept. */
export const onNewDay = (now: () => Date, act: () => void): { dispose(): void } => {
  let day = today(now());
  const timer = setInterval(() => {
    const next = today(now());
    if (next === day) return;
    day = next;
    act();
  }, checkMs);
  return { dispose: () => clearInterval(timer) };
};
