import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A guard against what never ends, and no measure: a busy machine may be ten times as slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
    ],
  },
});
