import type { Goal } from '../../../src/api/schema.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import type { SnapshotHead } from '../../../src/snapshot/snapshotFile.ts';

export const tenant = 'acme.example';

export const headOfVersion = (version: number): SnapshotHead => ({
  tenant,
  at: version,
  since: '2031-01-01T00:00:00.000Z',
  readAt: 0,
});

/** Goals that all say which version they are of: a file that mixes two does not go unseen. */
export const goalsOfVersion = (version: number, count = 3000): readonly Goal[] =>
  Array.from({ length: count }, (_, i) => ({
    Gsid: `goal-${i}`,
    Name: `Goal ${i} of version ${version}`,
    CompanyId: `company-${i % 50}`,
    CompanyName: `Company ${i % 50}`,
    Status: i % 3 === 0 ? 'Achieved' : 'In Progress',
    TargetDate: '1969-12-31',
    ModifiedDate: new Date(1_900_000_000_000 + version).toISOString(),
  }));

export const indexOfVersion = (version: number, count = 1000): GoalIndex => {
  const index = new GoalIndex();
  index.putAll(goalsOfVersion(version, count));
  return index;
};
