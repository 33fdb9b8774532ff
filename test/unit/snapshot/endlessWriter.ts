// Writes one snapshot after another until it is killed, and says which one is on disk: endlessWriter.ts <folder> <version>
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { headOfVersion, indexOfVersion } from './versions.ts';

const [folder = '', first = '1'] = process.argv.slice(2);
const quiet = (): void => {};
const snapshots = new Snapshots(folder, { debug: quiet, info: quiet, warn: quiet, error: quiet });

let index = indexOfVersion(Number(first));
process.send?.(Number(first) - 1);
for (let version = Number(first); ; version += 1) {
  // Many small slices, so that most of the time something is being written.
  if (await snapshots.write(headOfVersion(version), index.slices(20))) process.send?.(version);
  index = indexOfVersion(version + 1);
}
