import { expect } from '@playwright/test';

/** So many milliseconds later a press was not heard: one that is only slow would be undone by the next. */
export const slowMs = 8000;

/**
 * Acts until what it is for is there. Nothing says that a press or a key was heard: a row may just be drawn anew, or the focus come late.
 * It looks first, and waits after each act, so that one that is only slow is not done twice.
 * @param isDone one that cannot look, as at what is just going away, fails and looks again
 */
export const doUntil = (act: () => Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> =>
  expect(async () => {
    if (await isDone()) return;
    await act();
    await expect.poll(() => isDone().catch(() => false), { timeout: slowMs }).toBe(true);
  }).toPass();
