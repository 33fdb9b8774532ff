import { vi } from 'vitest';

/** Waits until it is so. How long is no measure: a busy machine may be ten times as slow. */
export const until = (isSo: () => unknown): Promise<unknown> => vi.waitUntil(isSo, { timeout: 30_000, interval: 10 });
