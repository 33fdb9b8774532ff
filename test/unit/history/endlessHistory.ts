// Records one batch after another until it is killed, and says which one is on disk: endlessHistory.ts <folder> <first>
import { Histories } from '../../../src/history/histories.ts';
import { batch, smallLimits } from './batches.ts';

const [folder = '', first = '1'] = process.argv.slice(2);
const histories = new Histories(folder, smallLimits);
const writer = histories.writer('acme.example');
await writer.open();
process.send?.(Number(first) - 1);
let tidying: Promise<void> | undefined;
for (let number = Number(first); ; number += 1) {
  // Some are packed while the next ones are written.
  if (writer.append(batch(number), number)) tidying = histories.tidy('acme.example');
  process.send?.(number);
  if (number % 20 === 0) await tidying;
  await new Promise<void>((resolve) => setImmediate(resolve));
}
