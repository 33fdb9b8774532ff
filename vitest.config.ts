import { defineConfig } from 'vitest/config';

/** Behind UTC, ahead of it by half an hour too, and so far ahead that noon in UTC is another day there. */
const timeZones = ['America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati'];

/** What tells a person's own day from another. All unit tests would take half a minute a zone. */
const testsOfDays = [
  '{commands,sync,tree}/*',
  'drafts/draftRow',
  'model/{goalIndex,newDay,progress}',
  'model/query/{days,matcher}',
  'sample/{calendar,data}',
];

const inTimeZone = (TZ: string) => ({
  extends: true as const,
  test: { name: `unit, ${TZ}`, include: testsOfDays.map((name) => `test/unit/${name}.test.ts`), env: { TZ } },
});

export default defineConfig({
  test: {
    // A guard against what never ends, and no measure: a busy machine may be ten times as slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 30_000 } },
    // No module of ours keeps state of its own (`test/unit/house.test.ts`), so that the files of a process may share what they import.
    isolate: false,
    // By itself it leaves one of two cores free.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      ...timeZones.map(inTimeZone),
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
    ],
  },
});
