// Writes one snapshot after another until it is killed: endlessWriter.ts <folder> <version>
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { goalsOfVersion, headOfVersion } from './versions.ts';

const [folder = '', first = '1'] = process.argv.slice(2);
const quiet = (): void => {};
const snapshots = new Snapshots(folder, { debug: quiet, info: quiet, warn: quiet, error: quiet });
const versions = [0, 1].map((more) => {
  const index = new GoalIndex();
  index.putAll(goalsOfVersion(Number(first) + more));
  return { head: headOfVersion(Number(first) + more), index };
});

process.send?.('begins');
for (;;) for (const { head, index } of versions) await snapshots.write(head, index.slices(250));
