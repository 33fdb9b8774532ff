// Writes one snapshot after another until it is killed: endlessWriter.ts <folder> <version>
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { goalsOfVersion, headOfVersion } from './versions.ts';

const [folder = '', first = '1'] = process.argv.slice(2);
const quiet = (): void => {};
const snapshots = new Snapshots(folder, { debug: quiet, info: quiet, warn: quiet, error: quiet });

process.send?.('begins');
for (let version = Number(first); ; version += 1)
  await snapshots.write(headOfVersion(version), goalsOfVersion(version));
