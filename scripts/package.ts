// npm run package: builds the extension and packs it as it would be published.
import { runMain } from './scriptError.ts';
import { packExtension } from './packedExtension.ts';
import { withProgress } from './progress.ts';

await runMain(async () => {
  process.stdout.write(`${await withProgress('Building and packing the extension', packExtension)}\n`);
  return 0;
});
