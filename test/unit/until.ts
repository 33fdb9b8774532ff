import { vi } from 'vitest';

/** Waits until it is so. How long is no measure: a busy machine may be ten times as slow. */
export const until = async (isSo: () => unknown): Promise<void> => {
  await vi.waitUntil(isSo, { timeout: 30_000, interval: 1 });
};
