// npm run contract:types: brings contractTypes.ts up to date with the contract.
import { runMain } from '../../scripts/scriptError.ts';
import { generateTypes, typesFile } from './generateTypes.ts';

await runMain(async () => {
  await generateTypes(typesFile);
  return 0;
});
